using System.IO.Compression;

namespace AgentOtel.LogFiles;

/// <summary>Turns a file into a compressed one, so that at any moment one of the two is whole.</summary>
internal static class LogCompression
{
    private const int BlockSize = 64 * 1024;

    /// <exception cref="OperationCanceledException">It was stopped: the file is as it was.</exception>
    public static void Compress(LogFile file, string folder, CancellationToken stop)
    {
        PrivateFile.MakeFolder(folder);
        var target = Path.Combine(folder, Path.GetFileName(file.Path) + LogFile.Compressed);
        var unfinished = target + LogFile.Unfinished;
        File.Delete(unfinished);
        try
        {
            Copy(file.Path, unfinished, stop);
            File.SetLastWriteTimeUtc(unfinished, file.WrittenAt);
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception)
        {
            // On a full disk it would take the room that the next line needs.
            File.Delete(unfinished);
            throw;
        }

        File.Delete(file.Path);
    }

    private static void Copy(string source, string target, CancellationToken stop)
    {
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var to = PrivateFile.Create(target, FileShare.Read);
        using (var compressed = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))
        {
            var block = new byte[BlockSize];
            while (from.Read(block) is > 0 and var length)
            {
                stop.ThrowIfCancellationRequested();
                compressed.Write(block.AsSpan(0, length));
            }
        }

        // The name must not become whole before the bytes are on the disk.
        to.Flush(flushToDisk: true);
    }
}
