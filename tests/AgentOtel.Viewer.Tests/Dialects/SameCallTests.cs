using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class SameCallTests
{
    private static readonly Operation Call = new() { Kind = OperationKind.Model, Name = "chat" };
    private static readonly Operation Tool = new() { Kind = OperationKind.Tool, Tool = "search" };

    [Fact]
    public void IsNested_ChatDirectlyInChat_IsOneCall()
    {
        Assert.True(SameCall.IsNested(Call, Call with { ResponseId = "r1" }, isChild: true));
        Assert.True(SameCall.IsNested(Call with { ResponseId = "r1" }, Call with { ResponseId = "r1" }, isChild: false));
        Assert.False(SameCall.IsNested(Call with { ResponseId = "r1" }, Call with { ResponseId = "r2" }, isChild: true));
        Assert.False(SameCall.IsNested(Call, Call, isChild: false));
        Assert.False(SameCall.IsNested(new Operation { Kind = OperationKind.Agent }, Call, isChild: true));
    }

    [Fact]
    public void IsNested_McpCallInTheToolsSpan_IsOneCall()
    {
        var mcp = Tool with { IsMcpClient = true };

        Assert.True(SameCall.IsNested(Tool, mcp, isChild: true));
        Assert.True(SameCall.IsNested(Tool with { Tool = "mcp__web__search" }, mcp, isChild: true));
        Assert.False(SameCall.IsNested(Tool with { Tool = "research" }, mcp with { Tool = "fetch" }, isChild: true));
        Assert.False(SameCall.IsNested(Tool, Tool, isChild: true));
        Assert.True(SameCall.IsNested(Tool with { ToolCallId = "c1" }, Tool with { ToolCallId = "c1" }, isChild: false));
        Assert.False(SameCall.SecondCounts(Tool, mcp));
    }

    [Fact]
    public void HaveSameResponse_SpansBesideEachOther_AreOneCallByTheResponsesId()
    {
        Assert.True(SameCall.HaveSameResponse(Call with { ResponseId = "r1" }, Call with { ResponseId = "r1" }));
        Assert.False(SameCall.HaveSameResponse(Call, Call));
    }

    [Fact]
    public void SecondCounts_WhatKnowsMore_Counts()
    {
        var full = Call with { InputTokens = 1, OutputTokens = 1 };

        Assert.True(SameCall.SecondCounts(Call, full));
        Assert.False(SameCall.SecondCounts(full, Call));
        Assert.False(SameCall.SecondCounts(full, full));
        Assert.True(SameCall.SecondCounts(full, full with { Cost = 0.1 }));
        Assert.True(
            SameCall.SecondCounts(
                Call with { Name = "embeddings", InputTokens = 30 }, Call with { Name = "embeddings", InputTokens = 10 }));
    }
}
