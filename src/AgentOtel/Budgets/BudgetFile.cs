using System.Globalization;
using System.Text.Json;

namespace AgentOtel;

/// <summary>
/// Keeps what was spent over a restart: the first free one of numbered files in a folder, held by a lock while the process
/// lives. A write goes to a file beside it that then takes its name, so that a kill amid a write leaves the last good state.
/// </summary>
internal sealed class BudgetFile : IDisposable
{
    private const int MaxFiles = 1000;

    private readonly string _path;
    private readonly FileStream _lock;

    private BudgetFile(string path, FileStream held)
    {
        _path = path;
        _lock = held;
    }

    /// <exception cref="IOException">The folder cannot be written, or a thousand processes hold its files.</exception>
    public static BudgetFile Open(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < MaxFiles; i++)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"budgets-{i}.json"));
            try
            {
                return new BudgetFile(path, new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path + ".lock"))
            {
                // Another process holds it: the next one may be free.
            }
        }

        throw new IOException($"All {MaxFiles} files of budgets in {folder} are held by other processes.");
    }

    public Dictionary<string, BudgetState> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            using var file = File.OpenRead(_path);
            return JsonSerializer.Deserialize(file, BudgetJson.Default.DictionaryStringBudgetState) ?? [];
        }
        catch (JsonException)
        {
            // Not ours any more: it is put aside for whoever wants to look, and the budgets begin anew.
            File.Move(_path, _path + ".bad", overwrite: true);
            return [];
        }
    }

    public void Write(Dictionary<string, BudgetState> states)
    {
        var next = _path + ".next";
        using (var file = File.Create(next))
        {
            JsonSerializer.Serialize(file, states, BudgetJson.Default.DictionaryStringBudgetState);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }

    public void Dispose() => _lock.Dispose();
}
