namespace AgentOtel;

/// <summary>The words of a name: <c>db_password</c>, <c>x-api-key</c>, <c>clientSecret</c>, <c>order no.</c></summary>
internal static class NameWords
{
    /// <summary>The last words of a name, the last one first.</summary>
    /// <returns>How many there are; as many as there is room for at most.</returns>
    public static int Last(ReadOnlySpan<char> name, Span<Range> words)
    {
        var count = 0;
        for (var end = name.Length; end > 0 && count < words.Length;)
        {
            if (!char.IsLetterOrDigit(name[end - 1]))
            {
                end--;
                continue;
            }

            var start = end - 1;
            while (start > 0 && char.IsLetterOrDigit(name[start - 1]) && !IsBoundary(name, start))
            {
                start--;
            }

            words[count++] = start..end;
            end = start;
        }

        return count;
    }

    private static bool IsBoundary(ReadOnlySpan<char> name, int at) => char.IsUpper(name[at]) && char.IsLower(name[at - 1]);
}
