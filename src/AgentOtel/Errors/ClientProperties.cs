using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AgentOtel;

/// <summary>
/// Reads what an exception of a provider's client carries in public properties. Clients differ in the types of their
/// exceptions and agree in this shape, so that the kit need not reference any: the status is a number, an
/// <see cref="HttpStatusCode"/> or gRPC's enumeration, and the provider's own code or answer is a text.
/// </summary>
internal static class ClientProperties
{
    private const int LeastOfAnError = 400;
    private const int MostOfAnError = 599;

    private static readonly string[] StatusNames = ["StatusCode", "HttpStatusCode", "Status"];
    private static readonly string[] CodeNames = ["ErrorCode", "ResponseContent"];

    // As many as there are types of exceptions, and none is kept from being unloaded.
    private static readonly ConditionalWeakTable<Type, ClientShape> Shapes = [];

    /// <summary>An HTTP status that is an error (<c>429</c>), or gRPC's name of one (<c>RESOURCE_EXHAUSTED</c>).</summary>
    public static string? Status(Exception exception) => Value(exception, ShapeOf(exception).Status) switch
    {
        HttpStatusCode status => Number((int)status),
        int status => Number(status),
        Enum code => GrpcStatus.Name(code.ToString()),
        _ => null,
    };

    /// <summary>The provider's own code of the error, and the body of its answer, as far as they are there.</summary>
    public static IEnumerable<string> Codes(Exception exception)
    {
        foreach (var property in ShapeOf(exception).Codes)
        {
            if (Value(exception, property) is string { Length: > 0 } text)
            {
                yield return text;
            }
        }
    }

    private static string? Number(int status) =>
        status is >= LeastOfAnError and <= MostOfAnError ? status.ToString(CultureInfo.InvariantCulture) : null;

    private static ClientShape ShapeOf(Exception exception) => Shapes.GetValue(exception.GetType(), static type => new(
        StatusNames.Select(name => Find(type, name, IsStatus)).FirstOrDefault(property => property is not null),
        [.. CodeNames.Select(name => Find(type, name, value => value == typeof(string))).OfType<PropertyInfo>()]));

    private static object? Value(Exception exception, PropertyInfo? property)
    {
        try
        {
            return property?.GetValue(exception);
        }
        catch (TargetInvocationException)
        {
            // The property is the library's: one that throws tells nothing.
            return null;
        }
    }

    /// <summary>The nearest of the type's own and inherited properties: a type may hide one that it inherits.</summary>
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2070",
        Justification = "In a trimmed app a property that nothing uses may be gone: the message is read then, or nothing is known.")]
    private static PropertyInfo? Find(Type? type, string name, Func<Type, bool> isWanted)
    {
        if (type is null || type == typeof(Exception))
        {
            return null;
        }

        var property = type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        return property is { CanRead: true } && property.GetIndexParameters().Length == 0 && isWanted(property.PropertyType)
            ? property
            : Find(type.BaseType, name, isWanted);
    }

    private static bool IsStatus(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(int) || value == typeof(HttpStatusCode) || (value.IsEnum && value.Name == "StatusCode");
    }

    private sealed record ClientShape(PropertyInfo? Status, PropertyInfo[] Codes);
}
