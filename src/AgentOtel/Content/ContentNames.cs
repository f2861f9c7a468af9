namespace AgentOtel;

/// <summary>The attributes that an operation's content stands under; of messages, or of plain values.</summary>
internal readonly record struct ContentNames(string Input, string Output, bool AreMessages)
{
    public static readonly ContentNames Messages = new(
        SemanticConventions.GenAi.InputMessages, SemanticConventions.GenAi.OutputMessages, true);
    public static readonly ContentNames Tool = new(
        SemanticConventions.GenAi.Tool.CallArguments, SemanticConventions.GenAi.Tool.CallResult, false);
    public static readonly ContentNames Retrieval = new(
        SemanticConventions.GenAi.RetrievalQueryText, SemanticConventions.GenAi.RetrievalDocuments, false);
}
