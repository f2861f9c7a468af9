namespace AgentOtel;

/// <summary>
/// How many operations are under way (<c>agentotel.active</c>), and what becomes of those that nobody ends. The few that others
/// run in are counted one by one; the many that contain nothing share a group, which has the finalizer that they lack.
/// </summary>
internal sealed class ActiveOperations(DropCounts drops)
{
    // One operation that lasts keeps the others of its group from being counted: groups stay small.
    private const int MaxInGroup = 1024;

    [ThreadStatic]
    private static WeakReference<OpenOperations>? _group;

    private readonly Lock _gate = new();
    private readonly List<WeakReference<OpenOperations>> _groups = [];
    private int _pruneAt = 64;
    private long _alone;

    public long Count
    {
        get
        {
            lock (_gate)
            {
                return Volatile.Read(ref _alone) + _groups.Sum(static group => group.TryGetTarget(out var open) ? open.Count : 0);
            }
        }
    }

    /// <summary>For an operation that others run in.</summary>
    public OpenOperations StartAlone(OperationNode node)
    {
        var alone = new OpenOperations(this, node);
        alone.Start();
        Interlocked.Increment(ref _alone);
        return alone;
    }

    /// <summary>
    /// The group of what this thread starts. Once the last reference to a group is gone, those in it that are still open will
    /// never be ended.
    /// </summary>
    public OpenOperations StartInGroup()
    {
        if (_group is not { } current || !current.TryGetTarget(out var group) || group.Active != this || group.Started >= MaxInGroup)
        {
            group = NextGroup();
        }

        group.Start();
        return group;
    }

    public void EndAlone() => Interlocked.Decrement(ref _alone);

    /// <summary>Called by a finalizer: it only adds up.</summary>
    public void CountNeverEnded(long operations, bool isAlone)
    {
        Interlocked.Add(ref _alone, isAlone ? -operations : 0);
        drops.Add("traces", "never_ended", operations);
    }

    private OpenOperations NextGroup()
    {
        var group = new OpenOperations(this, null);
        _group = new(group);
        lock (_gate)
        {
            if (_groups.Count >= _pruneAt)
            {
                _groups.RemoveAll(static group => !group.TryGetTarget(out var open) || (open.Started >= MaxInGroup && open.Count == 0));
                _pruneAt = Math.Max(64, 2 * _groups.Count);
            }

            _groups.Add(_group);
        }

        return group;
    }
}
