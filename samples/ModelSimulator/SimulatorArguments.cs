using System.Globalization;

namespace ModelSimulator;

/// <summary>Reads the command line.</summary>
internal static class SimulatorArguments
{
    public const string Help = """
        A server that speaks the OpenAI protocol, for runs without a paid provider.

        dotnet run --project samples/ModelSimulator -- [options]

          --port N         port on 127.0.0.1; 0 takes a free one (5090)
          --seed N         the same seed gives the same answers and faults (1)
          --faults RATE    part of the requests that fail, 0 to 1, or off (off)
          --latency MS     thinking time before an answer (150)
          --chunk MS       time between the chunks of a stream (20)

        A request can ask for a fault by the header x-simulator-fault:
        rate_limit, server_error, timeout, cut_stream, malformed_json or none.
        GET /simulator/requests shows the last requests with their headers.
        """;

    public static bool TryParse(string[] args, out ModelSimulatorOptions options, out string error)
    {
        options = new ModelSimulatorOptions { Port = 5090 };
        error = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            var changed = Apply(options, args[i], value);
            if (changed is null)
            {
                error = value is null ? $"{args[i]} needs a value." : $"{args[i]} {value} is not an option with a fitting value.";
                return false;
            }

            options = changed;
        }

        return true;
    }

    private static ModelSimulatorOptions? Apply(ModelSimulatorOptions options, string name, string? value) => name switch
    {
        "--port" when Int(value, 65535) is { } port => options with { Port = port },
        "--seed" when Int(value, int.MaxValue) is { } seed => options with { Seed = seed },
        "--faults" when value is "off" => options with { FaultRate = 0 },
        "--faults" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1 =>
            options with { FaultRate = rate },
        "--latency" when Int(value, 600_000) is { } latency => options with { Latency = TimeSpan.FromMilliseconds(latency) },
        "--chunk" when Int(value, 600_000) is { } chunk => options with { ChunkLatency = TimeSpan.FromMilliseconds(chunk) },
        _ => null,
    };

    private static int? Int(string? value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}
