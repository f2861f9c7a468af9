using System.Buffers;
using System.Collections.Frozen;

namespace AgentOtel;

/// <summary>
/// The names of ids that tie telemetry together. What stands under one is an id, whatever it looks like: a number that is a
/// card's by chance keeps two customers apart.
/// </summary>
internal static class IdKeys
{
    private const int Longest = 256;

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "agentotel.correlation.id",
        "agentotel.task.id",
        "agentotel.workflow.run.id",
        "gen_ai.agent.id",
        "gen_ai.conversation.id",
        "gen_ai.data_source.id",
        "gen_ai.request.previous_response.id",
        "gen_ai.response.id",
        "gen_ai.tool.call.id",
        "session.id",
        "session.previous_id");

    private static readonly SearchValues<char> Characters =
        SearchValues.Create(Alphabets.LetterCharacters + Alphabets.DigitCharacters + "_-.:~/+@|#");

    /// <summary>Whether a value is the id that its name says: one word.</summary>
    public static bool IsId(string name, ReadOnlySpan<char> value) =>
        value.Length <= Longest && Names.Contains(name) && !value.ContainsAnyExcept(Characters);
}
