namespace AgentOtel;

/// <summary>The conventions' span names: the operation and, where it is known, what it acts on.</summary>
internal static class SpanNames
{
    public static string Of(string operation, string? target) =>
        string.IsNullOrEmpty(target) ? operation : $"{operation} {target}";
}
