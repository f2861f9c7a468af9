using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentOtel;

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ContentJson : JsonSerializerContext;
