using AgentOtel.Viewer.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Ids of resources and scopes, each distinct one written once. What is remembered is bounded; the tables know the rest.</summary>
internal sealed class Origins : IDisposable
{
    private const int MostRemembered = 10_000;

    private readonly Statement _insertResource;
    private readonly Statement _findResource;
    private readonly Statement _service;
    private readonly Statement _insertScope;
    private readonly Statement _findScope;
    private readonly Dictionary<ResourceRow, long> _resources = [];
    private readonly Dictionary<ScopeRow, long> _scopes = [];
    private readonly Dictionary<long, string> _services = [];

    public Origins(SqliteConnection connection)
    {
        _insertResource = new Statement(connection, "INSERT OR IGNORE INTO resources (service, attributes, schema_url) VALUES (?,?,?)");
        _findResource = new Statement(connection, "SELECT id FROM resources WHERE attributes=? AND schema_url=?");
        _service = new Statement(connection, "SELECT service FROM resources WHERE id=?");
        _insertScope = new Statement(connection, "INSERT OR IGNORE INTO scopes (name, version, attributes, schema_url) VALUES (?,?,?,?)");
        _findScope = new Statement(connection, "SELECT id FROM scopes WHERE name=? AND version=? AND attributes=? AND schema_url=?");
    }

    public long Id(ResourceRow row)
    {
        if (_resources.TryGetValue(row, out var id))
        {
            return id;
        }

        _insertResource.Bind(row.Service).Bind(row.Attributes).Bind(row.SchemaUrl).Run();
        _findResource.Bind(row.Attributes).Bind(row.SchemaUrl);
        return Remember(_resources, row, Found(_findResource));
    }

    public long Id(ScopeRow row)
    {
        if (_scopes.TryGetValue(row, out var id))
        {
            return id;
        }

        _insertScope.Bind(row.Name).Bind(row.Version).Bind(row.Attributes).Bind(row.SchemaUrl).Run();
        _findScope.Bind(row.Name).Bind(row.Version).Bind(row.Attributes).Bind(row.SchemaUrl);
        return Remember(_scopes, row, Found(_findScope));
    }

    /// <summary>The service of a resource.</summary>
    public string Service(long resource)
    {
        if (_services.TryGetValue(resource, out var service))
        {
            return service;
        }

        _service.Bind(resource);
        service = "";
        while (_service.Read())
        {
            service = _service.Text(0);
        }

        return Remember(_services, resource, service);
    }

    /// <summary>After a commit that failed, or rows that were deleted.</summary>
    public void Forget()
    {
        _resources.Clear();
        _scopes.Clear();
        _services.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insertResource, _findResource, _service, _insertScope, _findScope })
        {
            statement.Dispose();
        }
    }

    private static long Found(Statement find)
    {
        var id = find.Read() ? find.Whole(0) : throw new InvalidOperationException("A row that was just written is not there.");
        find.Reset();
        return id;
    }

    private static TValue Remember<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, TValue value)
        where TKey : notnull
    {
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[key] = value;
        return value;
    }
}
