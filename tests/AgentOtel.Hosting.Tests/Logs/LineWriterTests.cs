namespace AgentOtel.Hosting.Tests;

public sealed class LineWriterTests
{
    [Fact]
    public void Add_WhereNotEvenTheFailureCanBeTold_GoesOn()
    {
        using var sink = new Sink { Failure = new IOException("full") };
        using var error = new FullOutput();
        var losses = new LocalLogLosses(new TelemetryAccess(), error);
        using var writer = new LineWriter(sink, 10, losses.Failed, losses.Dropped, TimeProvider.System);

        writer.Add("one");
        Assert.True(error.IsWritten.Wait(TimeSpan.FromSeconds(30)));
        sink.Failure = null;

        Assert.True(writer.Flush(TimeSpan.FromSeconds(30)));
        Assert.Equal(["one"], sink.Lines);
    }

    [Fact]
    public void Add_OfALineThatFailsForGood_IsDroppedCountedAndFollowed()
    {
        List<Exception> failures = [];
        var dropped = 0;
        using var sink = new Sink { Failure = new NotSupportedException("odd") };
        using var writer = new LineWriter(sink, 10, failures.Add, () => dropped++, TimeProvider.System);

        writer.Add("one");
        Assert.True(writer.Flush(TimeSpan.FromSeconds(30)));
        sink.Failure = null;
        writer.Add("two");

        Assert.True(writer.Flush(TimeSpan.FromSeconds(30)));
        Assert.Equal(["two"], sink.Lines);
        Assert.Equal(1, dropped);
        Assert.IsType<NotSupportedException>(Assert.Single(failures));
    }

    [Fact]
    public void Dispose_WhileNothingCanBeWritten_CountsAllThatWaited()
    {
        var dropped = 0;
        using var sink = new Sink { Failure = new IOException("full") };
        var writer = new LineWriter(sink, 10, _ => { }, () => dropped++, TimeProvider.System);
        for (var i = 0; i < 7; i++)
        {
            writer.Add("line");
        }

        writer.Dispose();

        Assert.Equal(7, dropped);
    }

    [Fact]
    public void Add_OfLinesThatAreHuge_HoldsABoundedAmount()
    {
        var dropped = 0;
        using var sink = new Sink { Failure = new IOException("full") };
        using var writer = new LineWriter(sink, 1000, _ => { }, () => dropped++, TimeProvider.System);
        var line = new string('x', 5_000_000);
        for (var i = 0; i < 20; i++)
        {
            writer.Add(line);
        }

        Assert.InRange(dropped, 9, 15);
        sink.Failure = null;
        Assert.True(writer.Flush(TimeSpan.FromSeconds(30)));
        writer.Add("room again");
        Assert.True(writer.Flush(TimeSpan.FromSeconds(30)));
        Assert.Equal("room again", sink.Lines[^1]);
    }

    private sealed class Sink : ILineSink
    {
        private volatile Exception? _failure;

        public Exception? Failure
        {
            get => _failure;
            set => _failure = value;
        }

        public List<string> Lines { get; } = [];

        public void Write(string line)
        {
            if (_failure is { } failure)
            {
                throw failure;
            }

            Lines.Add(line);
        }

        public void Flush()
        {
        }

        public void Dispose()
        {
        }
    }

    /// <summary>A standard error that is a file on a full disk.</summary>
    private sealed class FullOutput : StringWriter
    {
        public ManualResetEventSlim IsWritten { get; } = new();

        public override void WriteLine(string? value)
        {
            IsWritten.Set();
            throw new IOException("No space left on device");
        }

        protected override void Dispose(bool disposing)
        {
            IsWritten.Dispose();
            base.Dispose(disposing);
        }
    }
}
