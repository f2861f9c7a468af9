namespace AgentOtel.LogFiles;

/// <summary>Files that only the app's user may read, never reached through a link, which someone else may have put there.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OfTheUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Makes a folder; one that is there stays as it is.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OfTheUser | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Whether users beside the folder's own may put files there.</summary>
    public static bool IsShared(string folder) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & WritableByOthers) != 0;

    /// <summary>Makes a file, in one step with its mode: whatever has the name already, a link too, is left alone.</summary>
    /// <exception cref="IOException">The name is taken, or no file can be made there.</exception>
    public static FileStream Create(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OfTheUser;
        }

        return new FileStream(path, options);
    }

    /// <summary>
    /// Opens a file that is there. .NET has no way to open one only if it is no link, so the name is looked at first. In between a
    /// link can be put there by whoever may write into the folder: where others may, this is for files that nothing is written into.
    /// </summary>
    /// <returns>Nothing where the name is a link's.</returns>
    public static FileStream? Open(string path, FileShare share) => new FileInfo(path).LinkTarget is null
        ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite, share, bufferSize: 0)
        : null;
}
