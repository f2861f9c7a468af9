using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace AgentOtel.Cli.Prices;

/// <summary><c>agentotel prices</c>: the price table in other forms.</summary>
internal static class PricesCommand
{
    public static Command Create() => new("prices", "The price table for others.") { Collector() };

    private static Command Collector()
    {
        var file = new Option<string?>("--file")
        {
            Description = "Prices of your own, as in docs/prices-schema.md, over the shipped ones.",
        };
        var date = new Option<string?>("--date") { Description = "The day whose prices hold, as yyyy-MM-dd. Default: that of the table." };
        var command = new Command(
            "collector", "Write a file for the OpenTelemetry Collector that prices model calls of any sender.") { file, date };
        command.SetAction(parsed =>
        {
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                var table = parsed.GetValue(file) is { } own ? PriceTable.Shipped.With(PriceFile.Read(own)) : PriceTable.Shipped;
                var text = parsed.GetValue(date) ?? table.Version.Split('+')[0];
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    error.WriteLine($"--date {text} is no day such as 2026-11-21.");
                    return ExitCodes.Usage;
                }

                parsed.InvocationConfiguration.Output.Write(CollectorPrices.Write(table, day));
                return ExitCodes.Success;
            }
            catch (Exception exception) when (
                exception is IOException or UnauthorizedAccessException or FormatException or JsonException or ArgumentException)
            {
                error.WriteLine($"--file {parsed.GetValue(file)} cannot be used: {exception.Message}");
                return ExitCodes.Failure;
            }
        });
        return command;
    }
}
