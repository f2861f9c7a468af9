using System.Diagnostics;
using System.Text;

namespace AgentOtel.LogFiles.Tests;

/// <summary>A file that is not read to its end before this is disposed: it stands for a disk that hangs.</summary>
internal sealed class NamedPipe : IDisposable
{
    private readonly string _path;
    private FileStream? _stream;

    public NamedPipe(string path)
    {
        _path = path;
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    public void WaitForReader()
    {
        // Opening it waits for whoever reads.
        var opening = Task.Run(() => new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0));
        Assert.True(opening.Wait(TimeSpan.FromSeconds(30)));
        _stream = opening.Result;
    }

    public void Write(string text) => _stream!.Write(Encoding.UTF8.GetBytes(text));

    public void Dispose() => _stream?.Dispose();
}
