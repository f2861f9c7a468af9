using System.Buffers;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AgentOtel.AspNetCore;

/// <summary>Says everything that is wrong at once, each with the key to set.</summary>
internal sealed class RequestOptionsValidator : IValidateOptions<AgentOtelRequestOptions>
{
    private const int MostOfABody = 1024 * 1024;

    // What RFC 9110 lets a header's name be made of.
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public ValidateOptionsResult Validate(string? name, AgentOtelRequestOptions options)
    {
        List<string> errors = [];
        CheckEach(
            options.ExcludedPaths, nameof(options.ExcludedPaths), "a path that begins with a slash and does not end with one", IsPath, errors);
        CheckEach(options.RecordedHeaders, nameof(options.RecordedHeaders), "a header's name", IsHeader, errors);
        CheckEach(
            options.BodyContentTypes, nameof(options.BodyContentTypes), "a content type such as application/json", IsContentType, errors);
        Check(IsHeader(options.CorrelationHeader), nameof(options.CorrelationHeader), "a header's name", options.CorrelationHeader, errors);
        CheckClaim(options.UserClaim, nameof(options.UserClaim), errors);
        CheckClaim(options.TenantClaim, nameof(options.TenantClaim), errors);
        CheckClaim(options.SessionClaim, nameof(options.SessionClaim), errors);
        Check(
            options.MaxBodyBytes is >= 1 and <= MostOfABody,
            nameof(options.MaxBodyBytes),
            $"from 1 to {MostOfABody}",
            options.MaxBodyBytes,
            errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsPath(string path) => path.StartsWith('/') && (path.Length == 1 || !path.EndsWith('/'));

    private static bool IsHeader(string? name) => name is { Length: > 0 } && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0;

    private static bool IsContentType(string type) =>
        MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.Parameters.Count == 0 && !parsed.MatchesAllSubTypes;

    private static void CheckClaim(string? claim, string key, List<string> errors) =>
        Check(claim is null || !string.IsNullOrWhiteSpace(claim), key, "a claim's type, or absent", "empty", errors);

    private static void CheckEach(IList<string> values, string key, string expected, Func<string, bool> isRight, List<string> errors)
    {
        for (var i = 0; i < values.Count; i++)
        {
            Check(isRight(values[i] ?? ""), $"{key}:{i}", expected, values[i], errors);
        }
    }

    private static void Check(bool isRight, string key, string expected, object? actual, List<string> errors)
    {
        if (!isRight)
        {
            errors.Add($"{AgentOtelRequestOptions.Section}:{key} must be {expected}; it is {(actual is null or "" ? "empty" : actual)}.");
        }
    }
}
