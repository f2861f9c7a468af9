namespace AgentOtel.Viewer.Queries;

/// <summary>Something that a trace must have in it.</summary>
/// <param name="ProbeFrom">Whether the trace <c>t</c>, whose spans' ids begin at the one given or after, has it.</param>
/// <param name="IsQuick">Whether trying a trace costs next to nothing.</param>
/// <param name="Rows">The rows of an index that have it, or may have it, to be counted; <see langword="null"/> where no index knows.</param>
/// <param name="Traces">All traces that have it, in a column <c>trace</c>, found by those rows.</param>
internal sealed record TraceCondition(Func<long, Sql> ProbeFrom, bool IsQuick, Sql? Rows, Sql? Traces)
{
    public static IReadOnlyList<TraceCondition> AllOf(TraceFilter filter, ReadSession session)
    {
        var all = new List<TraceCondition>();
        all.AddRange(filter.Facets.Select(static facet => OfFacet(facet.Facet, facet.Value)));
        all.AddRange(filter.Attributes.Select(attribute => OfAttribute(attribute, session)));
        if (filter.Words is { } words)
        {
            all.Add(OfWords(words));
        }

        return all;
    }

    private static TraceCondition OfFacet(string facet, string value)
    {
        Sql rows = $"trace_facets f WHERE f.facet = {facet} AND f.value = {value}";
        return new TraceCondition(_ => $"EXISTS (SELECT 1 FROM {rows} AND f.trace = t.id)", IsQuick: true, rows, $"SELECT f.trace FROM {rows}");
    }

    /// <summary>All words in one span. The index is gone through once: asking it of each span would take a hundred times as long.</summary>
    private static TraceCondition OfWords(string words) => new(
        first => $"EXISTS (SELECT 1 FROM span_rows s WHERE s.trace = t.id AND s.id IN (SELECT rowid FROM {RowsOf(words)} AND rowid >= {first}))",
        IsQuick: false,
        RowsOf(words),
        $"SELECT DISTINCT s.trace FROM {SpansOf(words)}");

    /// <summary>On a span, or on the resource that sent it.</summary>
    private static TraceCondition OfAttribute(AttributeFilter filter, ReadSession session)
    {
        var resources = filter.Resources(session);
        Sql has = $"(s.resource IN {Sql.List(resources)} OR EXISTS (SELECT 1 FROM span_details d WHERE d.span = s.id AND {filter.On($"d.attributes")}))";
        Func<long, Sql> probe = _ => $"EXISTS (SELECT 1 FROM span_rows s WHERE s.trace = t.id AND {has})";
        return filter.Words(resources) is { } words
            ? new TraceCondition(probe, IsQuick: false, RowsOf(words), $"SELECT DISTINCT s.trace FROM {SpansOf(words)} AND {has}")
            : new TraceCondition(probe, IsQuick: false, null, null);
    }

    private static Sql RowsOf(string words) => $"span_text WHERE span_text MATCH {words}";

    private static Sql SpansOf(string words) => $"span_text CROSS JOIN span_rows s ON s.id = span_text.rowid WHERE span_text MATCH {words}";
}
