using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Hosting;

/// <summary>Where OTLP is taken: known once the ports are open.</summary>
internal sealed class ReceiverAddresses
{
    public IReadOnlyList<ReceiverView> All { get; private set; } = [];

    public void Set(Uri grpc, Uri http) => All = [new("grpc", grpc.ToString().TrimEnd('/')), new("http", http.ToString().TrimEnd('/'))];
}
