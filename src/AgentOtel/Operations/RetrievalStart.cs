namespace AgentOtel;

/// <summary>A retrieval from a store of documents that starts.</summary>
/// <param name="DataSource">The store's id, of low cardinality (<c>gen_ai.data_source.id</c>).</param>
public readonly record struct RetrievalStart(string DataSource)
{
    /// <summary>Who serves the store.</summary>
    public string? Provider { get; init; }

    /// <summary>The model that the retrieval uses.</summary>
    public string? Model { get; init; }

    /// <summary>How many documents are asked for.</summary>
    public int? TopK { get; init; }

    /// <summary>The host that is called.</summary>
    public string? ServerAddress { get; init; }

    /// <summary>The port that is called.</summary>
    public int? ServerPort { get; init; }
}
