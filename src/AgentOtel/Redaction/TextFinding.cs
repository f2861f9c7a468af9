namespace AgentOtel;

/// <summary>Where in a text something stands that must not be seen. None where it is empty.</summary>
internal readonly record struct TextFinding(int Start, int End)
{
    public bool IsFound => End > Start;
}
