using System.Runtime.CompilerServices;

namespace AgentOtel;

public abstract partial class AgentOperation
{
    /// <summary>Runs the body inside the operation, and ends it: as failed, with the exception passed on, if the body throws.</summary>
    public void Run(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Run(body, static run =>
        {
            run();
            return true;
        });
    }

    /// <inheritdoc cref="Run(Action)"/>
    public T Run<T>(Func<T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Run(body, static run => run());
    }

    /// <summary>
    /// Runs the body inside the operation, and ends it: as failed, with the exception passed on, if the body throws. The
    /// caller's own flow is as it was before the operation started.
    /// </summary>
    [OverloadResolutionPriority(1)]
    public Task RunAsync(Func<Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Inside(body, static async run =>
        {
            await run().ConfigureAwait(false);
            return true;
        }).AsTask();
    }

    /// <inheritdoc cref="RunAsync(Func{Task})"/>
    [OverloadResolutionPriority(1)]
    public Task<T> RunAsync<T>(Func<Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Inside(body, static run => new ValueTask<T>(run())).AsTask();
    }

    /// <inheritdoc cref="RunAsync(Func{Task})"/>
    public ValueTask RunAsync(Func<ValueTask> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return WithoutResultAsync(Inside(body, static async run =>
        {
            await run().ConfigureAwait(false);
            return true;
        }));
    }

    /// <inheritdoc cref="RunAsync(Func{Task})"/>
    public ValueTask<T> RunAsync<T>(Func<ValueTask<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Inside(body, static run => run());
    }

    /// <summary>Not for what must change the caller's flow: an async method's changes to it end with the method.</summary>
    internal static async ValueTask WithoutResultAsync(ValueTask<bool> running) => await running.ConfigureAwait(false);

    internal T Run<TBody, T>(TBody body, Func<TBody, T> run)
    {
        var outside = Flow.Outside();
        Enter();
        try
        {
            return run(body);
        }
        catch (Exception exception)
        {
            // An exception that ends the process runs no finally.
            Fail(exception);
            Dispose();
            throw;
        }
        finally
        {
            Dispose();
            Leave(outside);
        }
    }

    internal ValueTask<T> Inside<TBody, T>(TBody body, Func<TBody, ValueTask<T>> run)
    {
        var outside = Flow.Outside();
        var running = InsideAsync(body, run);
        Leave(outside);
        return running;
    }

    /// <summary>Makes the operation current in this flow.</summary>
    private protected void Enter()
    {
        if (_core is not null)
        {
            Flow.Enter();
        }
    }

    /// <summary>Takes the operation out of this flow, if it is there.</summary>
    private protected void Leave() => Leave(Flow.Outside());

    private void Leave(FlowState outside)
    {
        if (_core is not null)
        {
            outside.Restore();
        }
    }

    private async ValueTask<T> InsideAsync<TBody, T>(TBody body, Func<TBody, ValueTask<T>> run)
    {
        Enter();
        try
        {
            return await run(body).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // An exception that ends the process runs no finally.
            Fail(exception);
            Dispose();
            throw;
        }
        finally
        {
            Dispose();
        }
    }
}
