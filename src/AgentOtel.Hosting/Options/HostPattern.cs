namespace AgentOtel.Hosting;

/// <summary>A host, or <c>*.host</c> for all below it.</summary>
internal static class HostPattern
{
    public static bool IsValid(string pattern) =>
        Uri.CheckHostName(pattern.StartsWith("*.", StringComparison.Ordinal) ? pattern[2..] : pattern) is not UriHostNameType.Unknown;

    public static bool Matches(string pattern, string host) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
