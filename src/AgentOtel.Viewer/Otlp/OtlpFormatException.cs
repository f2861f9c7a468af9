namespace AgentOtel.Viewer.Otlp;

/// <summary>A request that is not OTLP. The message says what is wrong and where, in words for its sender.</summary>
internal sealed class OtlpFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
