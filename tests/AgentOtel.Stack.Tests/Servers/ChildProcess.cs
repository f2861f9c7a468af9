using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AgentOtel.Stack.Tests;

/// <summary>A process that a test started, and ends by its own id.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // Below what Linux gives to connections, and above what services listen on.
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;

    private static readonly ConcurrentBag<Socket> Claims = [];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private TaskCompletionSource _changed = New();

    private ChildProcess(Process process) => _process = process;

    public string Output => string.Join('\n', _lines);

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Add(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Add(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>
    /// A port of 127.0.0.1 for a process that cannot find one by itself. It stays free for it as long as this process lives: no
    /// connection is given one from this range, and other tests find its lock taken.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            var claim = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // The lock is the same port of another address of this machine.
                claim.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), port));
                claim.Listen();
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                Claims.Add(claim);
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                claim.Dispose();
            }
        }
    }

    /// <summary>Waits for a line of the output.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> isIt, string what, int seconds = 180)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var changed = _changed;
            if (_lines.FirstOrDefault(isIt) is { } line)
            {
                return line;
            }

            try
            {
                await changed.Task.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {what} within {seconds} s. Output:\n{Output}");
            }
        }
    }

    /// <summary>Asks the process to end, as a container's engine does, and waits until it has.</summary>
    public async Task TerminateAsync(int seconds = 180)
    {
        using (var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await WaitForExitAsync(seconds);
    }

    public async Task WaitForExitAsync(int seconds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await _process.WaitForExitAsync(deadline.Token);
    }

    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            Interlocked.Exchange(ref _changed, New()).TrySetResult();
        }
    }
}
