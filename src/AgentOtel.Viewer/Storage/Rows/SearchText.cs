using System.Globalization;
using System.Text;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>
/// The words by which an item is found: runs of letters, digits and underscores, in lower case, each once, parted by spaces.
/// They come from names and values, numbers and flags too, at most <see cref="MostWords"/> an item. <see cref="Of"/> makes a search's words in the same way.
/// Not thread-safe; made to be used again.
/// </summary>
internal sealed class SearchText
{
    /// <summary>Words kept of one item; what is beyond is not found by its words.</summary>
    public const int MostWords = 256;

    /// <summary>What of a word is kept; a search must cut its words too.</summary>
    public const int LongestWord = 64;

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly StringBuilder _text = new(2048);

    public SearchText() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The words of a text, as the index has them.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new SearchText();
        words.Add(text);
        return [.. words._words];
    }

    public void Add(Attributes attributes)
    {
        foreach (var attribute in attributes)
        {
            AddValue(attribute.Value);
        }
    }

    public void Add(ReadOnlySpan<char> text)
    {
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character) || character == '_' || char.IsSurrogate(character))
            {
                if (length < LongestWord)
                {
                    word[length] = char.ToLowerInvariant(character);
                }

                length++;
            }
            else if (length > 0)
            {
                AddWord(word[..Math.Min(length, LongestWord)]);
                length = 0;
                if (_words.Count >= MostWords)
                {
                    return;
                }
            }
        }

        if (length > 0)
        {
            AddWord(word[..Math.Min(length, LongestWord)]);
        }
    }

    /// <summary>The words so far as UTF-8, and begins anew.</summary>
    public byte[] Take()
    {
        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(_text.Length)];
        var length = 0;
        foreach (var chunk in _text.GetChunks())
        {
            length += Encoding.UTF8.GetBytes(chunk.Span, utf8.AsSpan(length));
        }

        _text.Clear();
        _words.Clear();
        return utf8.AsSpan(0, length).ToArray();
    }

    public void AddValue(AttributeValue value)
    {
        switch (value.Type)
        {
            case AttributeType.Text:
                Add(value.Text);
                break;
            case AttributeType.List:
                foreach (var item in value.List!)
                {
                    AddValue(item);
                }

                break;
            case AttributeType.Map:
                Add(value.Map!);
                break;
            case AttributeType.Whole:
                Span<char> digits = stackalloc char[20];
                value.AsWhole()!.Value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
                Add(digits[..length]);
                break;
            case AttributeType.Flag or AttributeType.Real:
                Add(value.AsText());
                break;
            default:
                break;
        }
    }

    private void AddWord(ReadOnlySpan<char> word)
    {
        if (_words.Count < MostWords && _lookup.Add(word))
        {
            _text.Append(word).Append(' ');
        }
    }
}
