using Microsoft.Extensions.Configuration;

namespace AgentOtel.Hosting;

/// <summary>
/// A standard variable and what it may say, read from the app's configuration, which holds the environment too. What it may not
/// say is passed over, as OpenTelemetry passes it over, and told of: it may come from a shell that serves other tools, so it never
/// stops the app.
/// </summary>
internal sealed record StandardVariable(string Name, string Expected, Predicate<string> IsValid)
{
    /// <summary>Whether its value may hold a secret, and is not told.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The value; none where it is absent, empty or not valid.</summary>
    public string? Read(IConfiguration configuration) => Given(configuration) is { } value && IsValid(value) ? value : null;

    /// <summary>What is wrong with it, if anything is.</summary>
    public string? Problem(IConfiguration configuration) => Given(configuration) is { } value && !IsValid(value)
        ? $"{Name} must be {Expected}{(IsSecret ? "" : $"; it is {value}")}."
        : null;

    private string? Given(IConfiguration configuration) =>
        configuration[Name] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
