namespace AgentOtel.Viewer.Api;

/// <summary>What the API's description says of parameters that several searches take. It does not read comments of their properties.</summary>
internal static class ParameterText
{
    public const string From = "Where the window begins: an ISO 8601 time, or one before now such as -15m, -6h or -7d. Default: an hour ago.";

    public const string To = "Where the window ends, as from. Default: now.";

    public const string Limit = "How many at most, from 1 to 500. Default: 50.";

    public const string Cursor = "Where to go on: nextCursor of the answer before, to the same search.";

    public const string Attribute = "key=value (the whole value), key~text (contains, in upper or lower case) or key (is there). Repeatable, at most ten; all must hold.";
}
