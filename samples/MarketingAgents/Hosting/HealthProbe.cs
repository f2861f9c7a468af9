namespace MarketingAgents;

/// <summary>Asks the instance that listens at <c>ASPNETCORE_URLS</c> whether it is well: for containers without a shell.</summary>
internal static class HealthProbe
{
    public static async Task<int> RunAsync()
    {
        var address = new Uri(Ports.Configured.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal));
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/health"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Console.Error.WriteLine($"{address} does not answer: {exception.Message}");
            return 1;
        }
    }
}
