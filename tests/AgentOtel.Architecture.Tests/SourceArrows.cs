using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Architecture.Tests;

/// <summary>
/// Which file of a project uses which: one does that names a type which only the other declares. Read from the source, as a person
/// reads it, so that a type whose name is an everyday word draws arrows too: such names are better changed.
/// </summary>
internal sealed partial class SourceArrows
{
    private readonly Dictionary<string, string> _code = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _home = new(StringComparer.Ordinal);

    /// <param name="project">The project's folder, from the root of the repository.</param>
    public SourceArrows(string project)
    {
        var root = Repository.Path(project);
        var separator = Path.DirectorySeparatorChar;
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(root, file);
            if (!name.StartsWith($"obj{separator}", StringComparison.Ordinal)
                && !name.StartsWith($"bin{separator}", StringComparison.Ordinal))
            {
                _code[name.Replace(separator, '/')] = NotCode().Replace(File.ReadAllText(file), " ");
            }
        }

        var declared = _code.SelectMany(file =>
            Declaration().Matches(file.Value).Select(match => (Type: match.Groups["name"].Value, File: file.Key)));
        foreach (var type in declared.DistinctBy(type => (type.Type, PartsOf(type.File))).GroupBy(type => type.Type))
        {
            if (type.Count() == 1)
            {
                _home[type.Key] = type.First().File;
            }
        }
    }

    /// <summary>From which file to which, and by which type.</summary>
    public IEnumerable<(string From, string To, string Type)> Uses()
    {
        foreach (var (file, code) in _code)
        {
            foreach (var name in Name().Matches(code).Select(match => match.Value).Distinct())
            {
                if (_home.TryGetValue(name, out var home) && PartsOf(home) != PartsOf(file))
                {
                    yield return (file, home, name);
                }
            }
        }
    }

    /// <summary>The groups of files that use each other round.</summary>
    public List<string[]> Circles()
    {
        var uses = Uses().ToLookup(use => PartsOf(use.From), use => PartsOf(use.To));
        var reached = uses.ToDictionary(from => from.Key, from => Reach(from.Key));
        return
        [
            .. reached.Keys
                .Where(file => reached[file].Contains(file))
                .GroupBy(file =>
                    string.Join(' ', reached[file].Where(other => reached.TryGetValue(other, out var back) && back.Contains(file)).Order()))
                .Select(circle => circle.Order(StringComparer.Ordinal).ToArray()),
        ];

        HashSet<string> Reach(string start)
        {
            HashSet<string> seen = [];
            var open = new Stack<string>(uses[start]);
            while (open.TryPop(out var file))
            {
                if (seen.Add(file))
                {
                    foreach (var next in uses[file])
                    {
                        open.Push(next);
                    }
                }
            }

            return seen;
        }
    }

    /// <summary>The folder of a file; empty for the root.</summary>
    public static string FolderOf(string file) => file.LastIndexOf('/') is var end and >= 0 ? file[..end] : "";

    /// <summary>The parts of one type, in files named <c>Type.Part.cs</c>, are one.</summary>
    private static string PartsOf(string file) => Part().Replace(file, ".cs");

    // Comments and strings; what stands in the holes of an interpolated string goes with it.
    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"{3}.*?"{3}|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""", RegexOptions.Singleline)]
    private static partial Regex NotCode();

    [GeneratedRegex(
        @"\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>\[\]?.,\s]+?)"
            + @"\s+(?<name>[A-Z]\w*)\s*(?=[<({:;\s])")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<=/?[A-Z]\w*)\.[A-Z]\w*\.cs$")]
    private static partial Regex Part();
}
