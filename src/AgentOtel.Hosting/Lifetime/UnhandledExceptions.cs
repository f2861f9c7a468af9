namespace AgentOtel.Hosting;

/// <summary>
/// Records what nobody handles: exceptions that end the process, which is given what it takes to send them, and tasks whose
/// failure nobody looked at. Neither is swallowed.
/// </summary>
internal sealed class UnhandledExceptions(AgentTelemetry telemetry, Action flush)
{
    public void Start()
    {
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        TaskScheduler.UnobservedTaskException += OnUnobserved;
    }

    public void Stop()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        TaskScheduler.UnobservedTaskException -= OnUnobserved;
    }

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs args)
    {
        if (args.ExceptionObject is Exception exception)
        {
            telemetry.RecordUnhandled(exception, "process");
        }

        if (args.IsTerminating)
        {
            flush();
        }
    }

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs args) => telemetry.RecordUnhandled(args.Exception, "task");
}
