using AgentOtel.Viewer.Storage.Settling;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Writes <c>trace_facets</c>.</summary>
internal sealed class FacetTable : IDisposable
{
    private readonly Statement _insert;
    private readonly Statement _delete;
    private readonly Statement _load;

    public FacetTable(SqliteConnection connection)
    {
        _insert = new Statement(connection, "INSERT OR IGNORE INTO trace_facets (facet, value, trace) VALUES (?,?,?)");
        _delete = new Statement(connection, "DELETE FROM trace_facets WHERE facet=? AND value=? AND trace=?");
        _load = new Statement(connection, "SELECT facet, value FROM trace_facets WHERE trace=?");
    }

    public void Insert(in Facet facet, long trace) => _insert.Bind(facet.Name).Bind(facet.Value).Bind(trace).Run();

    public void Delete(in Facet facet, long trace) => _delete.Bind(facet.Name).Bind(facet.Value).Bind(trace).Run();

    public void Load(HeldTrace trace)
    {
        _load.Bind(trace.Id);
        while (_load.Read())
        {
            trace.Facets.Add(new Facet(_load.Text(0), _load.Text(1)));
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
        _load.Dispose();
    }
}
