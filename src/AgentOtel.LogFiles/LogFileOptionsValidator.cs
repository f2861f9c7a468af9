using Microsoft.Extensions.Options;

namespace AgentOtel.LogFiles;

/// <summary>Says everything that is wrong at once, each with the key to set.</summary>
internal sealed class LogFileOptionsValidator : IValidateOptions<LogFileOptions>
{
    public ValidateOptionsResult Validate(string? name, LogFileOptions options)
    {
        List<string> errors = [];
        Check(options.Folder is null or not "", nameof(options.Folder), "a folder, or absent", "empty");
        Check(
            options.Name is { Length: > 0 } && options.Name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0,
            nameof(options.Name), "a part of a file's name", options.Name);
        Check(options.MaxFileBytes >= 1024, nameof(options.MaxFileBytes), "1024 or more", options.MaxFileBytes);
        Check(options.KeptFiles >= 1, nameof(options.KeptFiles), "1 or more", options.KeptFiles);
        Check(options.ArchiveFolder is null or not "", nameof(options.ArchiveFolder), "a folder, or absent", "empty");
        Check(options.ArchiveFor >= TimeSpan.Zero, nameof(options.ArchiveFor), "a time, such as 30.00:00:00", options.ArchiveFor);
        Check(
            options.MaxTotalBytes >= options.MaxFileBytes,
            nameof(options.MaxTotalBytes), $"{nameof(options.MaxFileBytes)} or more", options.MaxTotalBytes);
        Check(options.QueueSize >= 1, nameof(options.QueueSize), "1 or more", options.QueueSize);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool isRight, string key, string expected, object? actual)
        {
            if (!isRight)
            {
                errors.Add($"{LogFileOptions.Section}:{key} must be {expected}; it is {actual}.");
            }
        }
    }
}
