using System.Globalization;

namespace AgentOtel.Cli.Tests;

/// <summary>OTLP JSON of the tests' own.</summary>
internal static class Traces
{
    /// <summary>
    /// A call of gpt-4.1 of a minute ago with 1,000 tokens in and 100 out, which costs 0.0028 dollars by the table (2 and 8 a
    /// million), and no cost sent.
    /// </summary>
    public static string OneModelCall { get; } = string.Create(CultureInfo.InvariantCulture, $$$"""
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"py-agent"}}]},
         "scopeSpans":[{"scope":{"name":"tests"},"spans":[
        {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"chat gpt-4.1","kind":3,
        "startTimeUnixNano":"{{{Now - 60_000_000_000}}}","endTimeUnixNano":"{{{Now - 59_000_000_000}}}","attributes":[
        {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
        {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4.1"}},
        {"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000"}},
         {"key":"gen_ai.usage.output_tokens","value":{"intValue":"100"}}]}]}]}]}
        """).ReplaceLineEndings("");

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
}
