using System.Globalization;
using System.Text;
using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>Fills the address that opens a new issue. Only an <c>https</c> address is ever given out.</summary>
internal sealed class IssueLink(string? template)
{
    // Browsers and trackers refuse addresses much beyond 8 KB; encoded text is up to three times as long.
    private const int LongestStack = 1_500;
    private const int LongestTitle = 200;

    public bool IsConfigured => template is not null && Uri.TryCreate(Filled("t", "b"), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    public string? Of(ErrorGroup group, ErrorOccurrence? example) => IsConfigured ? Filled(Cut(group.Title, LongestTitle), Body(group, example)) : null;

    private string Filled(string title, string body) => template!
        .Replace("{title}", Uri.EscapeDataString(title), StringComparison.Ordinal)
        .Replace("{body}", Uri.EscapeDataString(body), StringComparison.Ordinal);

    private static string Body(ErrorGroup group, ErrorOccurrence? example)
    {
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{group.Type} ({group.Category}, {group.Severity})\n\n")
            .Append(CultureInfo.InvariantCulture, $"Seen {group.Total} times from {group.FirstSeen:u} to {group.LastSeen:u}.\n")
            .Append(CultureInfo.InvariantCulture, $"Fingerprint: {group.Fingerprint}\n");
        if (example?.TraceId is { } trace)
        {
            body.Append(CultureInfo.InvariantCulture, $"Trace: {trace}\n");
        }

        if (example?.Stack is { } stack)
        {
            body.Append(CultureInfo.InvariantCulture, $"\n```\n{Cut(stack, LongestStack)}\n```\n");
        }

        return body.ToString();
    }

    /// <summary>Never in the middle of a character.</summary>
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
