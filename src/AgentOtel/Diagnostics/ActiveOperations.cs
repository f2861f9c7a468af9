namespace AgentOtel;

/// <summary>How many operations are under way (<c>agentotel.active</c>), and what becomes of those that nobody ends.</summary>
internal sealed class ActiveOperations(DropCounts drops)
{
    // One operation that lasts keeps the others of its group from being counted: groups stay small.
    private const int MaxInGroup = 1024;

    private readonly WeakReference<OpenOperations?> _group = new(null);
    private long _active;
    private int _inGroup;

    public long Count => Volatile.Read(ref _active);

    /// <summary>A group of its own, for an operation that others run in.</summary>
    public OpenOperations StartAlone(OperationNode node)
    {
        var alone = new OpenOperations(this, node);
        Start(alone);
        return alone;
    }

    /// <summary>
    /// The group that the next few operations share. Once the last reference to a group is gone, those in it that are still
    /// open will never be ended: so one finalizer serves many handles.
    /// </summary>
    public OpenOperations StartInGroup()
    {
        if (!_group.TryGetTarget(out var group) || Interlocked.Increment(ref _inGroup) > MaxInGroup)
        {
            group = new OpenOperations(this, null);
            _group.SetTarget(group);
            Volatile.Write(ref _inGroup, 0);
        }

        Start(group);
        return group;
    }

    public void End(OpenOperations group)
    {
        group.End();
        Interlocked.Decrement(ref _active);
    }

    public void CountNeverEnded(int operations)
    {
        Interlocked.Add(ref _active, -operations);
        drops.Add("traces", "never_ended", operations);
    }

    private void Start(OpenOperations group)
    {
        group.Start();
        Interlocked.Increment(ref _active);
    }
}
