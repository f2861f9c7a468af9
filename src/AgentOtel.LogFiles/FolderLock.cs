namespace AgentOtel.LogFiles;

/// <summary>Keeps a name in a folder for this process: a second one takes <c>name-2</c>, and neither writes into the other's files.</summary>
internal sealed class FolderLock : IDisposable
{
    private const int MaxProcesses = 100;

    private readonly FileStream _file;

    private FolderLock(string name, FileStream file)
    {
        Name = name;
        _file = file;
    }

    public string Name { get; }

    /// <exception cref="IOException">The folder cannot be written, or too many processes share it.</exception>
    public static FolderLock Take(string folder, string name)
    {
        for (var number = 1; ; number++)
        {
            var own = number == 1 ? name : $"{name}-{number}";
            try
            {
                return new FolderLock(own, new FileStream(
                    Path.Combine(folder, $".{own}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException) when (number < MaxProcesses && File.Exists(Path.Combine(folder, $".{own}.lock")))
            {
                // Another process has it: the next name.
                continue;
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
