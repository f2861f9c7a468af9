using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

/// <summary>
/// Searches among so many items that what many rows of an index have is tried on the first ones alone, and then looked up.
/// </summary>
public sealed class LargeSearchTests : IClassFixture<LargeSearchTests.Store>
{
    private readonly Store _store;

    public LargeSearchTests(Store store) => _store = store;

    [Theory]
    [InlineData("q=common&limit=2", "1770 176f")]
    [InlineData("q=early&limit=2", "1388 1387")]
    [InlineData("q=early&limit=2&sort=start", "1 2")]
    [InlineData("q=early&status=failed", "")]
    [InlineData("attribute=state=old", "3 2 1")]
    [InlineData("attribute=state~ol", "3 2 1")]
    [InlineData("attribute=state=old&q=early", "3 2 1")]
    [InlineData("attribute=state=old&attribute=note=old&sort=start&limit=1", "1")]
    [InlineData("attribute=service.name=desk", "2")]
    public async Task Find_TracesWithWhatManyHave_FindsThem(string query, string expected) =>
        Assert.Equal(expected, await _store.Api.TracesAsync(query));

    [Theory]
    [InlineData("q=common&limit=2", "6000 5999")]
    [InlineData("q=early&limit=2", "5000 4999")]
    [InlineData("q=early&limit=2&order=time", "1 2")]
    [InlineData("q=early&level=error", "")]
    [InlineData("attribute=state=old", "3 2 1")]
    [InlineData("attribute=state=old&q=early", "3 2 1")]
    [InlineData("event=first.three&attribute=note=old&limit=2", "3 2")]
    [InlineData("event=first.three&attribute=note=old&limit=2&order=time", "1 2")]
    [InlineData("attribute=service.name=desk", "2")]
    public async Task Find_LogsWithWhatManyHave_FindsThem(string query, string expected) =>
        Assert.Equal(expected, await _store.Api.LogsAsync(query));

    public sealed class Store : IAsyncLifetime
    {
        internal ApiHost Api { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Api = await ApiHost.WithAsync([.. Enumerable.Range(1, 6_000).SelectMany(static i => Items(i))]);

        public Task DisposeAsync() => Api.DisposeAsync().AsTask();

        private static object[] Items(int i)
        {
            var resource = i == 2 ? Some.Service("desk") : Some.Resource;
            (string, object)[] attributes =
            [
                ("state", i <= 3 ? "old" : "new"), ("note", "old"), ("words", i <= 5_000 ? "common early" : "common"),
            ];
            return
            [
                Some.Span(i, 1, from: i, resource: resource, attributes: attributes),
                Some.Log($"{i}", at: i, eventName: i <= 3 ? "first.three" : "", resource: resource, attributes: attributes),
            ];
        }
    }
}
