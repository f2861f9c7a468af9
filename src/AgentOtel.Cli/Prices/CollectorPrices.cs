using System.Text;

namespace AgentOtel.Cli.Prices;

/// <summary>The file that prices model calls in the Collector, and counts what they cost.</summary>
internal static class CollectorPrices
{
    private const string Indent = "              ";

    public static string Write(PriceTable table, DateOnly date)
    {
        var rates = new CollectorRates(table, date);
        var text = new StringBuilder(Head(table.Version, date));
        Set("places", rates.Providers.Select(pair => (pair.Key, $"\"{pair.Value}\"")));
        Set("makers", rates.Makers.Select(pair => (pair.Key, $"\"{pair.Value}\"")));
        Set("inputs", rates.Of(static rate => rate.Input));
        text.Append(Find);
        Set("outputs", rates.Of(static rate => rate.Output));
        Set("reads", rates.Of(static rate => rate.CacheRead));
        Set("writes", rates.Of(static rate => rate.CacheWrite));
        Set("reasonings", rates.Of(static rate => rate.Reasoning));
        Set("requests", rates.Of(static rate => rate.RequestsPerThousand));
        Set("tiers", rates.Tiers());
        Set("tier_inputs", rates.OfTier(static rate => rate.Input));
        Set("tier_outputs", rates.OfTier(static rate => rate.Output));
        Set("tier_reads", rates.OfTier(static rate => rate.CacheRead));
        Set("tier_writes", rates.OfTier(static rate => rate.CacheWrite));
        return text.Append(Price.Replace("VERSION", table.Version, StringComparison.Ordinal)).Append(Count).ToString();

        void Set(string name, IEnumerable<(string Key, string Value)> pairs) =>
            text.Append("          - >-\n            set(span.cache[\"")
                .Append(name)
                .Append("\"], ")
                .Append(CollectorRates.Map(pairs, Indent))
                .Append(")\n");
    }

    private static string Head(string version, DateOnly date) => $$"""
        # Written by `agentotel prices collector`: the price table {{version}}, at the prices of {{date:yyyy-MM-dd}}. Model calls that come with
        # tokens and without a cost get one; docs/cost.md says which. A sender that reports a cost counts it itself.
        processors:
          transform/prices:
            error_mode: ignore
            trace_statements:
              - context: span
                conditions:
                  - >-
                    span.attributes["gen_ai.usage.input_tokens"] != nil and span.attributes["gen_ai.usage.cost"] == nil
                    and IsMatch(span.attributes["gen_ai.operation.name"], "^(chat|text_completion|generate_content|embeddings)$$")
                    and span.attributes["operation.cost"] == nil and instrumentation_scope.name != "AgentOtel" and resource.attributes["telemetry.distro.name"] != "AgentOtel"
                statements:

        """;

    // The model that answered wins over the one that was asked for, and the very name over the one without a date.
    private const string Find = """
                  - set(span.cache["provider"], ToLowerCase(span.attributes["gen_ai.provider.name"])) where span.attributes["gen_ai.provider.name"] != nil
                  - replace_pattern(span.cache["provider"], "\\.(chat|responses|completion|messages|embeddings?)$$", "") where span.cache["provider"] != nil
                  - set(span.cache["place"], span.cache["places"][span.cache["provider"]]) where span.cache["provider"] != nil
                  - set(span.cache["asked"], ToLowerCase(span.attributes["gen_ai.request.model"])) where span.attributes["gen_ai.request.model"] != nil
                  - set(span.cache["answered"], ToLowerCase(span.attributes["gen_ai.response.model"])) where span.attributes["gen_ai.response.model"] != nil
                  - set(span.cache["place"], span.cache["makers"][span.cache["answered"]]) where span.cache["provider"] == nil and span.cache["answered"] != nil
                  - set(span.cache["place"], span.cache["makers"][span.cache["asked"]]) where span.cache["provider"] == nil and span.cache["place"] == nil and span.cache["asked"] != nil
                  - set(span.cache["key"], Concat([span.cache["place"], span.cache["answered"]], "/")) where span.cache["place"] != nil and span.cache["answered"] != nil
                  - set(span.cache["input"], span.cache["inputs"][span.cache["key"]]) where span.cache["key"] != nil
                  - replace_pattern(span.cache["key"], "[-@]([0-9]{4}-[0-9]{2}-[0-9]{2}|20[0-9]{6})$$|@(latest|default)$$", "") where span.cache["input"] == nil and span.cache["key"] != nil
                  - set(span.cache["input"], span.cache["inputs"][span.cache["key"]]) where span.cache["input"] == nil and span.cache["key"] != nil
                  - set(span.cache["key"], Concat([span.cache["place"], span.cache["asked"]], "/")) where span.cache["input"] == nil and span.cache["place"] != nil and span.cache["asked"] != nil
                  - set(span.cache["input"], span.cache["inputs"][span.cache["key"]]) where span.cache["input"] == nil and span.cache["key"] != nil
                  - replace_pattern(span.cache["key"], "[-@]([0-9]{4}-[0-9]{2}-[0-9]{2}|20[0-9]{6})$$|@(latest|default)$$", "") where span.cache["input"] == nil and span.cache["key"] != nil
                  - set(span.cache["input"], span.cache["inputs"][span.cache["key"]]) where span.cache["input"] == nil and span.cache["key"] != nil
                  - set(span.attributes["agentotel.cost.reason"], "unknown_model") where span.cache["input"] == nil
                  - set(span.cache["service"], span.attributes["openai.response.service_tier"])
                  - set(span.cache["service"], span.attributes["gen_ai.openai.response.service_tier"]) where span.cache["service"] == nil
                  - set(span.cache["other"], "service_tier") where span.cache["service"] != nil and not IsMatch(span.cache["service"], "^(|default|auto|standard|standard_only)$$")
                  - set(span.cache["other"], "modality") where span.attributes["gen_ai.usage.audio.input_tokens"] != nil or span.attributes["gen_ai.usage.image.input_tokens"] != nil
                  - set(span.cache["other"], "modality") where span.attributes["gen_ai.usage.audio.output_tokens"] != nil or span.attributes["gen_ai.usage.image.output_tokens"] != nil
                  - set(span.attributes["agentotel.cost.reason"], span.cache["other"]) where span.cache["other"] != nil and span.cache["input"] != nil
                  - delete_key(span.cache, "input") where span.cache["other"] != nil

        """;

    private const string Price = """
                  - set(span.cache["output"], span.cache["outputs"][span.cache["key"]]) where span.cache["input"] != nil
                  - set(span.cache["read"], span.cache["reads"][span.cache["key"]]) where span.cache["input"] != nil
                  - set(span.cache["write"], span.cache["writes"][span.cache["key"]]) where span.cache["input"] != nil
                  - set(span.cache["reasoning"], span.cache["reasonings"][span.cache["key"]]) where span.cache["input"] != nil
                  - set(span.cache["request"], 0.0)
                  - set(span.cache["request"], span.cache["requests"][span.cache["key"]]) where span.cache["input"] != nil
                  - set(span.cache["above"], span.cache["tiers"][span.cache["key"]]) where span.cache["input"] != nil
                  - set(span.cache["i"], Double(span.attributes["gen_ai.usage.input_tokens"]))
                  - set(span.cache["o"], 0.0)
                  - set(span.cache["o"], Double(span.attributes["gen_ai.usage.output_tokens"])) where span.attributes["gen_ai.usage.output_tokens"] != nil
                  - set(span.cache["r"], 0.0)
                  - set(span.cache["r"], Double(span.attributes["gen_ai.usage.cache_read.input_tokens"])) where span.attributes["gen_ai.usage.cache_read.input_tokens"] != nil
                  - set(span.cache["w"], 0.0)
                  - set(span.cache["w"], Double(span.attributes["gen_ai.usage.cache_write.input_tokens"])) where span.attributes["gen_ai.usage.cache_write.input_tokens"] != nil
                  - set(span.cache["t"], 0.0)
                  - set(span.cache["t"], Double(span.attributes["gen_ai.usage.reasoning.output_tokens"])) where span.attributes["gen_ai.usage.reasoning.output_tokens"] != nil and span.cache["reasoning"] != nil
                  - set(span.cache["tier"], true) where span.cache["above"] != nil and span.cache["i"] > span.cache["above"]
                  - set(span.cache["input"], span.cache["tier_inputs"][span.cache["key"]]) where span.cache["tier"] == true
                  - set(span.cache["output"], span.cache["tier_outputs"][span.cache["key"]]) where span.cache["tier"] == true
                  - set(span.cache["read"], span.cache["tier_reads"][span.cache["key"]]) where span.cache["tier"] == true
                  - set(span.cache["write"], span.cache["tier_writes"][span.cache["key"]]) where span.cache["tier"] == true
                  - set(span.cache["gap"], true) where span.cache["i"] < 0.0 or span.cache["r"] < 0.0 or span.cache["w"] < 0.0 or span.cache["i"] - span.cache["r"] - span.cache["w"] < 0.0
                  - set(span.cache["r"], 0.0) where span.cache["gap"] == true
                  - set(span.cache["w"], 0.0) where span.cache["gap"] == true
                  - set(span.cache["i"], 0.0) where span.cache["i"] < 0.0
                  - set(span.cache["gap"], true) where (span.cache["r"] > 0.0 and span.cache["read"] == nil) or (span.cache["w"] > 0.0 and span.cache["write"] == nil) or (span.cache["o"] > 0.0 and span.cache["output"] == nil)
                  - set(span.cache["read"], span.cache["input"]) where span.cache["read"] == nil
                  - set(span.cache["write"], span.cache["input"]) where span.cache["write"] == nil
                  - set(span.cache["output"], 0.0) where span.cache["output"] == nil
                  - set(span.cache["gap"], true) where span.cache["o"] < 0.0 or span.cache["t"] < 0.0 or span.cache["o"] - span.cache["t"] < 0.0
                  - set(span.cache["t"], 0.0) where span.cache["t"] < 0.0 or span.cache["o"] - span.cache["t"] < 0.0
                  - set(span.cache["o"], 0.0) where span.cache["o"] < 0.0
                  - set(span.cache["reasoning"], 0.0) where span.cache["reasoning"] == nil
                  - set(span.cache["in_usd"], (span.cache["i"] - span.cache["r"] - span.cache["w"]) * span.cache["input"] + span.cache["r"] * span.cache["read"] + span.cache["w"] * span.cache["write"]) where span.cache["input"] != nil
                  - set(span.cache["out_usd"], (span.cache["o"] - span.cache["t"]) * span.cache["output"] + span.cache["t"] * span.cache["reasoning"]) where span.cache["input"] != nil
                  - set(span.attributes["gen_ai.usage.cost"], (span.cache["in_usd"] + span.cache["out_usd"]) / 1000000.0 + span.cache["request"] / 1000.0) where span.cache["input"] != nil
                  - set(span.attributes["agentotel.cost.source"], "table") where span.cache["input"] != nil
                  - set(span.attributes["agentotel.cost.price_table"], "VERSION") where span.cache["input"] != nil
                  - set(span.attributes["agentotel.cost.incomplete"], true) where span.cache["input"] != nil and span.cache["gap"] == true
                  - set(span.attributes["agentotel.cost.counted"], "collector") where span.cache["input"] != nil

        """;

    private const string Count = """

        connectors:
          signaltometrics/prices:
            spans:
              - name: agentotel.cost.usd
                description: What model calls, tools and compute cost, in US dollars.
                unit: "{USD}"
                include_resource_attributes: [{key: service.name}, {key: service.namespace}, {key: deployment.environment.name}]
                conditions: ['attributes["agentotel.cost.counted"] == "collector"']
                attributes:
                  - {key: agentotel.cost.category, default_value: model}
                  - {key: gen_ai.provider.name, optional: true}
                  - {key: gen_ai.request.model, optional: true}
                  - {key: gen_ai.agent.name, optional: true}
                  - {key: gen_ai.workflow.name, optional: true}
                sum: {value: 'attributes["gen_ai.usage.cost"]', monotonic: true}
              - name: agentotel.cost.unpriced_calls
                description: Model calls that have no price.
                unit: "{call}"
                include_resource_attributes: [{key: service.name}, {key: service.namespace}, {key: deployment.environment.name}]
                conditions: ['attributes["agentotel.cost.reason"] != nil']
                attributes:
                  - {key: gen_ai.provider.name, optional: true}
                  - {key: gen_ai.request.model, optional: true}
                  - {key: agentotel.cost.reason}
                sum: {value: "1", monotonic: true}

        service:
          pipelines:
            traces/prices:
              receivers: [forward/traces_clean]
              exporters: [signaltometrics/prices]
            metrics/prices:
              receivers: [signaltometrics/prices]
              processors: [transform/counted, deltatocumulative]
              exporters: [otlp_http/prometheus]

        """;
}
