using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MarketingAgents;

/// <summary>One run as lines of text: durations, tokens and cost.</summary>
internal static class RunTree
{
    public static string Draw(Activity root, IReadOnlyCollection<Activity> spans)
    {
        var text = new StringBuilder();
        var children = spans.Where(span => span != root).OrderBy(span => span.StartTimeUtc).ToLookup(span => Above(span, spans));
        Write(text, root, children, "", "");
        return text.ToString();
    }

    /// <summary>The nearest span above that is shown: those of HTTP are not.</summary>
    private static ActivitySpanId Above(Activity span, IReadOnlyCollection<Activity> spans)
    {
        var parent = span.Parent;
        while (parent is not null && !spans.Contains(parent))
        {
            parent = parent.Parent;
        }

        return parent?.SpanId ?? span.ParentSpanId;
    }

    private static void Write(StringBuilder text, Activity span, ILookup<ActivitySpanId, Activity> children, string lead, string indent)
    {
        text.AppendLine(Line(span, lead));
        var below = children[span.SpanId].ToList();
        for (var i = 0; i < below.Count; i++)
        {
            var isLast = i == below.Count - 1;
            Write(text, below[i], children, $"{indent}{(isLast ? "└─ " : "├─ ")}", $"{indent}{(isLast ? "   " : "│  ")}");
        }
    }

    private static string Line(Activity span, string lead)
    {
        List<string> facts = [Duration(span.Duration)];
        var input = span.GetTagItem("gen_ai.usage.input_tokens") ?? span.GetTagItem("agentotel.total.input_tokens");
        var output = span.GetTagItem("gen_ai.usage.output_tokens") ?? span.GetTagItem("agentotel.total.output_tokens");
        if (input is not null)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{input} in, {output ?? 0} out"));
        }

        if ((span.GetTagItem("gen_ai.usage.cost") ?? span.GetTagItem("agentotel.total.cost_usd")) is double cost)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"${cost:0.000000}"));
        }

        if (span.GetTagItem("agentotel.task.attempt") is int and > 1 and var attempt)
        {
            facts.Add($"attempt {attempt}");
        }

        if (span.GetTagItem("error.type") is string error)
        {
            facts.Add($"✗ {error}");
        }

        return $"{lead}{span.DisplayName}  {string.Join(" · ", facts)}";
    }

    private static string Duration(TimeSpan duration) => duration.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms");
}
