using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting;

/// <summary>Says which standard variables are passed over, once, when the app starts.</summary>
internal sealed partial class VariableReporter(IConfiguration configuration, Redactor redactor, GuardedLogger<VariableReporter> logger)
{
    public void Report()
    {
        foreach (var problem in StandardVariables.Problems(configuration))
        {
            LogPassedOver(logger, redactor.Redact(problem));
        }
    }

    [LoggerMessage(
        EventId = 1,
        EventName = "agentotel.telemetry.variable_passed_over",
        Level = LogLevel.Error,
        Message = "{Problem} It is passed over, as OpenTelemetry would, and the default is used.")]
    private static partial void LogPassedOver(ILogger logger, string problem);
}
