namespace AgentOtel;

/// <summary>Finds base64 that is a key by its length, or that hides a text.</summary>
internal struct EncodedSecrets
{
    private const int Least = 20;
    private const int StorageKeyLength = 88;

    // A text is looked for once at the beginning of a run, and where JSON seems to begin within it.
    private const int MostAttempts = 4;

    // JSON that begins with {", { and a blank or a line's end, [{, [".
    private static readonly string[] JsonBeginnings = ["eyJ", "eyI", "eyA", "ewo", "ew0", "W3s", "WyJ"];

    private int _end;
    private int _attempts;

    /// <param name="text">The text.</param>
    /// <param name="at">Where a word begins.</param>
    /// <param name="wordEnd">Where it ends.</param>
    /// <param name="hidden">The text that is hidden in what was found: whether it holds a secret, is for the caller to see.</param>
    public TextFinding Find(ref ScannedText text, int at, int wordEnd, out string? hidden)
    {
        hidden = null;
        if (at < _end ? _attempts >= MostAttempts || !BeginsJson(ref text, at) : wordEnd - at < Least && !GoesOn(text[wordEnd]))
        {
            return default;
        }

        var start = at;
        if (at >= _end)
        {
            start = text.StartOf(at, Alphabets.Base64Digits, 2);
            (_end, _attempts) = (text.EndOf(at, Alphabets.Base64), 0);
        }

        var length = _end - start;
        if (length < Least)
        {
            return default;
        }

        _attempts++;
        if (length == StorageKeyLength && text.Has(_end - 2, "==") && text[start - 1] is not '-')
        {
            return new(start, _end);
        }

        hidden = Base64Text.Read(text.Slice(start, _end));
        return hidden is null ? default : new(start, _end);
    }

    private static bool GoesOn(char character) => character is '+' or '/' or '_' or '-';

    private static bool BeginsJson(ref ScannedText text, int at)
    {
        foreach (var beginning in JsonBeginnings)
        {
            if (text.Has(at, beginning))
            {
                return true;
            }
        }

        return false;
    }
}
