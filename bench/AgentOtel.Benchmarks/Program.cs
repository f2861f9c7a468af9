using System.Globalization;
using AgentOtel.Benchmarks.Viewer;
using BenchmarkDotNet.Running;

if (args is ["fill", var file, var spans, var logs])
{
    Fill.Run(file, int.Parse(spans, CultureInfo.InvariantCulture), int.Parse(logs, CultureInfo.InvariantCulture));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
