namespace AgentOtel.Viewer.Dialects;

/// <summary>What a span's attributes gave away about who sent it. A span can speak several dialects at once.</summary>
[Flags]
internal enum Sender : ushort
{
    None = 0,
    GenAi = 1,
    Kit = 2,
    OpenLlmetry = 4,
    OpenInference = 8,
    VercelAi = 16,
    Mcp = 32,
    GoogleAdk = 64,
    OpenLit = 128,
    PydanticAi = 256,
    Strands = 512,
    AgentFramework = 1024,
}
