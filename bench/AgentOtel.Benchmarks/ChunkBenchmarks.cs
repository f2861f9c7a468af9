using System.Diagnostics;
using BenchmarkDotNet.Attributes;

namespace AgentOtel.Benchmarks;

/// <summary>A chunk of a stream: its time is measured as it comes.</summary>
[MemoryDiagnoser]
public class ChunkBenchmarks
{
    private readonly AgentTelemetry _telemetry = new();
    private readonly ModelRequest _request = new("openai", "gpt-4.1") { Stream = true };
    private ModelCall? _call;
    private Rung? _rung;

    [Params(Listening.Nobody, Listening.SampledOut, Listening.Recorded)]
    public Listening Listening { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _rung = new Rung(Listening, "AgentOtel");
        _rung.Check(Listening, Stream);
        _call = _telemetry.StartChat(_request);
        _call.SetResponse(new ModelResponse { Model = "gpt-4.1-2025-04-14" });
        _call.ChunkReceived();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _call!.Dispose();
        _rung!.Dispose();
    }

    [Benchmark]
    public void Chunk() => _call!.ChunkReceived();

    private Activity? Stream()
    {
        using var call = _telemetry.StartChat(_request);
        call.ChunkReceived();
        return call.Activity;
    }
}
