using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentOtel.LogFiles;

/// <summary>A file of logs as its name tells it: whose it is, of which day, and the how-manieth; archived or not.</summary>
internal sealed partial record LogFile(FileInfo File, string Name, string Day, int Number)
{
    public const string Extension = ".jsonl";

    /// <summary>The files of a name and of the numbered names beside it, which other processes have; the newest first.</summary>
    public static IReadOnlyList<LogFile> In(string folder, string name) => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).GetFiles($"{name}-*{Extension}*").Select(file => Parse(file, name)).OfType<LogFile>()
            .OrderByDescending(file => file.Day, StringComparer.Ordinal).ThenByDescending(file => file.Number)]
        : [];

    private static LogFile? Parse(FileInfo file, string name)
    {
        var match = Parts().Match(file.Name);
        return match.Success && IsOf(match.Groups[1].Value, name)
            && int.TryParse(match.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new LogFile(file, match.Groups[1].Value, match.Groups[2].Value, number)
                : null;
    }

    private static bool IsOf(string own, string name) => own.StartsWith(name, StringComparison.Ordinal)
        && (own.Length == name.Length || (own[name.Length] == '-' && own.AsSpan(name.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0));

    [GeneratedRegex(@"^(.+)-([0-9]{8})-([0-9]{3,})\.jsonl(?:\.gz)?$")]
    private static partial Regex Parts();
}
