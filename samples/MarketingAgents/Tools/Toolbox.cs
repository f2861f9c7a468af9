using System.Data;
using System.Globalization;
using System.Text.Json;
using AgentOtel;
using Microsoft.Data.Sqlite;
using OpenAI.Chat;

namespace MarketingAgents;

/// <summary>The tools that agents may call: what they offer to a model, and what runs when it calls them.</summary>
internal sealed class Toolbox(AgentTelemetry telemetry, SampleArguments arguments)
{
    private const decimal SearchCost = 0.005m;

    public IReadOnlyList<ChatTool> For(string agent) => agent switch
    {
        "research" => [WebSearch, ReadFile],
        "analytics" => [QueryDatabase, Calculator],
        "copy" => [ReadFile],
        _ => [WebSearch],
    };

    // With faults on, a model may ask for what does not exist, as models do.
    private string Files => arguments.FaultRate > 0 ? """ "brand.md", "audience.md", "missing.md" """ : """ "brand.md", "audience.md" """;

    private string Tables => arguments.FaultRate > 0 ? """ "sales", "channels", "competitors" """ : """ "sales", "channels" """;

    private static ChatTool WebSearch { get; } = Tool(
        "web_search", "Searches the web.", """{"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}""");

    private static ChatTool Calculator { get; } = Tool(
        "calculator",
        "Works out an expression.",
        """{"type":"object","properties":{"expression":{"type":"string","format":"expression"}},"required":["expression"]}""");

    private ChatTool ReadFile => Tool(
        "read_file",
        "Reads a file of the company.",
        $$$"""{"type":"object","properties":{"name":{"type":"string","enum":[{{{Files}}}]}},"required":["name"]}""");

    private ChatTool QueryDatabase => Tool(
        "query_database",
        "Sums a table of the company.",
        $$$"""{"type":"object","properties":{"table":{"type":"string","enum":[{{{Tables}}}]}},"required":["table"]}""");

    /// <summary>Runs a call. A tool that fails tells the model so; the agent goes on.</summary>
    public async Task<string> CallAsync(ChatToolCall call, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(call.FunctionArguments);
        var tool = telemetry.StartTool(new ToolStart(call.FunctionName) { CallId = call.Id });
        try
        {
            return await tool.RunAsync(async () =>
            {
                tool.SetInput(json.RootElement);
                var result = await RunAsync(tool, call.FunctionName, json.RootElement, cancellationToken);
                tool.SetOutput(result);
                return result;
            });
        }
        catch (Exception exception) when (exception is FileNotFoundException or SqliteException or SyntaxErrorException)
        {
            return $"The tool failed: {exception.Message}";
        }
    }

    private static async Task<string> RunAsync(ToolExecution tool, string name, JsonElement input, CancellationToken cancellationToken)
    {
        switch (name)
        {
            case "web_search":
                tool.SetCost(SearchCost);
                return await Knowledge.SearchAsync(input.GetProperty("query").GetString()!, cancellationToken);
            case "read_file":
                return await Knowledge.ReadAsync(input.GetProperty("name").GetString()!, cancellationToken);
            case "calculator":
                using (var table = new DataTable { Locale = CultureInfo.InvariantCulture })
                {
                    return Convert.ToString(
                        table.Compute(input.GetProperty("expression").GetString(), null), CultureInfo.InvariantCulture)!;
                }

            default:
                return await CompanyDatabase.SumAsync(input.GetProperty("table").GetString()!, cancellationToken);
        }
    }

    private static ChatTool Tool(string name, string description, string schema) =>
        ChatTool.CreateFunctionTool(name, description, BinaryData.FromString(schema));
}
