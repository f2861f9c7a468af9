using System.Runtime.CompilerServices;

namespace AgentOtel;

/// <summary>A model's stream as it is passed on.</summary>
internal static class ObservedStream
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        ModelCall call,
        IAsyncEnumerable<T> source,
        Action<ModelCall, T>? onItem,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = call;
        call.EnterFlow();
        await using var items = source.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            // An async iterator loses what is current at each yield: it is set again before each item.
            call.EnterFlow();
            if (!await MoveNextAsync(call, items).ConfigureAwait(false))
            {
                yield break;
            }

            call.ChunkReceived();
            if (onItem is not null)
            {
                call.Read(items.Current, onItem);
            }

            yield return items.Current;
        }
    }

    private static async ValueTask<bool> MoveNextAsync<T>(ModelCall call, IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }
}
