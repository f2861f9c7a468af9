using System.Diagnostics;

namespace AgentOtel;

/// <summary>The server that is called; a port says nothing without its address.</summary>
internal static class ServerTags
{
    public static void Add(ref TagList tags, string? address, int? port)
    {
        if (address is null)
        {
            return;
        }

        tags.Add(SemanticConventions.Server.Address, address);
        if (port is { } known)
        {
            tags.Add(SemanticConventions.Server.Port, known);
        }
    }
}
