namespace AgentOtel;

/// <summary>A rule of the app's own: tells what an exception means, or nothing where it does not know it.</summary>
/// <remarks>Called on the thread that failed, for the exception and for those inside it. What it throws counts as no answer.</remarks>
public delegate ErrorClassification? ErrorRule(Exception exception);

/// <summary>What an exception means.</summary>
/// <param name="Category">One of <see cref="ErrorCategories"/>; any other counts as <c>internal</c>.</param>
/// <param name="Severity">How bad it is; that of the category where absent.</param>
public readonly record struct ErrorClassification(string Category, ErrorSeverity? Severity = null);
