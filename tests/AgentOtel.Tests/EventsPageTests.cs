using System.Text.RegularExpressions;

namespace AgentOtel.Tests;

/// <summary>Every event that the kit writes has the level and no field but those that its row of <c>docs/telemetry.md</c> names.</summary>
public sealed partial class EventsPageTests
{
    // Written by another package, or where something is wrong with the kit itself.
    private static readonly string[] Elsewhere = ["agentotel.http.request", "agentotel.telemetry.fault"];

    private static readonly string Section = Read();

    [Fact]
    public void Events_OfEverythingThatHappens_AreAsThePageSays()
    {
        List<LogEvent> events = [];
        foreach (var capture in new[] { ContentCapture.None, ContentCapture.SpansAndEvents })
        {
            using var recorder = new Recorder(new()
            {
                ContentCapture = capture,
                ContentUpload = capture == ContentCapture.None ? null : _ => "blob://1",
                RecordUserId = true,
                Budgets = { new Budget("day", BudgetPeriod.Day) { LimitUsd = 0.0001m, LimitTokens = 10 } },
            });
            using var context = (AgentContext.Current with { UserId = "ada", SessionId = "s", Tenant = "acme", ConversationId = "c" })
                .With("region", "eu")
                .Push();
            LiveThroughAll(recorder.Telemetry);
            events.AddRange(recorder.Events);
        }

        Assert.All(events, said =>
        {
            var (level, fields) = Row(said.Name);
            Assert.Contains($"{said.Level}", level, StringComparison.Ordinal);
            var unnamed = said.Fields.Keys.Where(field =>
                !fields.Contains(field) && !field.StartsWith("agentotel.context.", StringComparison.Ordinal));
            Assert.True(!unnamed.Any(), $"{said.Name}: {string.Join(", ", unnamed)}");
        });
        var names = typeof(EventNames).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(Elsewhere, names.Except(events.Select(said => said.Name)).Order(StringComparer.Ordinal));
    }

    private static void LiveThroughAll(AgentTelemetry telemetry)
    {
        foreach (var failure in new Exception?[] { null, new InvalidOperationException("x"), new OperationCanceledException() })
        {
            using var run = telemetry.StartWorkflow("campaign");
            run.SetInput("go");
            using (var task = telemetry.StartTask(new TaskStart("draft") { Attempt = failure is null ? 1 : 2, RetryReason = "rate_limit" }))
            using (var agent = telemetry.StartAgent("writer"))
            using (
                var call = telemetry.StartChat(new ModelRequest("openai", failure is null ? "gpt-4.1" : "no-such-model") { Stream = true }))
            using (var retrieval = telemetry.StartRetrieval(new RetrievalStart("products") { TopK = 3 }))
            using (var tool = telemetry.StartTool(new ToolStart("search") { CallId = "call_1" }))
            using (var timed = telemetry.Track("import"))
            {
                call.SetInstructions("Be brief.");
                call.SetToolDefinitions("[]");
                call.AppendOutput("hello");
                call.SetResponse(new()
                {
                    Id = "r",
                    Model = failure is null ? "gpt-4.1" : "no-such-model",
                    FinishReasons = ["stop"],
                    Usage = new() { InputTokens = 100, OutputTokens = 20, CacheReadTokens = 10, CacheWriteTokens = 5, ReasoningTokens = 3 },
                });
                tool.SetCost(0.01m);
                foreach (var operation in new AgentOperation[] { task, agent, call, retrieval, tool, timed, run })
                {
                    operation.SetInput("in");
                    operation.SetOutput("out");
                    if (failure is not null)
                    {
                        operation.Fail(failure);
                    }
                }
            }

            telemetry.RecordRouting(new("team", "copy") { Options = ["copy", "social"], Reason = "text", Confidence = 0.9 });
            telemetry.RecordEvaluation(new("tone") { Score = 1, Label = "pass", Explanation = "fine", ResponseId = "r" });
            telemetry.RequestApproval("publication").Reject("off brand");
        }

        var waiting = telemetry.StartWorkflow("campaign");
        var paused = waiting.Pause("approval");
        waiting.Dispose();
        telemetry.ResumeWorkflow(paused).Dispose();
        telemetry.RecordUnhandled(new InvalidOperationException("y"), "process");
    }

    private static (string Level, HashSet<string> Fields) Row(string name)
    {
        var cells = Section.Split('\n').Single(line =>
            line.StartsWith("| `", StringComparison.Ordinal)
                && line.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal)).Split('|');
        var groups = Group().Matches(cells[3]).Select(match => match.Groups[1].Value).Append("context").Select(GroupText);
        return (cells[2], [.. Name().Matches(cells[3] + string.Concat(groups)).Select(match => match.Groups[1].Value), "event.name"]);
    }

    private static string GroupText(string name)
    {
        var text = Section[Section.IndexOf($"- **{name}**", StringComparison.Ordinal)..];
        var ends = new[] { text.IndexOf("\n- ", StringComparison.Ordinal), text.IndexOf("\n\n", StringComparison.Ordinal) };
        return text[..ends.Where(end => end > 0).Min()];
    }

    private static string Read()
    {
        var page = File.ReadAllText(Repository.Path("docs", "telemetry.md"));
        return page[page.IndexOf("## Log events", StringComparison.Ordinal)..page.IndexOf("## Attributes", StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"\*\*([a-z]+)\*\*")]
    private static partial Regex Group();

    [GeneratedRegex("`([a-z][a-z0-9_.]+)`")]
    private static partial Regex Name();
}
