namespace AgentOtel;

/// <summary>The arithmetic: a row, what was used and when, into a sum. Pure, and in <see cref="decimal"/> throughout.</summary>
internal static class Pricing
{
    /// <returns>The period that holds.</returns>
    public static PricePeriod Add(ref CostSum sum, PriceRow row, in PricedCall call)
    {
        var period = PeriodOf(row, call.Time, ref sum);
        var rates = RatesOf(period, call, ref sum);
        if (row.UnknownRates.Count > 0)
        {
            sum.Gap($"rates that this version does not know: {string.Join(", ", row.UnknownRates)}");
        }

        AddInput(ref sum, rates, call.Usage);
        AddOutput(ref sum, rates, call.Usage);
        AddUnits(ref sum, rates, call.Units);
        return period;
    }

    private static void AddUnits(ref CostSum sum, TokenRates rates, in BilledUnits units)
    {
        sum.Units("request", rates.RequestsPerThousand is null ? 0 : 1, rates.RequestsPerThousand, CostSum.Thousand);
        sum.Units("search", units.Searches, rates.SearchesPerThousand, CostSum.Thousand);
        sum.Units("image", units.Images, rates.PerImage, 1);
        sum.Units("second", units.Seconds, rates.PerSecond, 1);
        sum.Units("character", units.Characters, rates.Characters, CostSum.Million);
        sum.Units("page", units.Pages, rates.PerPage, 1);
    }

    private static PricePeriod PeriodOf(PriceRow row, DateTimeOffset time, ref CostSum sum)
    {
        var day = DateOnly.FromDateTime(time.UtcDateTime);
        for (var i = 0; i < row.Periods.Count; i++)
        {
            if (row.Periods[i].Contains(day))
            {
                return row.Periods[i];
            }
        }

        sum.Gap("no price for this date; the nearest is used");
        return row.Periods[0].From > day ? row.Periods[0] : row.Periods[^1];
    }

    private static TokenRates RatesOf(PricePeriod period, in PricedCall call, ref CostSum sum)
    {
        var rates = period.Rates;
        var isInWindow = false;
        for (var i = 0; i < period.Windows.Count; i++)
        {
            var window = period.Windows[i];
            if (window.From is null || window.To is null)
            {
                sum.Gap("rates by the time of day without hours");
            }
            else if (window.Contains(call.Time))
            {
                rates = window.Rates.Over(rates);
                isInWindow = true;
            }
        }

        var input = call.Usage.InputTokens ?? 0;
        if (call.ServiceTier is null || IsUsual(call.ServiceTier))
        {
            return TierOf(period.Tiers, input) is { } tier ? tier.Rates.Over(rates) : rates;
        }

        if (!period.ServiceTiers.TryGetValue(call.ServiceTier, out var service))
        {
            sum.Gap($"no rates for the service tier {call.ServiceTier}");
            return TierOf(period.Tiers, input) is { } usual ? usual.Rates.Over(rates) : rates;
        }

        if (isInWindow)
        {
            sum.Gap($"no rates by the time of day in the service tier {call.ServiceTier}");
        }

        if (TierOf(service.Tiers, input) is { } own)
        {
            return own.Rates.Over(service.Rates);
        }

        if (TierOf(period.Tiers, input) is not null)
        {
            sum.Gap($"no rates for large inputs in the service tier {call.ServiceTier}");
        }

        return service.Rates with
        {
            RequestsPerThousand = service.Rates.RequestsPerThousand ?? rates.RequestsPerThousand,
            SearchesPerThousand = service.Rates.SearchesPerThousand ?? rates.SearchesPerThousand,
            PerImage = service.Rates.PerImage ?? rates.PerImage,
            PerSecond = service.Rates.PerSecond ?? rates.PerSecond,
            Characters = service.Rates.Characters ?? rates.Characters,
            PerPage = service.Rates.PerPage ?? rates.PerPage,
        };
    }

    /// <summary>The highest tier that the input reaches: it prices the whole request.</summary>
    private static RateTier? TierOf(IReadOnlyList<RateTier> tiers, long inputTokens)
    {
        RateTier? highest = null;
        for (var i = 0; i < tiers.Count; i++)
        {
            var tier = tiers[i];
            if (tier.Holds(inputTokens) && (highest is null || tier.Above > highest.Above))
            {
                highest = tier;
            }
        }

        return highest;
    }

    private static bool IsUsual(string tier) => tier is "" or "default" or "auto" or "standard" or "standard_only";

    private static void AddInput(ref CostSum sum, TokenRates rates, in TokenUsage usage)
    {
        var total = usage.InputTokens ?? 0;
        var read = usage.CacheReadTokens ?? usage.CacheRead.Sum;
        var written = usage.CacheWriteTokens ?? 0;
        var hour = usage.CacheWriteOneHourTokens ?? 0;
        var (audio, image) = (usage.Input.Audio ?? 0, usage.Input.Image ?? 0);
        var (readAudio, readImage) = (usage.CacheRead.Audio ?? 0, usage.CacheRead.Image ?? 0);
        var plain = total - read - written - (audio - readAudio) - (image - readImage);
        var readPlain = read - readAudio - readImage;
        if (total < 0 || plain < 0 || readPlain < 0 || hour > written || readAudio > audio || readImage > image
            || read < 0 || written < 0 || hour < 0 || audio < 0 || image < 0)
        {
            // The parts contradict the total: the total is what was billed.
            sum.Gap("inconsistent input: its parts are more than the total");
            sum.Tokens("input", Math.Max(0, total), rates.Input);
            return;
        }

        sum.Tokens("input", plain, rates.Input);
        sum.Tokens("input_audio", audio - readAudio, rates.InputAudio, rates.Input);
        sum.Tokens("input_image", image - readImage, rates.InputImage ?? rates.Input);
        sum.Tokens("cache_read", readPlain, rates.CacheRead, rates.Input);
        sum.Tokens("cache_read_audio", readAudio, rates.CacheReadAudio, rates.InputAudio ?? rates.Input);
        sum.Tokens("cache_read_image", readImage, rates.CacheReadImage ?? rates.CacheRead, rates.Input);
        sum.Tokens("cache_write", written - hour, rates.CacheWrite, rates.Input);
        sum.Tokens("cache_write_1h", hour, rates.CacheWriteOneHour, rates.CacheWrite ?? rates.Input);
    }

    private static void AddOutput(ref CostSum sum, TokenRates rates, in TokenUsage usage)
    {
        var total = usage.OutputTokens ?? 0;
        var reasoning = rates.Reasoning is null ? 0 : usage.ReasoningTokens ?? 0;
        var (audio, image) = (usage.Output.Audio ?? 0, usage.Output.Image ?? 0);
        var plain = total - reasoning - audio - image;
        if (total < 0 || plain < 0 || reasoning < 0 || audio < 0 || image < 0)
        {
            sum.Gap("inconsistent output: its parts are more than the total");
            sum.Tokens("output", Math.Max(0, total), rates.Output);
            return;
        }

        sum.Tokens("output", plain, rates.Output);
        sum.Tokens("reasoning", reasoning, rates.Reasoning);
        sum.Tokens("output_audio", audio, rates.OutputAudio, rates.Output);
        sum.Tokens("output_image", image, rates.OutputImage, rates.Output);
    }
}
