namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>How to switch the capture of content on, by sender.</summary>
internal static class CaptureAdvice
{
    private const string Variable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    public static string For(CapturedSpan span) =>
        span.Scope == "AgentOtel" || span.HasPrefix("agentotel.")
            ? $"Content is not captured. Set {Variable}=true in the app's environment, or AgentOtel:ContentCapture in its configuration."
        : span.Scope.StartsWith("Experimental.Microsoft.", StringComparison.Ordinal)
            ? $"Content is not captured. Set {Variable}=true in the app's environment, or EnableSensitiveData on UseOpenTelemetry()."
        : span.Scope.StartsWith("agent_framework", StringComparison.Ordinal)
            ? "Content is not captured. Set ENABLE_SENSITIVE_DATA=true in the app's environment."
        : span.Scope == "pydantic-ai" || span.Scope.StartsWith("logfire", StringComparison.Ordinal)
            ? "Content is not captured. Pass InstrumentationSettings(include_content=True) to the agent."
        : span.Scope.StartsWith("openlit", StringComparison.Ordinal)
            ? "Content is not captured. Call openlit.init(capture_message_content=True)."
        : span.Scope == "gcp.vertex.agent" || span.HasPrefix("gcp.vertex.agent.")
            ? "Content is not captured. Set ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS=true in the app's environment."
        : span.HasPrefix("traceloop.") || span.HasPrefix("llm.request.")
            ? "Content is not captured. Set TRACELOOP_TRACE_CONTENT=true in the app's environment."
        : span.HasPrefix("openinference.")
            ? "Content is not captured. Take OPENINFERENCE_HIDE_INPUTS and OPENINFERENCE_HIDE_OUTPUTS out of the app's environment."
        : span.Scope is "ai" or "gen_ai" || span.HasPrefix("ai.")
            ? "Content is not captured. Set recordInputs and recordOutputs to true in the call's telemetry settings."
        : $"Content is not captured. Set {Variable}=true in the app's environment (SPAN_ONLY or SPAN_AND_EVENT in newer instrumentations).";
}
