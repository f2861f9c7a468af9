using System.Collections.Frozen;

namespace AgentOtel;

/// <summary>What stands under a secret's name and is none: that there is none, a placeholder, what was taken out before.</summary>
internal static class HarmlessValues
{
    /// <summary>What the redactor puts in a secret's place begins so, with a hash or without.</summary>
    public const string Redacted = "[redacted";

    private const int Longest = 64;

    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "-", "--", "absent", "empty", "expired", "false", "hidden", "invalid", "masked", "missing", "n/a", "na", "nil", "no", "none",
        "null", "optional", "present", "redacted", "required", "set", "str", "string", "true", "undefined", "unset", "yes");

    public static bool Contains(ReadOnlySpan<char> value) => value.Length switch
    {
        0 => true,
        > Longest => false,
        _ => Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value.TrimEnd(".!?")) || IsPlaceholder(value),
    };

    private static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IndexOfAnyExcept('*') < 0 || value.IndexOfAnyExcept('.') < 0 || (value.Length > 2 && value.IndexOfAnyExcept('x', 'X') < 0)
        || value is ['<', .., '>'] or ['$', '{', .., '}'] or ['{', '{', .., '}', '}'] or ['%', .., '%']
        || (value is ['$', ..] && value[1..].IndexOfAnyExcept(Alphabets.Token) < 0 && !value.ContainsAny(Alphabets.Digits))
        || value.StartsWith("process.env.") || value.StartsWith("os.environ");
}
