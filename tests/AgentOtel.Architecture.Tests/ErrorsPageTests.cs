using AgentOtel.Tests;

namespace AgentOtel.Architecture.Tests;

/// <summary><c>docs/errors.md</c> has a row for each category.</summary>
public sealed class ErrorsPageTests
{
    [Fact]
    public void Categories_OfTheCode_EachHaveARow()
    {
        var rows = File.ReadAllLines(Repository.Path("docs", "errors.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.Equal(ErrorCategories.All.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }
}
