namespace AgentOtel;

/// <summary>Finds e-mail addresses, from their <c>@</c> to both sides: each character is looked at once from each.</summary>
internal static class EmailAddresses
{
    // Who fetches code is no person: git@github.com:org/repo.
    private static readonly string[] Robots = ["git", "hg", "svn"];

    public static TextFinding Find(ref ScannedText text, int at)
    {
        var start = at;
        while (IsLocal(text[start - 1]))
        {
            start--;
        }

        // The two digits of an escape belong to no address: %20ada@example.com.
        start += text[start - 1] == '%' && at - start > 2 && text.EndOf(start, Alphabets.Hex, 2) == start + 2 ? 2 : 0;
        if (start == at)
        {
            return default;
        }

        var (end, labels, numbers) = (at, 0, 0);
        var last = at + 1;
        for (var label = at + 1; ; label = end + 1)
        {
            var labelEnd = label;
            while (IsLabel(text[labelEnd]))
            {
                labelEnd++;
            }

            if (labelEnd == label)
            {
                break;
            }

            (end, last) = (labelEnd, label);
            numbers += labels < 2 && text.EndOf(label, Alphabets.Digits) >= labelEnd ? 1 : 0;
            labels++;
            if (text[end] != '.')
            {
                break;
            }
        }

        // The top is a name; two numbers in front are a version (pkg@1.2.3-beta.rc).
        return labels > 1 && numbers < 2 && end - last > 1 && char.IsLetter(text[last]) && !IsRobot(ref text, start, at, end)
            ? new(start, end)
            : default;
    }

    private static bool IsRobot(ref ScannedText text, int start, int at, int end)
    {
        foreach (var robot in Robots)
        {
            if (at - start == robot.Length && text.Has(start, robot) && text[end] is ':' or '/')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLocal(char character) => char.IsLetterOrDigit(character) || character is '_' or '.' or '+' or '-';

    private static bool IsLabel(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';
}
