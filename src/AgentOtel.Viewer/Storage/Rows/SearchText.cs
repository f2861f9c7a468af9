using System.Globalization;
using System.Text;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>
/// The words by which an item is found: runs of letters, digits and underscores, in lower case, each once, parted by spaces.
/// They come from names and values, numbers and flags too; short values first, so that a search for an attribute does not depend
/// on what long texts stand before it. Each key is one word with a sign before it that no other word has (<see cref="OfKey"/>).
/// Not thread-safe; made to be used again.
/// </summary>
internal sealed class SearchText
{
    /// <summary>Values to this length, in characters, are held whole.</summary>
    public const int LongestShortValue = 200;

    private const char KeySign = '=';
    private const int MostResources = 200;
    private const int MostShortWords = 2048;
    private const int MostWords = 256;

    /// <summary>What of a word is kept; a search must cut its words too.</summary>
    public const int LongestWord = 64;

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly StringBuilder _text = new(2048);
    private byte[] _utf8 = new byte[8192];
    private int _most = MostShortWords;

    public SearchText() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The word of an attribute's key, in a query: <c>"=gen_ai_request_model"</c>. Keys that differ in signs alone share one.</summary>
    public static string OfKey(string key)
    {
        Span<char> word = stackalloc char[LongestWord];
        return $"\"{word[..WriteKey(key, word)]}\"";
    }

    /// <summary>
    /// A query for what one of the resources sent, whose word the writer adds, who knows the id; <see langword="null"/> for none, and
    /// for so many that the index is no help.
    /// </summary>
    public static string? OfResources(IReadOnlyList<long> ids) => ids.Count is 0 or > MostResources
        ? null
        : string.Join(" OR ", ids.Select(static id => string.Create(CultureInfo.InvariantCulture, $"\"@{id}\"")));

    /// <summary>Adds the keys, however many.</summary>
    public void AddKeys(Attributes attributes)
    {
        Span<char> word = stackalloc char[LongestWord];
        foreach (var attribute in attributes)
        {
            _text.Append(word[..WriteKey(attribute.Key, word)]).Append(' ');
        }
    }

    public void Add(Attributes attributes)
    {
        foreach (var attribute in attributes)
        {
            if (!IsLong(attribute.Value))
            {
                AddValue(attribute.Value);
            }
        }
    }

    /// <summary>Adds a text of any length, after all that is short.</summary>
    public void AddLong(AttributeValue value)
    {
        _most = MostWords;
        AddValue(value);
    }

    /// <summary>Adds the long values, after all that is short.</summary>
    public void AddLong(Attributes attributes)
    {
        _most = MostWords;
        foreach (var attribute in attributes)
        {
            if (IsLong(attribute.Value))
            {
                AddValue(attribute.Value);
            }
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
                if (_words.Count >= _most)
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
        var most = Encoding.UTF8.GetMaxByteCount(_text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        var length = 0;
        foreach (var chunk in _text.GetChunks())
        {
            length += Encoding.UTF8.GetBytes(chunk.Span, _utf8.AsSpan(length));
        }

        _text.Clear();
        _words.Clear();
        _most = MostShortWords;
        return _utf8.AsSpan(0, length).ToArray();
    }

    private void AddValue(AttributeValue value)
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
                foreach (var item in value.Map!)
                {
                    AddValue(item.Value);
                }

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

    private static int WriteKey(string key, Span<char> word)
    {
        // Of ASCII alone, which the index cuts in no other way.
        word[0] = KeySign;
        var length = Math.Min(key.Length + 1, word.Length);
        for (var i = 1; i < length; i++)
        {
            word[i] = char.IsAsciiLetterOrDigit(key[i - 1]) ? char.ToLowerInvariant(key[i - 1]) : '_';
        }

        return length;
    }

    private static bool IsLong(in AttributeValue value) =>
        value.Type is AttributeType.List or AttributeType.Map || value.Text?.Length > LongestShortValue;

    private void AddWord(ReadOnlySpan<char> word)
    {
        if (_words.Count < _most && _lookup.Add(word))
        {
            _text.Append(word).Append(' ');
        }
    }
}
