using System.Diagnostics;

namespace AgentOtel.Hosting;

/// <summary>
/// Sends the trace to any host, and baggage to listed hosts alone. ASP.NET Core puts an inbound <c>baggage</c> header on
/// the activity, and <see cref="HttpClient"/> would forward it to anyone, a model provider included.
/// </summary>
internal sealed class ContextPropagator(DistributedContextPropagator inner) : DistributedContextPropagator
{
    private const string Baggage = "baggage";
    private const string OlderBaggage = "Correlation-Context";

    private volatile string[] _hosts = [];

    public override IReadOnlyCollection<string> Fields => inner.Fields;

    /// <summary>Puts one propagator in force for the process, before the first <see cref="HttpClient"/> is made.</summary>
    public static ContextPropagator Install()
    {
        if (Current is ContextPropagator installed)
        {
            return installed;
        }

        var propagator = new ContextPropagator(Current);
        Current = propagator;
        BaggageFreePropagator.Install();
        return propagator;
    }

    /// <summary>Until this is called no baggage leaves at all.</summary>
    public void Allow(IEnumerable<string> hosts) => _hosts = [.. hosts];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (setter is null)
        {
            return;
        }

        inner.Inject(activity, carrier, (target, name, value) =>
        {
            if (!IsBaggage(name))
            {
                setter(target, name, value);
            }
        });

        if (carrier is HttpRequestMessage { RequestUri.Host: { } host } && IsAllowed(host)
            && ContextBaggage.Format(AgentContext.Current, activity?.Baggage) is { } baggage)
        {
            setter(carrier, Baggage, baggage);
        }
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        inner.ExtractBaggage(carrier, getter);

    private static bool IsBaggage(string name) =>
        name.Equals(Baggage, StringComparison.OrdinalIgnoreCase) || name.Equals(OlderBaggage, StringComparison.OrdinalIgnoreCase);

    private bool IsAllowed(string host)
    {
        foreach (var pattern in _hosts)
        {
            if (HostPattern.Matches(pattern, host))
            {
                return true;
            }
        }

        return false;
    }
}
