using OpenTelemetry;
using OpenTelemetry.Context.Propagation;

namespace AgentOtel.Hosting;

/// <summary>
/// OpenTelemetry's propagator, as the app has set it, but no baggage goes out by it: the instrumentations of ASP.NET Core and
/// <see cref="HttpClient"/> together would hand what a caller sent to anyone. What may go out, <see cref="ContextPropagator"/> sends.
/// </summary>
internal sealed class BaggageFreePropagator(TextMapPropagator inner) : TextMapPropagator
{
    public override ISet<string>? Fields => inner.Fields;

    /// <summary>Puts it in force for the process.</summary>
    public static void Install()
    {
        // The SDK sets its own when it is first used, and would do so later.
        _ = Sdk.SuppressInstrumentation;
        if (Propagators.DefaultTextMapPropagator is not BaggageFreePropagator)
        {
            Sdk.SetDefaultTextMapPropagator(new BaggageFreePropagator(Propagators.DefaultTextMapPropagator));
        }
    }

    public override PropagationContext Extract<T>(PropagationContext context, T carrier, Func<T, string, IEnumerable<string>?> getter) =>
        inner.Extract(context, carrier, getter);

    public override void Inject<T>(PropagationContext context, T carrier, Action<T, string, string> setter) =>
        inner.Inject(new PropagationContext(context.ActivityContext, default), carrier, setter);
}
