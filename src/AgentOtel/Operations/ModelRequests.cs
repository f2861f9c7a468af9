using System.Collections.Concurrent;

namespace AgentOtel;

/// <summary>
/// The requests of calls that name no more than provider and model, each made once. Names come from outside: it has a bound.
/// </summary>
internal sealed class ModelRequests
{
    private const int MaxKept = 512;

    private readonly ConcurrentDictionary<(string Provider, string Model), ModelRequest> _kept = [];

    public ModelRequest Of(string provider, string model)
    {
        if (_kept.TryGetValue((provider, model), out var kept))
        {
            return kept;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        return _kept[(provider, model)] = new ModelRequest(provider, model);
    }
}
