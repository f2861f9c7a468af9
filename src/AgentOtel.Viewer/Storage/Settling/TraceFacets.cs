using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage.Tables;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>Keeps what a trace is found by.</summary>
internal sealed class TraceFacets(FacetTable table)
{
    /// <summary>Of one trace; beyond, a trace is found by those it has.</summary>
    private const int Most = 500;

    private readonly HashSet<Facet> _facets = [];

    public void Write(HeldTrace trace)
    {
        _facets.Clear();
        var isWhole = !trace.IsPart && trace.Changed.Count + trace.Replaced.Count > 0;
        if (isWhole)
        {
            foreach (var span in trace.Spans.Values)
            {
                Collect(span);
            }
        }
        else
        {
            foreach (var span in trace.Added)
            {
                Collect(span);
            }
        }

        foreach (var span in trace.Added)
        {
            foreach (var linked in span.Row!.Details.LinkedTraces)
            {
                Add("link", linked);
            }
        }

        foreach (var facet in _facets)
        {
            if (trace.Facets.Count < Most && trace.Facets.Add(facet))
            {
                table.Insert(facet, trace.Id);
            }
        }

        if (isWhole)
        {
            RemoveOthers(trace);
        }
    }

    private void RemoveOthers(HeldTrace trace)
    {
        List<Facet>? gone = null;
        foreach (var facet in trace.Facets)
        {
            if (facet.Name != "link" && !_facets.Contains(facet))
            {
                (gone ??= []).Add(facet);
            }
        }

        foreach (var facet in gone ?? [])
        {
            trace.Facets.Remove(facet);
            table.Delete(facet, trace.Id);
        }
    }

    private void Collect(HeldSpan span)
    {
        var operation = span.Operation;
        var names = span.Names;
        Add("service", span.Service);
        Add("workflow", names.Workflow);
        Add("run", names.RunId);
        Add("agent", names.Agent);
        Add("conversation", names.Conversation);
        Add("session", names.Session);
        Add("user", names.User);
        Add("tenant", names.Tenant);
        Add("error", operation.ErrorType);
        if (operation.Kind is OperationKind.None)
        {
            return;
        }

        Add("kind", KindName(operation.Kind));
        Add("task", operation.Task);
        Add("tool", operation.Tool);
        Add("provider", operation.Provider);
        Add("model", operation.RequestModel);
        Add("model", operation.ResponseModel);
    }

    private static string KindName(OperationKind kind) => kind switch
    {
        OperationKind.Workflow => "workflow",
        OperationKind.Task => "task",
        OperationKind.Agent => "agent",
        OperationKind.Plan => "plan",
        OperationKind.Tool => "tool",
        OperationKind.Model => "model",
        _ => "retrieval",
    };

    private void Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _facets.Add(new Facet(name, value));
        }
    }
}
