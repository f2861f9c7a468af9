namespace AgentOtel;

/// <summary>
/// Which names the metrics of model calls carry: those that every library and dashboard uses today, or those of the
/// latest conventions, or both. Read from <c>OTEL_SEMCONV_STABILITY_OPT_IN</c> unless set in code.
/// </summary>
public enum MetricNaming
{
    /// <summary><c>gen_ai.client.operation.duration</c>, <c>gen_ai.client.token.usage</c> and their like.</summary>
    Established,

    /// <summary><c>gen_ai.client.inference.*</c> (<c>gen_ai_latest_experimental</c>).</summary>
    Latest,

    /// <summary>Both, while dashboards move over (<c>gen_ai_latest_experimental/dup</c>).</summary>
    Both,
}
