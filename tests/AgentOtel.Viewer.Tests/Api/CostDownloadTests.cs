using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class CostDownloadTests
{
    [Fact]
    public async Task Download_ByModel_IsCsvWithHarmlessCells()
    {
        await using var api = await ApiHost.WithAsync(
            Runs.Model(1, 1, 0, "=HYPERLINK(\"http://x\")", cost: 3),
            Runs.Model(2, 1, 0, "@sum", cost: 2),
            Runs.Model(3, 1, 0, "a,b", cost: 1),
            Runs.Model(4, 1, 0, "plain", cost: 0.5));

        using var response = await api.Client.GetAsync(new Uri("/api/v1/costs/download", UriKind.Relative));

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment; filename=\"costs-by-model.csv\"", response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal(
            "model,calls,input_tokens,output_tokens,cost_usd,estimated_cost_usd,unpriced_calls\r\n"
            + "\"'=HYPERLINK(\"\"http://x\"\")\",1,100,20,3,0,0\r\n"
            + "'@sum,1,100,20,2,0,0\r\n"
            + "\"a,b\",1,100,20,1,0,0\r\n"
            + "plain,1,100,20,0.5,0,0\r\n",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Download_ByAgent_IsThatTable()
    {
        await using var api = await ApiHost.WithAsync(Runs.Agent(1, 1, 0), Runs.Model(1, 2, 1));

        Assert.StartsWith(
            "agent,calls,",
            await api.Client.GetStringAsync(new Uri("/api/v1/costs/download?by=agent", UriKind.Relative)),
            StringComparison.Ordinal);
    }
}
