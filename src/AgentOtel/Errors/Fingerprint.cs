using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>
/// Groups the same fault across runs, hosts and builds: the exception's type, the app's own frames without line numbers, the
/// category and the operation. What varies in a message, in ids or in the compiler's names does not split a group.
/// </summary>
internal static partial class Fingerprint
{
    private const int MaxFrames = 8;
    private const int MaxDepth = 10;

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
            if (method.StartsWith("System.", StringComparison.Ordinal) || method.StartsWith("Microsoft.", StringComparison.Ordinal)
                || method.StartsWith("AgentOtel.AgentOperation.", StringComparison.Ordinal))
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

    /// <summary>A line of a stack trace: after its first word, which is translated, the method up to its parameters.</summary>
    [GeneratedRegex(@"^ +\w+ ([\w.<>|$`+\[\],]+)\(", RegexOptions.Multiline)]
    private static partial Regex Frame();

    /// <summary>What the compiler numbers: <c>b__3_0</c>, <c>d__12`1.MoveNext</c>, <c>c__DisplayClass4_0</c>, <c>g__Local|0</c>.</summary>
    [GeneratedRegex(@"(?<=[a-z]__\w*?)\d+(?:_\d+)*|\|\d+(?:_\d+)*|`\d+|\.MoveNext$")]
    private static partial Regex Compiled();
}
