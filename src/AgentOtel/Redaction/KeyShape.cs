using System.Buffers;

namespace AgentOtel;

/// <summary>How the keys of an issuer look: a prefix that it publishes, and what follows.</summary>
/// <param name="Issuer">Who issues them.</param>
/// <param name="Prefixes">What they begin with, separated by blanks.</param>
/// <param name="Alphabet">What follows is made of.</param>
/// <param name="Least">How many of it follow at least.</param>
/// <param name="Source">Where it is said, or where somebody who looks for leaked keys has it.</param>
internal sealed record KeyShape(string Issuer, string Prefixes, SearchValues<char> Alphabet, int Least, string Source)
{
    /// <summary>How many follow at most; a longer run is something else.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>
    /// A word of everyday names that begin with the prefix, too (<c>sk-learn</c>): what follows is a key if it is another, and has
    /// a digit.
    /// </summary>
    public string? Except { get; init; }

    /// <summary>Whether the prefix alone says little, so that what follows must look random.</summary>
    public bool IsWeak { get; init; }
}
