namespace AgentOtel;

/// <summary>What a name says of the value that stands under it.</summary>
internal enum SecretKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is a secret.</summary>
    Value,

    /// <summary>It is a header that is a secret to the end of its line.</summary>
    Line,

    /// <summary>It is a token: a secret, unless it is counted.</summary>
    Token,

    /// <summary>It is a signature: a secret where it is long.</summary>
    Signature,

    /// <summary>It is the folder that a shell is in, or a password.</summary>
    Folder,
}
