using System.Text;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Makes rows of resources and scopes, once for each object of a request.</summary>
internal sealed class OriginPreparer(AttributeJson json)
{
    private readonly Dictionary<object, object> _rows = new(ReferenceEqualityComparer.Instance);

    public ResourceRow Row(Resource resource)
    {
        if (!_rows.TryGetValue(resource, out var row))
        {
            _rows[resource] = row = new ResourceRow(resource.Service, Text(resource.Attributes), resource.SchemaUrl);
        }

        return (ResourceRow)row;
    }

    public ScopeRow Row(Scope scope)
    {
        if (!_rows.TryGetValue(scope, out var row))
        {
            _rows[scope] = row = new ScopeRow(scope.Name, scope.Version, Text(scope.Attributes), scope.SchemaUrl);
        }

        return (ScopeRow)row;
    }

    private string Text(Attributes attributes) => Encoding.UTF8.GetString(json.Object(attributes));
}
