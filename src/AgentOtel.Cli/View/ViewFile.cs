namespace AgentOtel.Cli.View;

/// <summary>The file that keeps what arrives from one day to the next, in the user's own data folder.</summary>
internal static class ViewFile
{
    public static string Default => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "agentotel",
        "viewer.db");

    /// <summary>The default, its folder made readable by its user alone.</summary>
    public static string Prepare()
    {
        var folder = Path.GetDirectoryName(Default)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Default;
    }
}
