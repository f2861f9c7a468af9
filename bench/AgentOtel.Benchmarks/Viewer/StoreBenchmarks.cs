using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Storage.Rows;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel.Benchmarks.Viewer;

/// <summary>
/// 51,200 spans of 25 attributes in requests of 500, decoded and stored by two senders, beside the same rows put bare into the same
/// tables and indexes by one. A span each is an operation.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5)]
[MemoryDiagnoser]
public class StoreBenchmarks
{
    private const int TracesOfRequest = 25;
    private const int RequestCount = 100;
    private const int Spans = RequestCount * TracesOfRequest * Requests.SpansOfTrace;

    private readonly byte[][] _requests = new byte[RequestCount][];
    private DirectoryInfo? _folder;
    private BareRows? _bare;
    private TelemetryStore? _store;
    private Microsoft.Data.Sqlite.SqliteConnection? _connection;
    private int _files;

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("agentotel-bench-");
        for (var i = 0; i < RequestCount; i++)
        {
            _requests[i] = Requests.Traces(i * TracesOfRequest, TracesOfRequest, 1_795_608_000_000_000_000);
        }

        OpenStore();
        var preparer = new BatchPreparer(new SpanReader());
        var words = new List<byte[]>();
        foreach (var request in _requests)
        {
            var batch = ProtobufDecoder.Traces(request);
            words.AddRange(preparer.Prepare(batch).Spans.Select(static span => (byte[])[.. span.Details.Words, .. "@1"u8]));
            if (!_store!.WriteAsync(batch, request.Length, CancellationToken.None).AsTask().Result.IsTaken)
            {
                throw new InvalidOperationException("A request was refused.");
            }
        }

        using (var reader = _store!.OpenReader())
        {
            _bare = BareRows.Of(reader.Connection, words);
        }

        if (_store.Figures.Held.Spans != Spans || words.Count != Spans)
        {
            throw new InvalidOperationException($"{_store.Figures.Held.Spans} of {Spans} spans are held.");
        }

        CloseStore();
    }

    [IterationSetup(Target = nameof(Bare))]
    public void OpenFile() => _connection = StoreFile.OpenForWriting(NextFile(), long.MaxValue);

    [Benchmark(Baseline = true, OperationsPerInvoke = Spans)]
    public void Bare() => _bare!.WriteTo(_connection!);

    [IterationCleanup(Target = nameof(Bare))]
    public void CloseFile() => _connection!.Dispose();

    [IterationSetup(Target = nameof(DecodeAndStore))]
    public void OpenStore() =>
        _store = TelemetryStore.Open(
            new StoreSettings(NextFile(), long.MaxValue, 64 << 20), new SpanReader(), TimeProvider.System, NullLogger.Instance);

    [Benchmark(OperationsPerInvoke = Spans)]
    public void DecodeAndStore() => Sender.SendAll(_store!, _requests, senders: 2);

    [IterationCleanup(Target = nameof(DecodeAndStore))]
    public void CloseStore() => _store!.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Cleanup() => _folder!.Delete(recursive: true);

    private string NextFile() => Path.Combine(_folder!.FullName, $"{++_files}.db");
}
