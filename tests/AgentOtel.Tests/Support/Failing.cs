namespace AgentOtel.Tests;

internal static class Failing
{
    public static void FailAndEnd(this AgentOperation operation, Exception exception)
    {
        using (operation)
        {
            operation.Fail(exception);
        }
    }
}
