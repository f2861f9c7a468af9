using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting;

/// <summary>Says everything that is wrong at once, each with the key to set.</summary>
internal sealed class AgentOtelOptionsValidator : IValidateOptions<AgentOtelOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentOtelOptions options)
    {
        var errors = new OptionErrors();
        CheckExport(options, errors);
        CheckKit(options, errors);
        CheckRedaction(options.Redaction, errors);
        CheckPrices(options.Prices, errors);
        CheckBudgets(options.Budgets, errors);
        return errors.Messages.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Messages);
    }

    private static void CheckExport(AgentOtelOptions options, OptionErrors errors)
    {
        errors.Check(options.ServiceName is null or not "", nameof(options.ServiceName), "a name, or absent", "empty");
        errors.Check(options.SamplingRatio is >= 0 and <= 1, nameof(options.SamplingRatio), "a number from 0 to 1", options.SamplingRatio);
        errors.Check(IsWithin(options.RetryFor, minutes: 5), nameof(options.RetryFor), "a time from 0 to 00:05:00", options.RetryFor);
        errors.Check(
            IsWithin(options.FlushTimeout, minutes: 1), nameof(options.FlushTimeout), "a time from 0 to 00:01:00", options.FlushTimeout);
        errors.CheckNames(options.Sources, nameof(options.Sources), "a source's name");
        errors.CheckNames(options.Meters, nameof(options.Meters), "a meter's name");
        errors.CheckNames(options.DroppedScopes, nameof(options.DroppedScopes), "a scope's key");
        for (var i = 0; i < options.BaggageHosts.Count; i++)
        {
            var host = options.BaggageHosts[i];
            errors.Check(
                HostPattern.IsValid(host), $"{nameof(options.BaggageHosts)}:{i}", "a host without scheme, port or path, or *.host", host);
        }

        errors.Check(
            Enum.IsDefined(options.Logs.Console), "Logs:Console", string.Join(", ", Enum.GetNames<ConsoleFormat>()), options.Logs.Console);
    }

    private static void CheckKit(AgentOtelOptions options, OptionErrors errors)
    {
        errors.CheckSecret(options.UserHashKey, nameof(options.UserHashKey));
        errors.CheckNames(options.MetricTenants, nameof(options.MetricTenants), "a tenant");
        errors.CheckNames(options.Known.Workflows, "Known:Workflows", "a workflow's name");
        errors.CheckNames(options.Known.Tasks, "Known:Tasks", "a task's name");
        errors.CheckNames(options.Known.Agents, "Known:Agents", "an agent's name");
        for (var i = 0; i < options.Known.Models.Count; i++)
        {
            var model = options.Known.Models[i];
            errors.Check(model.Contains('/', StringComparison.Ordinal), $"Known:Models:{i}", "provider/model", model);
        }

        errors.Check(options.ComputeUsdPerSecond >= 0, nameof(options.ComputeUsdPerSecond), "0 or more", options.ComputeUsdPerSecond);
        errors.Check(options.ContentMaxBytes >= 1024, nameof(options.ContentMaxBytes), "1024 or more", options.ContentMaxBytes);
        foreach (var category in options.ErrorSeverities.Keys)
        {
            errors.Check(ErrorCategories.All.Contains(category), $"ErrorSeverities:{category}", "a category of docs/errors.md", category);
        }
    }

    private static void CheckRedaction(RedactionOptions redaction, OptionErrors errors)
    {
        errors.CheckSecret(redaction.HashKey, "Redaction:HashKey");
        errors.CheckNames(redaction.Keys, "Redaction:Keys", "a key");
        for (var i = 0; i < redaction.Patterns.Count; i++)
        {
            var error = PatternError(redaction.Patterns[i]);
            errors.Check(error is null, $"Redaction:Patterns:{i}", $"a regular expression ({error})", redaction.Patterns[i]);
        }
    }

    private static void CheckPrices(PricesOptions prices, OptionErrors errors)
    {
        var error = PriceFileError(prices.File);
        errors.Check(error is null, "Prices:File", $"a file of prices ({error})", prices.File);
        foreach (var (provider, percent) in prices.Discounts)
        {
            errors.Check(percent is >= 0 and <= 100, $"Prices:Discounts:{provider}", "a percentage from 0 to 100", percent);
        }

        for (var i = 0; i < prices.Rows.Count; i++)
        {
            errors.Check(!string.IsNullOrWhiteSpace(prices.Rows[i].Provider), $"Prices:Rows:{i}:Provider", "a provider's name", "empty");
            errors.Check(!string.IsNullOrWhiteSpace(prices.Rows[i].Model), $"Prices:Rows:{i}:Model", "a model's name", "empty");
            errors.Check(prices.Rows[i].Input is >= 0, $"Prices:Rows:{i}:Input", "dollars per million tokens", prices.Rows[i].Input);
        }
    }

    private static void CheckBudgets(IList<Budget> budgets, OptionErrors errors)
    {
        for (var i = 0; i < budgets.Count; i++)
        {
            var budget = budgets[i];
            errors.Check(!string.IsNullOrWhiteSpace(budget.Name), $"Budgets:{i}:Name", "a name", "empty");
            errors.Check(budgets.Take(i).All(other => other.Name != budget.Name), $"Budgets:{i}:Name", "a name of its own", budget.Name);
            errors.Check(
                budget.LimitUsd is not null || budget.LimitTokens is not null, $"Budgets:{i}:LimitUsd", "set, or LimitTokens", "absent");
            errors.Check(budget.LimitUsd is null or > 0, $"Budgets:{i}:LimitUsd", "above 0", budget.LimitUsd);
            errors.Check(budget.LimitTokens is null or > 0, $"Budgets:{i}:LimitTokens", "above 0", budget.LimitTokens);
            errors.Check(
                budget.Fractions.All(fraction => fraction > 0), $"Budgets:{i}:Fractions", "above 0", string.Join(", ", budget.Fractions));
        }
    }

    private static string? PriceFileError(string? path)
    {
        try
        {
            _ = path is null ? null : PriceFile.Read(path);
            return null;
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    private static string? PatternError(string pattern)
    {
        try
        {
            _ = new Redactor(new RedactionOptions { Patterns = { pattern } });
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    private static bool IsWithin(TimeSpan time, double minutes) => time >= TimeSpan.Zero && time <= TimeSpan.FromMinutes(minutes);
}
