using System.Collections.Concurrent;

namespace AgentOtel.LogFiles.Tests;

public sealed class LineWriterTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    private readonly ConcurrentQueue<Exception> _failures = [];
    private readonly ConcurrentQueue<LineLoss> _lost = [];
    private readonly Sink _sink = new();

    public void Dispose() => _sink.Release();

    [Fact]
    public void Add_OfManyThreads_WritesEachLineOnceAndInOrder()
    {
        using var writer = Make(capacity: 10_000);

        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 1000; i++)
            {
                writer.Add($"{thread} {i}");
            }
        });

        Assert.True(writer.Flush(Deadline));
        Assert.Empty(_lost);
        foreach (var lines in _sink.Lines.Select(line => line.Split(' ')).GroupBy(line => line[0], line => line[1]))
        {
            Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), lines);
        }
    }

    [Fact]
    public void Add_WhereNotEvenTheFailureCanBeTold_GoesOn()
    {
        using var error = new FullOutput();
        var losses = new LineLosses(new TelemetryAccess(), error);
        _sink.Failure = new IOException("full");
        using var writer = new LineWriter(_sink.Write, _sink, 10, losses.Failed, losses.Dropped, TimeProvider.System);

        writer.Add("one");
        Assert.True(error.WasWritten.Wait(Deadline));
        _sink.Failure = null;

        Assert.True(writer.Flush(Deadline));
        Assert.Equal(["one"], _sink.Lines);
    }

    [Fact]
    public void Add_OfALineThatFailsForGood_IsDroppedCountedAndFollowed()
    {
        _sink.Failure = new NotSupportedException("odd");
        using var writer = Make();

        writer.Add("one");
        Assert.True(writer.Flush(Deadline));
        _sink.Failure = null;
        writer.Add("two");

        Assert.True(writer.Flush(Deadline));
        Assert.Equal(["two"], _sink.Lines);
        Assert.Equal([LineLoss.Failed], _lost);
        Assert.IsType<NotSupportedException>(Assert.Single(_failures));
    }

    [Fact]
    public void Add_PastWhatMayWait_DropsAndCountsEachLine()
    {
        _sink.Failure = new IOException("full");
        using var writer = Make(capacity: 3);
        for (var i = 0; i < 10; i++)
        {
            writer.Add($"{i}");
        }

        _sink.Failure = null;

        Assert.True(writer.Flush(Deadline));
        Assert.Equal(["0", "1", "2"], _sink.Lines);
        Assert.Equal(Enumerable.Repeat(LineLoss.QueueFull, 7), _lost);
    }

    [Fact]
    public void Add_OfLinesThatAreHuge_HoldsABoundedAmount()
    {
        _sink.Failure = new IOException("full");
        using var writer = Make(capacity: 1000);
        var line = new string('x', 5_000_000);
        for (var i = 0; i < 20; i++)
        {
            writer.Add(line);
        }

        Assert.Equal(10, _lost.Count);
        _sink.Failure = null;
        Assert.True(writer.Flush(Deadline));
        writer.Add("room again");
        Assert.True(writer.Flush(Deadline));
        Assert.Equal("room again", _sink.Lines.Last());
    }

    [Fact]
    public void Flush_WhereWritingFails_GivesUp()
    {
        _sink.Failure = new IOException("full");
        using var writer = Make();
        writer.Add("one");

        Assert.False(writer.Flush(Never));

        Assert.IsType<IOException>(Assert.Single(_failures));
        Assert.Empty(_lost);
    }

    [Fact]
    public void Dispose_WithLinesThatWait_WritesThem()
    {
        _sink.Failure = new IOException("full");
        var writer = Make();
        writer.Add("one");
        writer.Add("two");
        Assert.False(writer.Flush(Never));

        _sink.Failure = null;
        writer.Dispose();

        Assert.Equal(["one", "two"], _sink.Lines);
        Assert.True(_sink.IsDisposed);
        Assert.Empty(_lost);
    }

    [Fact]
    public async Task Dispose_WhileNothingCanBeWritten_CountsAllThatWaitedAtOnce()
    {
        _sink.Failure = new IOException("full");
        var writer = Make(closeWithin: Never);
        for (var i = 0; i < 7; i++)
        {
            writer.Add("line");
        }

        await Task.Run(writer.Dispose).WaitAsync(Deadline);
        writer.Add("too late");

        Assert.Equal(Enumerable.Repeat(LineLoss.NotFlushed, 8), _lost);
        Assert.True(_sink.IsDisposed);
    }

    [Fact]
    public async Task Dispose_WhileAWriteDoesNotReturn_GoesOnWithoutIt()
    {
        _sink.Hang();
        var writer = Make(closeWithin: TimeSpan.FromMilliseconds(1));
        writer.Add("one");
        writer.Add("two");
        Assert.True(_sink.IsWriting.Wait(Deadline));

        await Task.Run(writer.Dispose).WaitAsync(Deadline);

        Assert.Equal([LineLoss.NotFlushed, LineLoss.NotFlushed], _lost);
    }

    private LineWriter Make(int capacity = 10, TimeSpan? closeWithin = null) =>
        new(_sink.Write, _sink, capacity, _failures.Enqueue, _lost.Enqueue, TimeProvider.System) { CloseWithin = closeWithin ?? Deadline };

    /// <summary>A disk that fails, or hangs.</summary>
    private sealed class Sink : IDisposable
    {
        private readonly ManualResetEventSlim _go = new(initialState: true);
        private volatile Exception? _failure;

        public Exception? Failure
        {
            get => _failure;
            set => _failure = value;
        }

        public ConcurrentQueue<string> Lines { get; } = [];

        public ManualResetEventSlim IsWriting { get; } = new();

        public bool IsDisposed { get; private set; }

        public void Hang() => _go.Reset();

        public void Release() => _go.Set();

        public void Write(string line)
        {
            IsWriting.Set();
            _go.Wait();
            if (_failure is { } failure)
            {
                throw failure;
            }

            Lines.Enqueue(line);
        }

        public void Dispose() => IsDisposed = true;
    }

    /// <summary>A standard error that is a file on a full disk.</summary>
    private sealed class FullOutput : StringWriter
    {
        public ManualResetEventSlim WasWritten { get; } = new();

        public override void WriteLine(string? value)
        {
            WasWritten.Set();
            throw new IOException("No space left on device");
        }
    }
}
