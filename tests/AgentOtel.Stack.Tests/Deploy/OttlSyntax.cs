using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>Reads a statement or a condition of the Collector's transformation language into its parts.</summary>
internal sealed partial class OttlSyntax
{
    private static readonly string[][] Levels = [["or"], ["and"], ["==", "!=", "<", ">", "<=", ">="], ["+", "-"], ["*", "/"]];

    private static readonly ConcurrentDictionary<string, (Call Call, Node? Condition)> Parsed = [];

    private readonly string _text;
    private readonly List<string> _tokens;
    private int _at;

    private OttlSyntax(string text)
    {
        _text = text;
        _tokens = [.. Token().Matches(text).Select(match => match.Value)];
        Assert.Equal(
            string.Concat(text.Where(c => !char.IsWhiteSpace(c))), string.Concat(string.Concat(_tokens).Where(c => !char.IsWhiteSpace(c))));
    }

    public abstract record Node;

    public sealed record Literal(object? Value) : Node;

    public sealed record Path(string Name, IReadOnlyList<Node> KeyList) : Node
    {
        public Node[] Keys { get; init; } = [.. KeyList];
    }

    public sealed record Call(string Name, IReadOnlyList<Node> Arguments) : Node;

    public sealed record Map(IReadOnlyList<KeyValuePair<string, Node>> Entries) : Node;

    public sealed record Sequence(IReadOnlyList<Node> Items) : Node;

    public sealed record Not(Node Operand) : Node;

    public sealed record Binary(string Operator, Node Left, Node Right) : Node;

    public static Node Parse(string condition)
    {
        var syntax = new OttlSyntax(condition);
        var node = syntax.Read(0);
        Assert.True(syntax._at == syntax._tokens.Count, $"{condition} goes on after its end");
        return node;
    }

    public static (Call Call, Node? Condition) ParseStatement(string statement) =>
        Parsed.GetOrAdd(statement, static text => ReadStatement(text));

    private static (Call Call, Node? Condition) ReadStatement(string statement)
    {
        var syntax = new OttlSyntax(statement);
        var call = Assert.IsType<Call>(syntax.ReadOne());
        var condition = syntax.Take("where") ? syntax.Read(0) : null;
        Assert.True(syntax._at == syntax._tokens.Count, $"{statement} goes on after its end");
        return (call, condition);
    }

    /// <summary>Every function that a statement or condition calls.</summary>
    public static IEnumerable<string> Functions(Node? node) => node switch
    {
        Call call => call.Arguments.SelectMany(Functions).Prepend(call.Name),
        Not not => Functions(not.Operand),
        Binary binary => Functions(binary.Left).Concat(Functions(binary.Right)),
        Sequence list => list.Items.SelectMany(Functions),
        Path path => path.Keys.SelectMany(Functions),
        _ => [],
    };

    private string Next => _at < _tokens.Count ? _tokens[_at] : "";

    private bool Take(string token)
    {
        if (Next != token)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string token) => Assert.True(Take(token), $"{_text}: {token} is missing before {Next}");

    private Node Read(int level)
    {
        if (level == Levels.Length)
        {
            return ReadOne();
        }

        var left = Read(level + 1);
        while (Levels[level].Contains(Next))
        {
            left = new Binary(_tokens[_at++], left, Read(level + 1));
        }

        return left;
    }

    private Node ReadOne()
    {
        var token = Next;
        _at++;
        switch (token)
        {
            case "not": return new Not(Read(2));
            case "nil": return new Literal(null);
            case "true" or "false": return new Literal(token == "true");
            case "(":
                var inner = Read(0);
                Expect(")");
                return inner;
            case "[": return new Sequence(ReadList("]"));
            case "{":
                List<KeyValuePair<string, Node>> entries = [];
                while (!Take("}"))
                {
                    var key = Text(_tokens[_at++]);
                    Expect(":");
                    entries.Add(new(key, Read(0)));
                    Take(",");
                }

                return new Map(entries);
        }

        if (token.StartsWith('"'))
        {
            return new Literal(Text(token));
        }

        if (char.IsDigit(token[0]))
        {
            return new Literal(
                token.Contains('.', StringComparison.Ordinal)
                    ? double.Parse(token, CultureInfo.InvariantCulture)
                    : long.Parse(token, CultureInfo.InvariantCulture));
        }

        if (Take("("))
        {
            return new Call(token, ReadList(")"));
        }

        List<Node> keys = [];
        while (Take("["))
        {
            keys.Add(Read(0));
            Expect("]");
        }

        return new Path(token, keys);
    }

    private List<Node> ReadList(string end)
    {
        List<Node> items = [];
        while (!Take(end))
        {
            items.Add(Read(0));
            Take(",");
        }

        return items;
    }

    private static string Text(string quoted) => Regex.Replace(quoted[1..^1], @"\\(.)", "$1");

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|\\d+(?:\\.\\d+)?|[A-Za-z_][A-Za-z_.0-9]*|[=!<>]=|[-+*/<>()\\[\\]{},:]")]
    private static partial Regex Token();
}
