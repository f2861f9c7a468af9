using AgentOtel;

namespace MarketingAgents;

/// <summary>Finds the company's file that is nearest in meaning to a brief.</summary>
internal sealed class BrandKnowledge(AgentTelemetry telemetry, ModelClient models)
{
    private static readonly string[] Files = ["brand.md", "audience.md"];

    public Task<string> FindAsync(string brief, CancellationToken cancellationToken) =>
        telemetry.StartRetrieval(new RetrievalStart("brand-knowledge") { TopK = 1 }).RunAsync(async () =>
        {
            var texts = await Task.WhenAll(Files.Select(file => Knowledge.ReadAsync(file, cancellationToken)));
            var vectors = await models.EmbedAsync([brief, .. texts], cancellationToken);
            var nearest = Enumerable.Range(0, texts.Length).MaxBy(i => Likeness(vectors[0].Span, vectors[i + 1].Span));
            return texts[nearest];
        });

    private static float Likeness(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0f;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }
}
