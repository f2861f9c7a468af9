using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>
/// Groups the same fault across runs, hosts and builds: the exception's type, the app's own frames without line numbers, the
/// category and the operation. What varies in a message, in ids or in the compiler's names does not split a group.
/// </summary>
internal static partial class ErrorFingerprint
{
    private const int MaxFrames = 8;
    private const int MaxDepth = 10;

    // What is not the app's own changes with another version of a library.
    private static readonly string[] Foreign =
    [
        "System.", "Microsoft.", "Anthropic.", "Azure.", "Google.", "Grpc.", "ModelContextProtocol.", "Npgsql.", "OpenAI.", "Polly.",
        "AgentOtel.AgentOperation.", "AgentOtel.AgentTelemetry.", "AgentOtel.BudgetLedger.", "AgentOtel.AspNetCore.RequestMiddleware.",
    ];

    public static string Of(string errorType, string category, string? operation, Exception? exception)
    {
        var text = new StringBuilder(errorType).Append('|').Append(category).Append('|').Append(operation);
        var inner = exception;
        for (var depth = 0; inner is not null && depth < MaxDepth; depth++)
        {
            text.Append('|').Append(inner.GetType().FullName);
            AppendFrames(text, inner.StackTrace);
            inner = inner.InnerException;
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private static void AppendFrames(StringBuilder text, string? stack)
    {
        var frames = 0;
        foreach (Match frame in Frame().Matches(stack ?? ""))
        {
            var method = frame.Groups[1].Value;
            if (IsForeign(method))
            {
                continue;
            }

            text.Append('>').Append(Compiled().Replace(method, ""));
            if (++frames == MaxFrames)
            {
                return;
            }
        }
    }

    private static bool IsForeign(string method)
    {
        foreach (var prefix in Foreign)
        {
            if (method.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A line of a stack trace: after its first word, which is translated, the method up to its parameters.</summary>
    [GeneratedRegex(@"^ +\w+ ([\w.<>|$`+\[\],]+)\(", RegexOptions.Multiline)]
    private static partial Regex Frame();

    /// <summary>What the compiler numbers: <c>b__3_0</c>, <c>d__12`1.MoveNext</c>, <c>c__DisplayClass4_0</c>, <c>g__Local|0</c>.</summary>
    [GeneratedRegex(@"(?<=[a-z]__\w*?)\d+(?:_\d+)*|\|\d+(?:_\d+)*|`\d+|\.MoveNext$")]
    private static partial Regex Compiled();
}
