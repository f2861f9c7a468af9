using System.Net;
using System.Net.Sockets;

namespace AgentOtel.Viewer.Hosting;

/// <summary>The three ports to listen on; 0 takes a free one.</summary>
internal readonly record struct ViewerPorts(int Page, int Grpc, int Http)
{
    public static ViewerPorts Of(ViewerOptions options) => new(options.Port, options.GrpcPort, options.HttpPort);

    /// <summary>Those that another process holds, with the name of their option.</summary>
    public IReadOnlyDictionary<int, string> Taken(IPAddress address)
    {
        Dictionary<int, string> taken = [];
        foreach (var (port, option) in new[] { (Page, nameof(ViewerOptions.Port)), (Grpc, nameof(ViewerOptions.GrpcPort)), (Http, nameof(ViewerOptions.HttpPort)) })
        {
            if (port != 0 && !IsFree(address, port))
            {
                taken.Add(port, option);
            }
        }

        return taken;
    }

    /// <summary>The same, with a free port for each that is taken.</summary>
    public ViewerPorts Replace(IReadOnlyDictionary<int, string> taken) =>
        new(taken.ContainsKey(Page) ? 0 : Page, taken.ContainsKey(Grpc) ? 0 : Grpc, taken.ContainsKey(Http) ? 0 : Http);

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return false;
        }
        catch (SocketException)
        {
            // Another fault than a taken port: opening it says which.
            return true;
        }
    }
}
