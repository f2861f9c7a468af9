using System.Reflection;

namespace AgentOtel.Architecture.Tests;

/// <summary>Which package may use which: the table of ARCHITECTURE.md, held from the assemblies' own metadata.</summary>
public sealed class ReferenceTests
{
    /// <summary>Parts of the ASP.NET Core framework, which needs no package.</summary>
    private static readonly string[] AspNetCore =
    [
        "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.Diagnostics.Abstractions", "Microsoft.AspNetCore.Hosting.Abstractions",
        "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Http.Abstractions",
        "Microsoft.AspNetCore.Http.Features",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Routing.Abstractions",
        "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.Configuration.Binder",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Features",
        "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
        "Microsoft.Extensions.Options.ConfigurationExtensions", "Microsoft.Extensions.Primitives", "Microsoft.Net.Http.Headers",
    ];

    /// <summary>Further parts of it, for a web server of one's own.</summary>
    private static readonly string[] WebServer =
    [
        "Microsoft.AspNetCore", "Microsoft.AspNetCore.Connections.Abstractions", "Microsoft.AspNetCore.Hosting.Server.Abstractions",
        "Microsoft.AspNetCore.Http.Extensions", "Microsoft.AspNetCore.Http.Results", "Microsoft.AspNetCore.Mvc.Abstractions",
        "Microsoft.AspNetCore.Mvc.Core",
        "Microsoft.AspNetCore.OpenApi",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Server.Kestrel.Core", "Microsoft.Extensions.Logging", "Microsoft.OpenApi",
    ];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["AgentOtel"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["AgentOtel.AspNetCore"] =
        [
            "AgentOtel", "OpenTelemetry", "OpenTelemetry.Api", "OpenTelemetry.Api.ProviderBuilderExtensions", .. AspNetCore,
        ],
        ["AgentOtel.Cli"] = ["AgentOtel", "AgentOtel.Viewer", .. AspNetCore, .. WebServer],
        ["AgentOtel.LogFiles"] =
        [
            "AgentOtel", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Configuration.Abstractions",
            "Microsoft.Extensions.Configuration.Binder",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
        ],
        ["AgentOtel.Viewer"] = ["Microsoft.Data.Sqlite", "SQLitePCLRaw.batteries_v2", "SQLitePCLRaw.core", .. AspNetCore, .. WebServer],
        ["AgentOtel.Hosting"] =
        [
            "AgentOtel", "OpenTelemetry", "OpenTelemetry.Api", "OpenTelemetry.Api.ProviderBuilderExtensions",
            "OpenTelemetry.Exporter.OpenTelemetryProtocol", "OpenTelemetry.Extensions.Hosting", "OpenTelemetry.Instrumentation.Http",
            "OpenTelemetry.Instrumentation.Process", "OpenTelemetry.Instrumentation.SqlClient", "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.Logging.Console",
            "Microsoft.Extensions.Configuration.Binder", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Logging", "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
        ],
    };

    public static TheoryData<string> Packages => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void References_OfAPackage_AreThoseOfTheTable(string package)
    {
        var used = Assembly.Load(package).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard");

        Assert.Empty(used.Except(Allowed[package]));
    }

    [Fact]
    public void Packages_UnderSrc_AreAllInTheTable()
    {
        var projects = Directory.EnumerateFiles(
            AgentOtel.Tests.Repository.Path("src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Allowed.Keys.Order(), projects.Order());
    }
}
