namespace AgentOtel.Viewer.Queries;

/// <summary>Something that a trace must have in it.</summary>
/// <param name="Probe">Whether the trace <c>t</c> has it.</param>
/// <param name="Rows">The rows of an index that have it, to be counted; <see langword="null"/> where no index knows.</param>
/// <param name="Traces">The traces of those rows, in a column <c>trace</c>.</param>
/// <param name="IsMetByRows">Whether those rows meet it; else they only may, and are still tried.</param>
internal sealed record TraceCondition(Sql Probe, Sql? Rows, Sql? Traces, bool IsMetByRows)
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
        return new TraceCondition($"EXISTS (SELECT 1 FROM {rows} AND f.trace = t.id)", rows, $"SELECT f.trace FROM {rows}", IsMetByRows: true);
    }

    /// <summary>All words in one span.</summary>
    private static TraceCondition OfWords(string words) => new(
        $"EXISTS (SELECT 1 FROM span_rows s WHERE s.trace = t.id AND EXISTS (SELECT 1 FROM span_text WHERE span_text MATCH {words} AND rowid = s.id))",
        RowsOf(words),
        TracesOf(words),
        IsMetByRows: true);

    /// <summary>On a span, or on the resource that sent it.</summary>
    private static TraceCondition OfAttribute(AttributeFilter filter, ReadSession session)
    {
        var resources = filter.Resources(session);
        Sql probe =
            $"""
            EXISTS (SELECT 1 FROM span_rows s CROSS JOIN span_details d ON d.span = s.id
            WHERE s.trace = t.id AND (s.resource IN {Sql.List(resources)} OR {filter.On($"d.attributes")}))
            """;
        return filter.Words(resources) is { } words
            ? new TraceCondition(probe, RowsOf(words), TracesOf(words), IsMetByRows: false)
            : new TraceCondition(probe, null, null, IsMetByRows: false);
    }

    private static Sql RowsOf(string words) => $"span_text WHERE span_text MATCH {words}";

    private static Sql TracesOf(string words) =>
        $"SELECT DISTINCT s.trace FROM span_text CROSS JOIN span_rows s ON s.id = span_text.rowid WHERE span_text MATCH {words}";
}
