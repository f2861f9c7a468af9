namespace AgentOtel.Viewer.Queries;

/// <summary>What a list of traces is sorted by, and in which direction; ties by id.</summary>
internal sealed record TraceSort(string Name, Sql Expression, bool IsDescending)
{
    private static readonly Dictionary<string, Sql> Known = new(StringComparer.Ordinal)
    {
        ["start"] = $"t.start",
        ["duration"] = $"t.duration",
        ["cost"] = $"(t.cost + t.estimated_cost)",
        ["tokens"] = $"(t.input_tokens + t.output_tokens)",
        ["spans"] = $"t.spans",
        ["errors"] = $"t.errors",
        ["name"] = $"t.name",
        ["service"] = $"t.service",
        ["status"] = $"t.status",
    };

    public bool HasIndex => Name is "duration" or "-duration";

    /// <exception cref="ParameterException">There is no such sort.</exception>
    public static TraceSort Parse(string? text)
    {
        var name = string.IsNullOrEmpty(text) ? "-start" : text;
        var isDescending = name[0] == '-';
        return Known.TryGetValue(isDescending ? name[1..] : name, out var expression)
            ? new TraceSort(name, expression, isDescending)
            : throw new ParameterException("sort", $"takes one of {string.Join(", ", Known.Keys)}, with a - before it for the greatest first");
    }

    public Sql OrderBy => IsDescending ? Sql.Of($"ORDER BY {Expression} DESC, t.id DESC") : Sql.Of($"ORDER BY {Expression}, t.id");

    /// <summary>The rows after a cursor. The first comparison is for the index.</summary>
    public Sql After(Cursor cursor)
    {
        var value = cursor.ToSql();
        return IsDescending
            ? Sql.Of($"{Expression} <= {value} AND ({Expression} < {value} OR t.id < {cursor.Id})")
            : Sql.Of($"{Expression} >= {value} AND ({Expression} > {value} OR t.id > {cursor.Id})");
    }
}
