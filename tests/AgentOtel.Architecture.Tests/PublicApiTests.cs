using System.Reflection;
using System.Text;
using AgentOtel.Tests;

namespace AgentOtel.Architecture.Tests;

/// <summary>
/// The public surface is a reviewed text file. After a change that is meant, copy what the failing test wrote beside the
/// test's assembly over the file under PublicApi.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("AgentOtel")]
    [InlineData("AgentOtel.AspNetCore")]
    [InlineData("AgentOtel.Hosting")]
    [InlineData("AgentOtel.LogFiles")]
    [InlineData("AgentOtel.Viewer")]
    public void Surface_OfAPackage_IsTheReviewedOne(string package)
    {
        var reviewed = Repository.Path("tests", "AgentOtel.Architecture.Tests", "PublicApi", $"{package}.txt");
        var actual = Surface(Assembly.Load(package));

        if (!File.Exists(reviewed) || File.ReadAllText(reviewed) != actual)
        {
            var written = Path.Combine(AppContext.BaseDirectory, $"{package}.txt");
            File.WriteAllText(written, actual);
            Assert.Fail($"The public surface changed. If it is meant: cp {written} {reviewed}");
        }
    }

    private static string Surface(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append(" : ").AppendLine(Name(type.BaseType ?? typeof(object)));
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").AppendLine(member);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Select(Describe)
        .OfType<string>();

    private static string? Describe(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } field => $"const {field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        PropertyInfo property =>
            $"{Name(property.PropertyType)} {property.Name} {{ "
                + $"{(property.GetMethod?.IsPublic == true ? "get; " : "")}{(property.SetMethod?.IsPublic == true ? "set; " : "")}}}",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when !method.Name.Contains('<', StringComparison.Ordinal) =>
            $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
