using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentOtel.LogFiles;

/// <summary>A file of logs as its name tells it: whose it is, of which day, and its number in the day.</summary>
internal sealed partial record LogFile(string Path, string Name, string Day, int Number, LogFileKind Kind, long Length, DateTime WrittenAt)
{
    public const string Extension = ".jsonl";
    public const string Compressed = ".gz";

    /// <summary>What a file ends in until its compression is done: such a one is never taken for a whole one.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>The files of a name and of the numbered names beside it, which other processes have; the newest first.</summary>
    public static IReadOnlyList<LogFile> In(string folder, string name) => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).GetFileSystemInfos($"{name}-*{Extension}*").Select(entry => Parse(entry, name)).OfType<LogFile>()
            .OrderByDescending(file => file.Day, StringComparer.Ordinal).ThenByDescending(file => file.Number)]
        : [];

    private static LogFile? Parse(FileSystemInfo entry, string name)
    {
        var parts = Parts().Match(entry.Name);
        return parts.Success && IsOf(parts.Groups["name"].Value, name)
            && int.TryParse(parts.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && KindOf(entry, parts.Groups["end"].Value) is { } kind
                ? new LogFile(
                    entry.FullName, parts.Groups["name"].Value, parts.Groups["day"].Value, number, kind,
                    kind is LogFileKind.Taken ? 0 : ((FileInfo)entry).Length, entry.LastWriteTimeUtc)
                : null;
    }

    /// <returns>Nothing for a file that was removed meanwhile. What is asked after this is what was read here.</returns>
    private static LogFileKind? KindOf(FileSystemInfo entry, string end) => entry switch
    {
        { LinkTarget: not null } or DirectoryInfo => LogFileKind.Taken,
        { Exists: false } => null,
        _ => end switch
        {
            "" => LogFileKind.Plain,
            Compressed => LogFileKind.Compressed,
            _ => LogFileKind.Unfinished,
        },
    };

    private static bool IsOf(string own, string name) => own.StartsWith(name, StringComparison.Ordinal)
        && (own.Length == name.Length || (own[name.Length] == '-' && own.AsSpan(name.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0));

    [GeneratedRegex(@"^(?<name>.+)-(?<day>[0-9]{8})-(?<number>[0-9]{3,})\.jsonl(?<end>|\.gz|\.gz\.tmp)$")]
    private static partial Regex Parts();
}

/// <summary>What stands at a log file's name.</summary>
internal enum LogFileKind
{
    /// <summary>Lines as they were written.</summary>
    Plain,

    /// <summary>A whole compressed file.</summary>
    Compressed,

    /// <summary>A file that is being compressed, or was when its process was killed.</summary>
    Unfinished,

    /// <summary>A link or a folder: not ours, but the name is taken.</summary>
    Taken,
}
