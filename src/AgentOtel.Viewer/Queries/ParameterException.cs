namespace AgentOtel.Viewer.Queries;

/// <summary>A parameter of a request that cannot be read. The message is a sentence that names it and says what it takes.</summary>
internal sealed class ParameterException(string name, string takes) : Exception($"'{name}' {takes}.")
{
    public string Name { get; } = name;
}
