namespace AgentOtel;

/// <summary>What a <see cref="Redactor"/> takes out beside the usual, and what it leaves in its place.</summary>
public sealed class RedactionOptions
{
    /// <summary>Regular expressions of the app's own, without look-around and back references: those match in linear time.</summary>
    public IList<string> Patterns { get; } = [];

    /// <summary>Keys of the app's own whose values are secret, whole or their last part: <c>iban</c>, <c>customer.name</c>.</summary>
    public IList<string> Keys { get; } = [];

    /// <summary>Whether IP addresses are taken out too. Off by default: operations need them.</summary>
    public bool IpAddresses { get; set; }

    /// <summary>
    /// A secret of at least 16 characters. With it a keyed hash stands in the place of what was taken out, so that equal
    /// values stay comparable; without it <c>[redacted]</c>.
    /// </summary>
    public string? HashKey { get; set; }
}
