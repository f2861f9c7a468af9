using System.Net;
using System.Net.Sockets;

namespace MarketingAgents;

/// <summary>Where the service listens: a port that is taken is replaced by a free one, and said so.</summary>
internal static class Ports
{
    public static string Configured
    {
        get
        {
            var urls = Environment.GetEnvironmentVariable("ASPNETCORE_URLS");
            return string.IsNullOrWhiteSpace(urls) ? "http://127.0.0.1:5080" : urls.Split(';')[0];
        }
    }

    public static string Free(string url)
    {
        var uri = new Uri(url.Replace("//+", "//0.0.0.0", StringComparison.Ordinal).Replace("//*", "//0.0.0.0", StringComparison.Ordinal));
        if (uri.Port == 0 || !IPAddress.TryParse(uri.Host, out var address) || IsFree(address, uri.Port))
        {
            return url;
        }

        Console.WriteLine($"Port {uri.Port} is taken; a free one is used instead.");
        return $"{uri.Scheme}://{uri.Host}:0";
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
