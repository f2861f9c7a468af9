using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AgentOtel.AspNetCore;

/// <summary>The two forms that a scraper may ask for.</summary>
internal sealed record ScrapeFormat(string ContentType, bool IsOpenMetrics)
{
    public static readonly ScrapeFormat Text = new("text/plain; version=0.0.4; charset=utf-8", false);
    public static readonly ScrapeFormat OpenMetrics = new("application/openmetrics-text; version=1.0.0; charset=utf-8", true);

    /// <summary>OpenMetrics where the scraper likes it no less; a person with a browser gets text.</summary>
    public static ScrapeFormat Of(IHeaderDictionary headers)
    {
        double openMetrics = 0, text = 0;
        if (MediaTypeHeaderValue.TryParseList(headers.Accept, out var accepted))
        {
            foreach (var type in accepted)
            {
                var quality = type.Quality ?? 1;
                if (type.MediaType.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase))
                {
                    openMetrics = Math.Max(openMetrics, quality);
                }
                else if (type.MatchesMediaType("text/plain"))
                {
                    text = Math.Max(text, quality);
                }
            }
        }

        return openMetrics > 0 && openMetrics >= text ? OpenMetrics : Text;
    }
}
