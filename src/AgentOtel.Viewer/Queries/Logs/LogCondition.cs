using AgentOtel.Viewer.Storage.Rows;

namespace AgentOtel.Viewer.Queries;

/// <summary>Something that must hold of a log and that the full-text index may know of.</summary>
/// <param name="ProbeFrom">Whether it holds of the log <c>l</c>, whose id is the one given or greater.</param>
/// <param name="IsQuick">Whether trying a log costs next to nothing.</param>
/// <param name="Words">A query that finds all logs of which it holds; <see langword="null"/> where there is none.</param>
/// <param name="IsMetByWords">Whether it holds of all that are found so; else they are still tried.</param>
internal sealed record LogCondition(Func<long, Sql> ProbeFrom, bool IsQuick, string? Words, bool IsMetByWords = false)
{
    public static IReadOnlyList<LogCondition> AllOf(LogFilter filter, ReadSession session)
    {
        var all = new List<LogCondition>();
        if (filter.Event is { } name)
        {
            all.Add(new LogCondition(_ => $"l.event = {name}", IsQuick: true, WordQuery.Of(name)));
        }

        if (filter.Logger is { } logger)
        {
            all.Add(new LogCondition(_ => $"l.scope IN (SELECT id FROM scopes WHERE name = {logger})", IsQuick: true, WordQuery.Of(logger)));
        }

        if (filter.Service is { } service)
        {
            all.Add(OfService(session.All($"SELECT id FROM resources WHERE service = {service}", static row => row.GetInt64(0))));
        }

        if (filter.Words is { } words)
        {
            all.Add(new LogCondition(first => $"l.id IN (SELECT rowid FROM {Rows(words)} AND rowid >= {first})", IsQuick: false, words, IsMetByWords: true));
        }

        all.AddRange(filter.Attributes.Select(attribute => OfAttribute(attribute, session)));
        return all;
    }

    public static Sql Rows(string words) => $"log_text WHERE log_text MATCH {words}";

    private static LogCondition OfService(IReadOnlyList<long> resources) =>
        new(_ => $"l.resource IN {Sql.List(resources)}", IsQuick: true, SearchText.OfResources(resources));

    private static LogCondition OfAttribute(AttributeFilter attribute, ReadSession session)
    {
        var resources = attribute.Resources(session);
        return new LogCondition(
            _ => $"(l.resource IN {Sql.List(resources)} OR EXISTS (SELECT 1 FROM log_details d WHERE d.log = l.id AND {attribute.On($"d.attributes")}))",
            IsQuick: false,
            attribute.Words(resources));
    }
}
