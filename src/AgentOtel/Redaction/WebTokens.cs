namespace AgentOtel;

/// <summary>Finds JSON web tokens, signed and encrypted ones, and what is left of one that was cut.</summary>
internal struct WebTokens
{
    private const int MostParts = 5;

    // No token begins before here: the run that was looked at last has no second part.
    private int _noneBefore;

    public TextFinding Find(ref ScannedText text, int at)
    {
        if (at < _noneBefore || !text.Has(at, "eyJ"))
        {
            return default;
        }

        var end = text.EndOf(at, Alphabets.Token);
        if (end == at + 3 || text[end] != '.' || !Alphabets.Token.Contains(text[end + 1]))
        {
            _noneBefore = end;
            return default;
        }

        for (var part = 1; part < MostParts && text[end] == '.'; part++)
        {
            end = text.EndOf(end + 1, Alphabets.Token);
        }

        return new(at, end);
    }
}
