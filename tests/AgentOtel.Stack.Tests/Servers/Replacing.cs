namespace AgentOtel.Stack.Tests;

/// <summary>The project's own files with addresses, paths and durations of a test's: one that is not found fails the test.</summary>
internal static class Replacing
{
    public static string With(this string text, string old, string @new)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, @new, StringComparison.Ordinal);
    }
}
