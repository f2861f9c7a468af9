namespace MarketingAgents;

/// <summary>What <c>POST /campaigns</c> takes.</summary>
internal sealed record CampaignRequest
{
    public const int MaxBrief = 4000;
    public const int MaxName = 200;

    public string? Brief { get; init; }

    public string? User { get; init; }

    public string? Tenant { get; init; }

    public string? Conversation { get; init; }

    /// <summary><c>auto</c>, or <c>manual</c> to pause until <c>POST /campaigns/{run}/approval</c>.</summary>
    public string? Approval { get; init; }

    /// <summary>When to give up.</summary>
    public double? DeadlineSeconds { get; init; }

    public Dictionary<string, string[]> Errors()
    {
        Dictionary<string, string[]> errors = [];
        Check(!string.IsNullOrWhiteSpace(Brief), "brief", "is required: say in a sentence what to promote");
        Check(Brief is null or { Length: <= MaxBrief }, "brief", $"must have at most {MaxBrief} characters");
        Check(User is null or { Length: <= MaxName }, "user", $"must have at most {MaxName} characters");
        Check(Tenant is null or { Length: <= MaxName }, "tenant", $"must have at most {MaxName} characters");
        Check(Conversation is null or { Length: <= MaxName }, "conversation", $"must have at most {MaxName} characters");
        Check(Approval is null or "auto" or "manual", "approval", "must be auto or manual");
        Check(DeadlineSeconds is null or (> 0 and <= 3600), "deadlineSeconds", "must be above 0 and at most 3600");
        return errors;

        void Check(bool isRight, string field, string message)
        {
            if (!isRight)
            {
                errors.TryAdd(field, [$"{field} {message}."]);
            }
        }
    }
}

/// <summary>What comes of it.</summary>
internal sealed record CampaignResult(string Run, string Status, string? Copy);

/// <summary>What <c>POST /campaigns/{run}/approval</c> takes.</summary>
internal sealed record ApprovalRequest(bool Approved);

/// <summary>What <c>POST /publications</c> takes.</summary>
internal sealed record Publication(string Run, string Copy);
