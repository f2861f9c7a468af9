using System.Globalization;
using ModelSimulator;

namespace MarketingAgents;

/// <summary>Where the models are: a real provider if <c>MODEL_BASE_URL</c> names one, else the simulator on this machine.</summary>
internal sealed class ModelProvider : IAsyncDisposable
{
    private readonly ModelSimulatorServer? _simulator;

    private ModelProvider(Uri baseAddress, string key, ModelSimulatorServer? simulator)
    {
        BaseAddress = baseAddress;
        Key = key;
        _simulator = simulator;
    }

    public Uri BaseAddress { get; }

    public string Key { get; }

    public string Description => _simulator is null ? BaseAddress.AbsoluteUri : $"{BaseAddress} (simulated)";

    /// <summary>The model that an agent uses: one for all if <c>MODEL_NAME</c> is set.</summary>
    public static string ModelFor(string agent) => Environment.GetEnvironmentVariable("MODEL_NAME") is { Length: > 0 } name
        ? name
        : agent switch
        {
            "executive" => "gpt-4.1",
            "social" => "gpt-4o-mini",
            "analytics" => "o4-mini",
            _ => "gpt-4.1-mini",
        };

    public static async Task<ModelProvider> StartAsync(SampleArguments arguments)
    {
        var key = Environment.GetEnvironmentVariable("OPENAI_API_KEY");
        if (Environment.GetEnvironmentVariable("MODEL_BASE_URL") is { Length: > 0 } url)
        {
            return new ModelProvider(new Uri(url), string.IsNullOrEmpty(key) ? "none" : key, null);
        }

        var simulator = await ModelSimulatorServer.StartAsync(new ModelSimulatorOptions
        {
            Seed = arguments.Seed,
            FaultRate = arguments.FaultRate,
            Latency = Milliseconds("SIMULATOR_LATENCY_MS", 150),
            ChunkLatency = Milliseconds("SIMULATOR_CHUNK_MS", 20),
        });
        return new ModelProvider(new Uri(simulator.Address, "v1"), "simulated", simulator);
    }

    public ValueTask DisposeAsync() => _simulator?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static TimeSpan Milliseconds(string variable, int otherwise) =>
        TimeSpan.FromMilliseconds(
            int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : otherwise);
}
