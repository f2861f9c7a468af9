using AgentOtel;
using AgentOtel.LogFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds rolling log files to a host.</summary>
public static class LogFilesHostApplicationBuilderExtensions
{
    /// <summary>
    /// Writes what is logged to rolling files of JSON lines, redacted and with the context of the run, in the folder that
    /// <see cref="LogFileOptions.Folder"/> names; without one nothing is written. The app must also call <c>AddAgentOtel()</c>.
    /// Called twice it does nothing more.
    /// </summary>
    /// <param name="builder">The app's builder, which is returned.</param>
    /// <param name="configure">Changes what the section <see cref="LogFileOptions.Section"/> of the configuration says.</param>
    public static TBuilder AddAgentOtelLogFiles<TBuilder>(this TBuilder builder, Action<LogFileOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(service => service.ServiceType == typeof(LogFileOptionsValidator)))
        {
            services.AddOptions<LogFileOptions>().BindConfiguration(LogFileOptions.Section).ValidateOnStart();
            services.AddSingleton<LogFileOptionsValidator>();
            services.AddSingleton<IValidateOptions<LogFileOptions>>(provider => provider.GetRequiredService<LogFileOptionsValidator>());
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<ILoggerProvider>(MakeProvider);
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return builder;
    }

    private static FileLoggerProvider MakeProvider(IServiceProvider services)
    {
        var reader = services.GetService<RecordReader>()
            ?? throw new InvalidOperationException("AddAgentOtelLogFiles() needs the app's telemetry: call builder.AddAgentOtel() too.");
        return new FileLoggerProvider(
            reader,
            new LineLosses(reader.Telemetry, Console.Error),
            services.GetRequiredService<IOptions<LogFileOptions>>(),
            services.GetRequiredService<TimeProvider>());
    }
}
