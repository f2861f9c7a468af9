using System.CommandLine;
using System.CommandLine.Help;
using AgentOtel.Cli;
using AgentOtel.Cli.Prices;
using AgentOtel.Cli.View;

var root = new RootCommand("See what AI agents do, on this machine.") { ViewCommand.Create(), PricesCommand.Create() };
root.SetAction(static parsed => new HelpAction().Invoke(parsed));
var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) }).ConfigureAwait(false);
return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
