using System.Globalization;
using System.Text;
using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Api;

/// <summary>What was spent.</summary>
internal static class CostEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/costs", Read).WithTags("Costs");
        api.MapGet("/costs/download", Download).WithTags("Costs").Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    /// <summary>Reads cost by category, model, provider, agent, workflow, tenant and service. The window is widened to whole minutes.</summary>
    /// <response code="200">The costs, in US dollars.</response>
    internal static async Task<CostReport> Read([AsParameters] WindowParameters window, ReadSessions reads, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = window.Window(time);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new CostReader(session).Read(asked);
    }

    /// <summary>Downloads one table of the costs as CSV (RFC 4180); a text that a spreadsheet would take for a formula has a ' before it.</summary>
    /// <param name="window">The window.</param>
    /// <param name="by">Which table: category, model, provider, agent, workflow, tenant or service. Default: model.</param>
    /// <param name="reads">The store.</param>
    /// <param name="time">The clock.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">The table.</response>
    internal static async Task Download(
        [AsParameters] WindowParameters window, string? by, ReadSessions reads, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var split = Parameter.OneOf("by", by, CostReader.Splits) ?? "model";
        var report = await Read(window, reads, time, cancellationToken).ConfigureAwait(false);
        var csv = new StringBuilder();
        Csv.AppendRow(csv, split, "calls", "input_tokens", "output_tokens", "cost_usd", "estimated_cost_usd", "unpriced_calls");
        foreach (var row in report.By[split])
        {
            Csv.AppendRow(csv, row.Name, Text(row.Calls), Text(row.InputTokens), Text(row.OutputTokens), Dollars(row.Cost), Dollars(row.EstimatedCost), Text(row.Unpriced));
        }

        Attachment.Begin(context, "text/csv; charset=utf-8", $"costs-by-{split}.csv");
        await context.Response.WriteAsync(csv.ToString(), cancellationToken).ConfigureAwait(false);

        static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

        // To a thousandth of a millionth: what is beyond is of adding binary fractions, and no reader has to know of exponents.
        static string Dollars(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
    }
}
