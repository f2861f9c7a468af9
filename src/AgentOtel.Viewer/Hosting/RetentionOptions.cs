namespace AgentOtel.Viewer;

/// <summary>How much of one signal is kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>How long it is kept, from 1 minute to 10 years.</summary>
    /// <value>1 day.</value>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The share of <see cref="ViewerOptions.MaxBytes"/> that it may take, above 0 to 1. The shares need not add up to 1.</summary>
    public double MaxShare { get; set; }
}
