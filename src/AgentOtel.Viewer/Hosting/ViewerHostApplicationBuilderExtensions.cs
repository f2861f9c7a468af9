using AgentOtel.Viewer;
using AgentOtel.Viewer.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the viewer to a host.</summary>
public static class ViewerHostApplicationBuilderExtensions
{
    /// <summary>
    /// Shows what the app's agents do at <c>http://127.0.0.1:18888</c> while it runs, unless the app is told to send its telemetry
    /// elsewhere (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>). It takes OTLP from other senders too. The app's own exporter finds it by itself,
    /// and nothing of the viewer's own requests is recorded. Called twice it does nothing more.
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    /// <param name="configure">Changes what the section <c>AgentOtel:Viewer</c> of the configuration says.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// A port that is taken never stops the app: if a viewer answers there the app sends to it, else a free port is used and logged.
    /// </remarks>
    public static TBuilder AddAgentOtelViewer<TBuilder>(this TBuilder builder, Action<ViewerOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(ViewerAccess)))
        {
            return builder;
        }

        services.AddSingleton(new ViewerAccess());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<ViewerOptions>, ViewerOptionsValidator>();
        services.AddOptions<ViewerOptions>().BindConfiguration(ViewerOptions.Section).ValidateOnStart();
        services.AddHostedService<ViewerHostedService>();
        return builder;
    }
}
