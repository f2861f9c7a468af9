using System.Globalization;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Benchmarks.Viewer;

/// <summary>
/// OTLP requests as an exporter sends them: spans of 25 attributes in traces of 20 (a workflow, tasks, agents, model calls with their
/// HTTP requests, tools), children before their parents, and logs of 12 attributes beside them.
/// </summary>
internal static class Requests
{
    public const int SpansOfTrace = 20;

    private const int TracesOfInstance = 5_000;
    private const int TracesBetweenRare = 10_000;
    private const long Second = 1_000_000_000;
    private static readonly string[] Models = ["gpt-4o-mini", "gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash"];
    private static readonly string[] Providers = ["openai", "openai", "anthropic", "gcp.gemini"];
    private static readonly string[] Tools = ["search", "read_page", "query_database", "send_mail", "calculate"];

    /// <summary>A request of traces, numbered from <paramref name="trace"/>, that begin a second apart.</summary>
    public static byte[] Traces(int trace, int count, long start)
    {
        var scope = new Message().Add(1, new Message().Add(1, "AgentOtel").Add(2, "0.1.0"));
        for (var i = 0; i < count; i++)
        {
            AddTrace(scope, trace + i, start + ((trace + i) * Second));
        }

        return Of(scope, trace);
    }

    public static byte[] Logs(int first, int count, long start)
    {
        var scope = new Message().Add(1, new Message().Add(1, "Shop.Agents.Writer"));
        for (var i = first; i < first + count; i++)
        {
            var trace = i / SpansOfTrace;
            var log = new Message()
                .AddFixed64(1, (ulong)(start + (trace * Second) + i))
                .AddVarint(2, i % 50 == 0 ? 13UL : 9UL)
                .Add(3, i % 50 == 0 ? "Warning" : "Information")
                .Add(5, Text($"Order {i} of customer {i % 1009} was handled by agent writer in {i % 977} ms"))
                .Add(9, TraceId(trace)).Add(10, SpanId(trace, i % SpansOfTrace))
                .Add(12, i % 2 == 0 ? "agentotel.model.completed" : "agentotel.tool.completed");
            for (var attribute = 0; attribute < 12; attribute++)
            {
                log.Add(
                    6,
                    Attribute(
                        $"shop.attribute{attribute}",
                        attribute % 3 == 0 ? Number(i % (10 + attribute)) : Text($"value{i % (100 * (attribute + 1))}")));
            }

            scope.Add(2, log);
        }

        return Of(scope, first / SpansOfTrace);
    }

    private static byte[] Of(Message scope, int trace)
    {
        var resource = new Message()
            .Add(1, Attribute("service.name", Text("shop"))).Add(1, Attribute("service.version", Text("1.4.2")))
            .Add(1, Attribute("service.instance.id", Text($"{trace / TracesOfInstance:x8}-0c1b-4f57-8d0a-8a9f1f3f2b10")))
            .Add(1, Attribute("host.name", Text("worker-7")));
        return new Message().Add(1, new Message().Add(1, resource).Add(2, scope)).ToArray();
    }

    private static void AddTrace(Message scope, int trace, long start)
    {
        // Index 0 is the workflow, 1 and 2 agents, then 4 model calls with an HTTP request each, and 9 tools.
        for (var i = SpansOfTrace - 1; i >= 0; i--)
        {
            scope.Add(2, Span(trace, i, start));
        }
    }

    private static Message Span(int trace, int index, long start)
    {
        var (kind, parent) = index switch
        {
            0 => (0, -1),
            1 or 2 => (1, 0),
            < 7 => (2, 1 + (index % 2)),
            < 11 => (3, index - 4),
            _ => (4, 1 + (index % 2)),
        };
        var duration = kind switch
        {
            0 => 9 * Second,
            1 => 4 * Second,
            2 => Second,
            3 => Second - 1000,
            _ => Second / 4,
        } + (trace % 1000 * 1_000_000L);
        var model = (trace + index) % Models.Length;
        var failed = trace % 40 == 0 && kind == 4 && index == 12;
        var span = new Message()
            .Add(1, TraceId(trace)).Add(2, SpanId(trace, index));
        if (parent >= 0)
        {
            span.Add(4, SpanId(trace, parent));
        }

        span.Add(
            5,
            kind switch
            {
                0 => "invoke_workflow campaign",
                1 => $"invoke_agent writer{index}",
                2 => $"chat {Models[model]}",
                3 => "POST",
                _ => $"execute_tool {Tools[index % Tools.Length]}",
            })
            .AddVarint(6, kind is 2 or 3 ? 3UL : 1UL)
            .AddFixed64(7, (ulong)(start + (index * 50_000_000L))).AddFixed64(8, (ulong)(start + (index * 50_000_000L) + duration));
        var count = 0;
        void Add(string key, Message value)
        {
            span.Add(9, Attribute(key, value));
            count++;
        }

        Add("gen_ai.workflow.name", Text("campaign"));
        Add("agentotel.workflow.run.id", Text($"{trace:x8}-5b1f-4c61-9d6f-000000000001"));
        Add("agentotel.correlation.id", Text($"{trace:x8}-77aa-4c61-9d6f-000000000002"));
        Add("gen_ai.conversation.id", Text($"conv_{trace % 5000}"));
        Add("session.id", Text($"session-{trace % 20000}"));
        Add("agentotel.tenant", Text($"tenant{trace % 12}"));
        if (kind != 3)
        {
            Add(
                "gen_ai.operation.name",
                Text(kind switch { 0 => "invoke_workflow", 1 => "invoke_agent", 2 => "chat", _ => "execute_tool" }));
            Add("agentotel.status", Text(failed ? "failed" : "completed"));
        }

        if (kind > 0)
        {
            Add("gen_ai.agent.name", Text($"writer{(parent <= 0 ? index : parent > 2 ? 1 + ((index - 4) % 2) : parent)}"));
        }

        if (kind == 2)
        {
            Add("gen_ai.provider.name", Text(Providers[model]));
            Add("gen_ai.request.model", Text(Models[model]));
            Add("gen_ai.response.model", Text($"{Models[model]}-2026-07-18"));
            Add("gen_ai.response.id", Text($"chatcmpl-{trace:x}{index:x}Qz7"));
            Add("gen_ai.usage.input_tokens", Number(800 + (trace % 400)));
            Add("gen_ai.usage.output_tokens", Number(100 + (trace % 90)));
            Add("gen_ai.usage.cost", new Message().AddDouble(4, 0.0004 * (1 + (trace % 50))));
            Add("agentotel.cost.source", Text("table"));
        }
        else if (kind == 3)
        {
            Add("http.request.method", Text("POST"));
            Add("server.address", Text("api.example.com"));
            Add("server.port", Number(443));
            Add("http.response.status_code", Number(200));
            Add("url.full", Text("https://api.example.com/v1/chat/completions"));
            Add("network.protocol.version", Text("1.1"));
        }
        else if (kind == 4)
        {
            Add("gen_ai.tool.name", Text(Tools[index % Tools.Length]));
            Add("gen_ai.tool.call.id", Text($"call_{trace:x}{index:x}"));
            Add("gen_ai.tool.type", Text("function"));
        }

        for (var custom = 0; count < 25; custom++)
        {
            var isRare = custom == 0 && trace % TracesBetweenRare == 0;
            Add(isRare ? "agentotel.context.rare" : $"agentotel.context.field{custom}", (custom % 3) switch
            {
                0 => Text($"team {custom} of region {trace % 7}"),
                1 => Number((trace % 100) + custom),
                _ => Text($"customer-{(trace * 31) % 10007}"),
            });
        }

        return failed
            ? span.Add(9, Attribute("error.type", Text("System.TimeoutException"))).Add(15, new Message().AddVarint(3, 2))
            : span;
    }

    private static byte[] TraceId(int trace) =>
        Convert.FromHexString(string.Create(CultureInfo.InvariantCulture, $"{trace * 2654435761L:x16}{trace + 1L:x16}")[^32..]);

    private static byte[] SpanId(int trace, int index) =>
        BitConverter.GetBytes((((long)trace + 1) * 0x9E3779B97F4A7C15UL.GetHashCode()) ^ ((index + 1L) << 48));

    private static Message Attribute(string key, Message value) => new Message().Add(1, key).Add(2, value);

    private static Message Text(string text) => new Message().Add(1, text);

    private static Message Number(long number) => new Message().AddVarint(3, (ulong)number);
}
