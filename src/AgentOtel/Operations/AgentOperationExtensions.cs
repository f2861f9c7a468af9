using System.Runtime.CompilerServices;

namespace AgentOtel;

/// <summary>
/// Runs a body that takes its handle: <c>telemetry.StartChat("openai", "gpt-4.1").RunAsync(async (call, ct) => …, ct)</c>.
/// </summary>
/// <remarks>As the members of <see cref="AgentOperation"/> of the same names in all else.</remarks>
public static class AgentOperationExtensions
{
    /// <inheritdoc cref="AgentOperation.Run(Action)"/>
    public static void Run<TOperation>(this TOperation operation, Action<TOperation> body)
        where TOperation : AgentOperation
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(body);
        operation.Run((operation, body), static run =>
        {
            run.body(run.operation);
            return true;
        });
    }

    /// <inheritdoc cref="AgentOperation.Run(Action)"/>
    public static T Run<TOperation, T>(this TOperation operation, Func<TOperation, T> body)
        where TOperation : AgentOperation
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(body);
        return operation.Run((operation, body), static run => run.body(run.operation));
    }

    /// <inheritdoc cref="AgentOperation.RunAsync(Func{Task})"/>
    /// <param name="operation">The handle.</param>
    /// <param name="body">Gets the handle and the token.</param>
    /// <param name="cancellationToken">Goes on to the body.</param>
    [OverloadResolutionPriority(1)]
    public static Task RunAsync<TOperation>(
        this TOperation operation, Func<TOperation, CancellationToken, Task> body, CancellationToken cancellationToken = default)
        where TOperation : AgentOperation
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(body);
        return operation.Inside((operation, body, cancellationToken), static async run =>
        {
            await run.body(run.operation, run.cancellationToken).ConfigureAwait(false);
            return true;
        }).AsTask();
    }

    /// <inheritdoc cref="RunAsync{TOperation}(TOperation, Func{TOperation, CancellationToken, Task}, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public static Task<T> RunAsync<TOperation, T>(
        this TOperation operation, Func<TOperation, CancellationToken, Task<T>> body, CancellationToken cancellationToken = default)
        where TOperation : AgentOperation
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(body);
        return operation.Inside(
            (operation, body, cancellationToken),
            static run => new ValueTask<T>(run.body(run.operation, run.cancellationToken))).AsTask();
    }

    /// <inheritdoc cref="RunAsync{TOperation}(TOperation, Func{TOperation, CancellationToken, Task}, CancellationToken)"/>
    public static ValueTask RunAsync<TOperation>(
        this TOperation operation, Func<TOperation, CancellationToken, ValueTask> body, CancellationToken cancellationToken = default)
        where TOperation : AgentOperation
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(body);
        return AgentOperation.WithoutResultAsync(operation.Inside((operation, body, cancellationToken), static async run =>
        {
            await run.body(run.operation, run.cancellationToken).ConfigureAwait(false);
            return true;
        }));
    }

    /// <inheritdoc cref="RunAsync{TOperation}(TOperation, Func{TOperation, CancellationToken, Task}, CancellationToken)"/>
    public static ValueTask<T> RunAsync<TOperation, T>(
        this TOperation operation, Func<TOperation, CancellationToken, ValueTask<T>> body, CancellationToken cancellationToken = default)
        where TOperation : AgentOperation
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(body);
        return operation.Inside(
            (operation, body, cancellationToken), static run => run.body(run.operation, run.cancellationToken));
    }
}
