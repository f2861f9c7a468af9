using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting;

/// <summary>Says everything that is wrong at once, each with the key to set.</summary>
internal sealed class AgentOtelOptionsValidator : IValidateOptions<AgentOtelOptions>
{
    private const int MinKeyLength = 16;

    public ValidateOptionsResult Validate(string? name, AgentOtelOptions options)
    {
        List<string> errors = [];
        Check(options.SamplingRatio is >= 0 and <= 1, nameof(options.SamplingRatio), "a number from 0 to 1", options.SamplingRatio);
        Check(IsWithin(options.RetryFor, TimeSpan.FromMinutes(5)), nameof(options.RetryFor), "a time from 0 to 00:05:00", options.RetryFor);
        Check(IsWithin(options.FlushTimeout, TimeSpan.FromMinutes(1)), nameof(options.FlushTimeout), "a time from 0 to 00:01:00", options.FlushTimeout);
        Check(options.ServiceName is null or not "", nameof(options.ServiceName), "a name, or absent", "");
        Check(options.UserHashKey is null or { Length: >= MinKeyLength }, nameof(options.UserHashKey), $"at least {MinKeyLength} characters", "a shorter one");
        CheckNames(options.Sources, nameof(options.Sources), "a source's name");
        CheckNames(options.Meters, nameof(options.Meters), "a meter's name");
        CheckNames(options.MetricTenants, nameof(options.MetricTenants), "a tenant");
        CheckNames(options.Known.Workflows, "Known:Workflows", "a workflow's name");
        CheckNames(options.Known.Tasks, "Known:Tasks", "a task's name");
        CheckNames(options.Known.Agents, "Known:Agents", "an agent's name");
        for (var i = 0; i < options.Known.Models.Count; i++)
        {
            Check(options.Known.Models[i].Contains('/', StringComparison.Ordinal), $"Known:Models:{i}", "provider/model", options.Known.Models[i]);
        }

        CheckNames(options.DroppedScopes, nameof(options.DroppedScopes), "a scope's key");
        for (var i = 0; i < options.BaggageHosts.Count; i++)
        {
            Check(HostPattern.IsValid(options.BaggageHosts[i]), $"{nameof(options.BaggageHosts)}:{i}", "a host without scheme, port or path, or *.host", options.BaggageHosts[i]);
        }

        Check(options.ComputeUsdPerSecond >= 0, nameof(options.ComputeUsdPerSecond), "0 or more", options.ComputeUsdPerSecond);
        Check(options.ContentMaxBytes >= 1024, nameof(options.ContentMaxBytes), "1024 or more", options.ContentMaxBytes);
        foreach (var category in options.ErrorSeverities.Keys)
        {
            Check(ErrorCategories.All.Contains(category), $"ErrorSeverities:{category}", "a category of docs/errors.md", category);
        }

        CheckRedaction(options.Redaction);
        CheckFiles(options.Logs.File);
        CheckPrices(options.Prices);
        CheckBudgets(options.Budgets);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool isRight, string key, string expected, object? actual)
        {
            if (!isRight)
            {
                errors.Add($"{AgentOtelOptions.Section}:{key} must be {expected}; it is {actual}.");
            }
        }

        void CheckRedaction(RedactionOptions redaction)
        {
            Check(redaction.HashKey is null or { Length: >= MinKeyLength }, "Redaction:HashKey", $"at least {MinKeyLength} characters", "a shorter one");
            CheckNames(redaction.Keys, "Redaction:Keys", "a key");
            for (var i = 0; i < redaction.Patterns.Count; i++)
            {
                var error = PatternError(redaction.Patterns[i]);
                Check(error is null, $"Redaction:Patterns:{i}", $"a regular expression ({error})", redaction.Patterns[i]);
            }
        }

        void CheckFiles(LogFileOptions file)
        {
            Check(file.Folder is null or not "", "Logs:File:Folder", "a folder, or absent", "empty");
            Check(file.Name is { Length: > 0 } && file.Name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0, "Logs:File:Name", "a part of a file's name", file.Name);
            Check(file.MaxFileBytes >= 1024, "Logs:File:MaxFileBytes", "1024 or more", file.MaxFileBytes);
            Check(file.KeptFiles >= 1, "Logs:File:KeptFiles", "1 or more", file.KeptFiles);
            Check(file.ArchiveFor >= TimeSpan.Zero, "Logs:File:ArchiveFor", "a time, such as 30.00:00:00", file.ArchiveFor);
            Check(file.MaxTotalBytes >= file.MaxFileBytes, "Logs:File:MaxTotalBytes", "MaxFileBytes or more", file.MaxTotalBytes);
            Check(file.QueueSize >= 1, "Logs:File:QueueSize", "1 or more", file.QueueSize);
        }

        void CheckPrices(PricesOptions prices)
        {
            var error = PriceFileError(prices.File);
            Check(error is null, "Prices:File", $"a file of prices ({error})", prices.File);
            foreach (var (provider, percent) in prices.Discounts)
            {
                Check(percent is >= 0 and <= 100, $"Prices:Discounts:{provider}", "a percentage from 0 to 100", percent);
            }

            for (var i = 0; i < prices.Rows.Count; i++)
            {
                Check(!string.IsNullOrWhiteSpace(prices.Rows[i].Provider), $"Prices:Rows:{i}:Provider", "a provider's name", "empty");
                Check(!string.IsNullOrWhiteSpace(prices.Rows[i].Model), $"Prices:Rows:{i}:Model", "a model's name", "empty");
                Check(prices.Rows[i].Input is >= 0, $"Prices:Rows:{i}:Input", "dollars per million tokens", prices.Rows[i].Input);
            }
        }

        void CheckBudgets(IList<BudgetOptions> budgets)
        {
            for (var i = 0; i < budgets.Count; i++)
            {
                var budget = budgets[i];
                Check(!string.IsNullOrWhiteSpace(budget.Name), $"Budgets:{i}:Name", "a name", "empty");
                Check(budgets.Take(i).All(other => other.Name != budget.Name), $"Budgets:{i}:Name", "a name of its own", budget.Name);
                Check(budget.LimitUsd is not null || budget.LimitTokens is not null, $"Budgets:{i}:LimitUsd", "set, or LimitTokens", "absent");
                Check(budget.LimitUsd is null or > 0, $"Budgets:{i}:LimitUsd", "above 0", budget.LimitUsd);
                Check(budget.LimitTokens is null or > 0, $"Budgets:{i}:LimitTokens", "above 0", budget.LimitTokens);
                Check(budget.Fractions.All(fraction => fraction > 0), $"Budgets:{i}:Fractions", "above 0", string.Join(", ", budget.Fractions));
            }
        }

        void CheckNames(IList<string> names, string key, string expected)
        {
            for (var i = 0; i < names.Count; i++)
            {
                Check(!string.IsNullOrWhiteSpace(names[i]), $"{key}:{i}", expected, "empty");
            }
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

    private static bool IsWithin(TimeSpan time, TimeSpan most) => time >= TimeSpan.Zero && time <= most;
}
