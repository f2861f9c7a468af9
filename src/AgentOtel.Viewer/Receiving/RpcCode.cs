namespace AgentOtel.Viewer.Receiving;

/// <summary>The codes of gRPC and of <c>google.rpc.Status</c> that OTLP's answers use.</summary>
internal enum RpcCode
{
    InvalidArgument = 3,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Unavailable = 14,
    Unauthenticated = 16,
}
