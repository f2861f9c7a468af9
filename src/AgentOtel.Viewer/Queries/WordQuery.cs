using System.Text;
using AgentOtel.Viewer.Storage.Rows;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// Turns what a person types into a query of SQLite's full-text search: every word must occur, in any order and case;
/// <c>word*</c> finds what begins so. Words are cut where the store's index cuts them, so that none of the query language's own
/// signs get through.
/// </summary>
internal static class WordQuery
{
    private const int MaxWords = 16;

    private const int LongestWord = SearchText.LongestWord;

    /// <summary>The query, or <see langword="null"/> where the text has no word in it.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var words = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '_')
            {
                word.Append(rune.ToString());
                continue;
            }

            Take(words, word, isPrefix: rune.Value == '*');
        }

        Take(words, word, isPrefix: false);
        return words.Count == 0 ? null : string.Join(" AND ", words);
    }

    private static void Take(HashSet<string> words, StringBuilder word, bool isPrefix)
    {
        if (word.Length > 0 && words.Count < MaxWords)
        {
            var kept = word.ToString(0, Math.Min(word.Length, LongestWord));
            words.Add(isPrefix && kept.Length > 1 ? $"\"{kept}\"*" : $"\"{kept}\"");
        }

        word.Clear();
    }
}
