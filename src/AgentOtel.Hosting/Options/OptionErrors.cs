namespace AgentOtel.Hosting;

/// <summary>What is wrong with the options: all of it, each with the key to set.</summary>
internal sealed class OptionErrors
{
    private const int MinSecretLength = 16;

    public List<string> Messages { get; } = [];

    public void Check(bool isRight, string key, string expected, object? actual)
    {
        if (!isRight)
        {
            Messages.Add($"{AgentOtelOptions.Section}:{key} must be {expected}; it is {actual}.");
        }
    }

    public void CheckNames(IList<string> names, string key, string expected)
    {
        for (var i = 0; i < names.Count; i++)
        {
            Check(!string.IsNullOrWhiteSpace(names[i]), $"{key}:{i}", expected, "empty");
        }
    }

    /// <summary>The value itself is never told.</summary>
    public void CheckSecret(string? secret, string key) =>
        Check(secret is null or { Length: >= MinSecretLength }, key, $"at least {MinSecretLength} characters", "a shorter one");
}
