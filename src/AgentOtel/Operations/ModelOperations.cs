namespace AgentOtel;

/// <summary>The values of <c>gen_ai.operation.name</c> that a <see cref="ModelCall"/> has.</summary>
internal static class ModelOperations
{
    public const string Chat = "chat";
    public const string TextCompletion = "text_completion";
    public const string Embeddings = "embeddings";
    public const string Retrieval = "retrieval";
}
