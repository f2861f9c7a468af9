namespace AgentOtel;

/// <summary>How bad a failure is (<c>agentotel.error.severity</c>): who is to be woken by it.</summary>
public enum ErrorSeverity
{
    /// <summary>Passes by itself: worth a look when it is frequent.</summary>
    Minor,

    /// <summary>Work failed: to be looked at in working hours.</summary>
    Major,

    /// <summary>Nothing works until someone acts: wakes a person.</summary>
    Critical,
}
