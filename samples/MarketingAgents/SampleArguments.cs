using System.Globalization;

namespace MarketingAgents;

/// <summary>The command line.</summary>
internal sealed record SampleArguments
{
    public const string Help = """
        A marketing department of agents, seen through AgentOtel.

        dotnet run --project samples/MarketingAgents -- [options]

          --rate N       campaigns a second that it runs of its own (0.5; 0 for none)
          --runs N       end the process, with everything sent, after N campaigns
          --faults RATE  part of the model calls that fail, 0 to 1, or off (0.05)
          --seed N       the same seed gives the same answers and faults (1)
          --health       ask a running instance whether it is well: exit code 0 or 1

        Environment:
          ASPNETCORE_URLS               where it listens (http://127.0.0.1:5080)
          OTEL_EXPORTER_OTLP_ENDPOINT   where telemetry goes; without it the viewer at
                                        http://127.0.0.1:18888 shows it
          AgentOtel__Viewer__Port, __GrpcPort, __HttpPort, __Enabled
                                        the viewer's ports (18888, 4317, 4318), or none
          MODEL_BASE_URL, OPENAI_API_KEY, MODEL_NAME
                                        a real provider in place of the simulator
          PUBLISHER_URL                 another instance that publishes (itself)
          STATE_DIR                     where paused campaigns wait (a temporary folder)
          SIMULATOR_LATENCY_MS, SIMULATOR_CHUNK_MS
                                        how fast the simulator answers (150, 20)
        """;

    public double Rate { get; init; } = 0.5;

    public int? Runs { get; init; }

    public double FaultRate { get; init; } = 0.05;

    public int Seed { get; init; } = 1;

    public bool IsHealthProbe { get; init; }

    public static bool TryParse(string[] args, out SampleArguments arguments, out string error)
    {
        arguments = new SampleArguments();
        error = "";
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--health")
            {
                arguments = arguments with { IsHealthProbe = true };
                continue;
            }

            var value = i + 1 < args.Length ? args[++i] : null;
            if (arguments.With(args[i - (value is null ? 0 : 1)], value) is not { } changed)
            {
                error = value is null
                    ? $"{args[i]} needs a value, or is not an option."
                    : $"{args[i - 1]} {value} is not an option with a fitting value.";
                return false;
            }

            arguments = changed;
        }

        return true;
    }

    private SampleArguments? With(string name, string? value) => name switch
    {
        "--rate" when Number(value) is { } rate && rate <= 1000 => this with { Rate = rate },
        "--runs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) && runs > 0 =>
            this with { Runs = runs },
        "--faults" when value is "off" => this with { FaultRate = 0 },
        "--faults" when Number(value) is { } rate && rate <= 1 => this with { FaultRate = rate },
        "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        _ => null,
    };

    private static double? Number(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
}
