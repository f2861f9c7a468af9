namespace AgentOtel.Cli;

/// <summary>What the tool ends with.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It could not do what was asked; a line on standard error says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line could not be understood.</summary>
    public const int Usage = 2;
}
