namespace AgentOtel;

/// <summary>The status codes of gRPC, and what they mean. They stand for HTTP statuses as <c>google.rpc.Code</c> says.</summary>
internal static class GrpcStatus
{
    private static readonly (string Enumeration, string Name, string Http)[] Codes =
    [
        ("Cancelled", "CANCELLED", "499"),
        ("Unknown", "UNKNOWN", "500"),
        ("InvalidArgument", "INVALID_ARGUMENT", "400"),
        ("DeadlineExceeded", "DEADLINE_EXCEEDED", "504"),
        ("NotFound", "NOT_FOUND", "404"),
        ("AlreadyExists", "ALREADY_EXISTS", "409"),
        ("PermissionDenied", "PERMISSION_DENIED", "403"),
        ("ResourceExhausted", "RESOURCE_EXHAUSTED", "429"),
        ("FailedPrecondition", "FAILED_PRECONDITION", "400"),
        ("Aborted", "ABORTED", "409"),
        ("OutOfRange", "OUT_OF_RANGE", "400"),
        ("Unimplemented", "UNIMPLEMENTED", "400"),
        ("Internal", "INTERNAL", "500"),
        ("Unavailable", "UNAVAILABLE", "503"),
        ("DataLoss", "DATA_LOSS", "500"),
        ("Unauthenticated", "UNAUTHENTICATED", "401"),
    ];

    /// <summary>The name on the wire of a member of gRPC's enumeration; nothing for any other, and for what is no error.</summary>
    public static string? Name(string enumeration)
    {
        foreach (var code in Codes)
        {
            if (code.Enumeration == enumeration)
            {
                return code.Name;
            }
        }

        return null;
    }

    /// <summary>The HTTP status that a name on the wire stands for; the text itself where it is none.</summary>
    public static string ToHttp(string status)
    {
        foreach (var code in Codes)
        {
            if (code.Name == status)
            {
                return code.Http;
            }
        }

        return status;
    }
}
