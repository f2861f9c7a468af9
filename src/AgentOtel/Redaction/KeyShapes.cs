namespace AgentOtel;

/// <summary>
/// The shapes of keys, by the prefixes that their issuers publish. Looked up on 2026-12-01. The Collector's redaction
/// (<c>deploy/otel-collector/contrib.yaml</c>) has the same list, and a test compares them.
/// </summary>
internal static class KeyShapes
{
    private const string Gitleaks = "https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml";
    private const string TruffleHog = "https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors";

    public static readonly KeyShape[] All =
    [
        // Providers of models, and what stands round them.
        new("OpenAI", "sk-proj- sk-svcacct- sk-service- sk-admin- sk-None-", Alphabets.Token, 16, TruffleHog + "/openai"),
        new("Anthropic", "sk-ant-", Alphabets.Token, 16, Gitleaks),
        new("OpenRouter", "sk-or-", Alphabets.Token, 16, TruffleHog + "/openrouter"),
        new("OpenAI, DeepSeek, Moonshot, LiteLLM", "sk-", Alphabets.Token, 16, TruffleHog + "/deepseek") { Except = "learn" },
        new("Google", "AIza", Alphabets.Token, 30, Gitleaks),
        new("Google", "AQ.", Alphabets.Token, 20, "https://ai.google.dev/gemini-api/docs/api-key"),
        new("Google", "ya29.", Alphabets.Dotted, 20, TruffleHog + "/googleoauth2"),
        new("Google", "GOCSPX-", Alphabets.Token, 20, "https://support.google.com/cloud/answer/15549257"),
        new("Google", "1//0", Alphabets.Token, 30, "https://developers.google.com/identity/protocols/oauth2"),
        new("AWS", "AKIA ASIA ABIA ACCA", Alphabets.Upper, 16, Gitleaks) { Most = 16 },
        new("AWS", "IQoJb3JpZ2lu FwoGZXIvYXdz", Alphabets.Base64, 50, TruffleHog + "/aws/session_keys"),
        new("Amazon Bedrock", "ABSK", Alphabets.Base64, 40, Gitleaks),
        new("Amazon Bedrock", "bedrock-api-key-", Alphabets.Base64, 16, Gitleaks),
        new("Groq", "gsk_", Alphabets.Word, 20, TruffleHog + "/groq"),
        new("xAI", "xai-", Alphabets.Token, 20, TruffleHog + "/xai") { IsWeak = true },
        new("Perplexity", "pplx-", Alphabets.Word, 20, Gitleaks),
        new("Cerebras", "csk-", Alphabets.Word, 20, "https://inference-docs.cerebras.ai/quickstart") { IsWeak = true },
        new("Fireworks", "fw_", Alphabets.Word, 20, "https://docs.fireworks.ai/getting-started/quickstart") { IsWeak = true },
        new("Together", "tgp_v1_", Alphabets.Token, 20, "https://docs.together.ai/docs/quickstart"),
        new("Replicate", "r8_", Alphabets.Token, 20, TruffleHog + "/replicate") { IsWeak = true },
        new("Hugging Face", "hf_ api_org_", Alphabets.Word, 20, Gitleaks),
        new("NVIDIA", "nvapi-", Alphabets.Token, 20, TruffleHog + "/nvapi"),
        new("Voyage", "pa-", Alphabets.Token, 30, "https://docs.voyageai.com/docs/api-key-and-installation") { IsWeak = true },
        new("Jina", "jina_", Alphabets.Token, 20, "https://jina.ai/api-dashboard") { IsWeak = true },
        new("Tavily", "tvly-", Alphabets.Token, 16, "https://docs.tavily.com/documentation/quickstart") { IsWeak = true },
        new("Firecrawl", "fc-", Alphabets.Hex, 32, "https://docs.firecrawl.dev/introduction") { Most = 32 },
        new("ElevenLabs", "sk_", Alphabets.Hex, 40, TruffleHog + "/elevenlabs"),
        new("Pinecone", "pcsk_", Alphabets.Token, 20, TruffleHog + "/pinecone"),
        new("LangSmith", "lsv2_", Alphabets.Token, 20, TruffleHog + "/langsmith"),
        new("E2B", "e2b_", Alphabets.Hex, 32, "https://e2b.dev/docs/api-key"),
        new("RunPod", "rpa_", Alphabets.Word, 20, "https://docs.runpod.io/get-started/api-keys"),
        new("Apify", "apify_api_", Alphabets.Word, 20, TruffleHog + "/apify"),
        new("Databricks", "dapi dose dkea", Alphabets.Hex, 32, Gitleaks) { Most = 32 },

        // Source code and packages.
        new("GitHub", "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_", Alphabets.Token, 30, Gitleaks),
        new(
            "GitLab",
            "glpat- gldt- glrt- glrtr- glptt- glcbt- glft- glffct- glimt- glagent- gloas- glsoat- glwt- GR1348941",
            Alphabets.Dotted,
            20,
            "https://docs.gitlab.com/security/tokens/#token-prefixes"),
        new("Bitbucket", "ATBB BBDC-", Alphabets.Base64, 24, TruffleHog + "/atlassiandatacenter") { IsWeak = true },
        new("Atlassian", "ATATT3 ATCTT3", Alphabets.Base64, 24, TruffleHog + "/jiratoken"),
        new("npm", "npm_", Alphabets.Word, 30, Gitleaks),
        new("PyPI", "pypi-AgE", Alphabets.Token, 16, Gitleaks),
        new("RubyGems", "rubygems_", Alphabets.Hex, 40, Gitleaks),
        new("crates.io", "cio", Alphabets.Word, 32, "https://crates.io/settings/tokens") { Most = 32, IsWeak = true },
        new("NuGet", "oy2", Alphabets.Lower, 43, "https://learn.microsoft.com/nuget/nuget-org/scoped-api-keys") { Most = 43 },
        new("Docker", "dckr_pat_ dckr_oat_", Alphabets.Token, 20, TruffleHog + "/dockerhub"),
        new("JFrog", "AKCp cmVmdGtu", Alphabets.Word, 50, Gitleaks),
        new("Clojars", "CLOJARS_", Alphabets.Word, 40, Gitleaks),
        new("CircleCI", "CCIPAT_ CCIPRJ_", Alphabets.Token, 30, TruffleHog + "/circleci"),
        new("Buildkite", "bkua_ bkaat_", Alphabets.Word, 30, TruffleHog + "/buildkite"),
        new("Sourcegraph", "sgp_ slk_", Alphabets.Token, 40, Gitleaks),
        new("SonarQube", "squ_ sqp_ sqa_ sqco_", Alphabets.Word, 40, TruffleHog + "/sonarcloud"),
        new("Snyk", "snyk_uat. snyk_sat.", Alphabets.Dotted, 20, "https://docs.snyk.io/snyk-api/authentication-for-api"),

        // Clouds and platforms.
        new("DigitalOcean", "dop_v1_ doo_v1_ dor_v1_", Alphabets.Hex, 40, Gitleaks),
        new("Cloudflare", "cfut_ cfat_ cfk_", Alphabets.Word, 40, TruffleHog + "/cloudflareapitoken"),
        new("Cloudflare", "v1.0-", Alphabets.Token, 100, Gitleaks),
        new("Heroku", "HRKU-", Alphabets.Token, 30, Gitleaks),
        new("Fly.io", "fo1_ fm1a_ fm1r_ fm2_", Alphabets.Base64, 40, Gitleaks),
        new("Render", "rnd_", Alphabets.Word, 24, "https://render.com/docs/api") { IsWeak = true },
        new("Vercel", "vercel_blob_rw_", Alphabets.Token, 20, "https://vercel.com/docs/vercel-blob"),
        new("Vercel", "vck_ vcp_ vci_ vca_ vcr_", Alphabets.Word, 24, "https://vercel.com/docs/ai-gateway/authentication"),
        new("Netlify", "nfp_ nfc_ nfo_ nfu_", Alphabets.Word, 30, "https://docs.netlify.com/api/get-started/") { IsWeak = true },
        new("Deno", "ddp_ ddw_", Alphabets.Word, 30, TruffleHog + "/deno"),
        new("Alibaba", "LTAI", Alphabets.Word, 16, Gitleaks) { IsWeak = true },
        new("Tencent", "AKID", Alphabets.Word, 32, "https://cloud.tencent.com/document/product/598/40488") { IsWeak = true },
        new("Yandex", "AQVN", Alphabets.Token, 30, Gitleaks),
        new("HashiCorp Vault", "hvs. hvb. hvr.", Alphabets.Token, 20, "https://developer.hashicorp.com/vault/docs/concepts/tokens"),
        new("HashiCorp Vault", "s.", Alphabets.Word, 24, Gitleaks) { Most = 24, IsWeak = true },
        new("Doppler", "dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.", Alphabets.Dotted, 30, TruffleHog + "/doppler"),
        new("Pulumi", "pul-", Alphabets.Lower, 40, Gitleaks) { Most = 40 },
        new("Tailscale", "tskey-", Alphabets.Token, 16, TruffleHog + "/tailscale"),
        new("age", "AGE-SECRET-KEY-1 AGE-SECRET-KEY-PQ-1", Alphabets.Upper, 40, Gitleaks),
        new("1Password", "ops_eyJ", Alphabets.Base64, 40, Gitleaks),
        new("1Password", "A3-", Alphabets.Token, 30, Gitleaks) { IsWeak = true },
        new("Octopus", "API-", Alphabets.Upper, 26, Gitleaks) { IsWeak = true },

        // Data.
        new("PlanetScale", "pscale_tkn_ pscale_pw_ pscale_oauth_", Alphabets.Dotted, 20, Gitleaks),
        new("Supabase", "sbp_ sb_secret_", Alphabets.Token, 20, "https://supabase.com/docs/guides/api/api-keys"),
        new("Neon", "napi_", Alphabets.Word, 40, "https://neon.com/docs/manage/api-keys"),
        new("MongoDB", "mdb_sa_sk_", Alphabets.Token, 20, "https://www.mongodb.com/docs/atlas/configure-api-access/"),
        new("CockroachDB", "CCDB1_", Alphabets.Base64, 40, "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access"),
        new("Airtable", "pat", Alphabets.Dotted, 70, Gitleaks) { IsWeak = true },
        new("Contentful", "CFPAT-", Alphabets.Token, 30, TruffleHog + "/contentfulpersonalaccesstoken"),

        // Watching.
        new("Grafana", "glsa_ glc_ eyJrIjoi", Alphabets.Base64, 30, Gitleaks),
        new("New Relic", "NRAK- NRJS- NRII- NRRA- NRIQ- NRSP- NRBR-", Alphabets.Token, 16, TruffleHog + "/newrelicuserkey"),
        new("Sentry", "sntrys_ sntryu_ sntryi_ sntrya_", Alphabets.Base64, 20, Gitleaks),
        new("Honeycomb", "hcaik_ hcxik_ hcamk_ hcalk_ hcxlk_", Alphabets.Word, 20, "https://docs.honeycomb.io/configure/environments/"),
        new("Dynatrace", "dt0", Alphabets.Dotted, 60, Gitleaks) { IsWeak = true },
        new("PostHog", "phx_ phs_ pha_", Alphabets.Token, 30, TruffleHog + "/posthog"),
        new("LaunchDarkly", "sdk-", Alphabets.Token, 36, TruffleHog + "/launchdarkly") { Most = 36, IsWeak = true },
        new("Rootly", "rootly_", Alphabets.Hex, 40, TruffleHog + "/rootly"),
        new("Prefect", "pnu_ pnb_", Alphabets.Word, 30, Gitleaks),

        // Money.
        new("Stripe", "sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_", Alphabets.Word, 10, Gitleaks),
        new("Stripe", "whsec_", Alphabets.Base64, 16, "https://docs.stripe.com/webhooks/signature"),
        new("Square", "sq0atp- sq0csp-", Alphabets.Token, 20, TruffleHog + "/squareapp"),
        new("Square, Meta", "EAA", Alphabets.Token, 50, Gitleaks) { IsWeak = true },
        new("Braintree", "access_token$production$ access_token$sandbox$", Alphabets.Dollars, 16, "https://developer.paypal.com/braintree"),
        new("Plaid", "access-production- access-development- access-sandbox-", Alphabets.Token, 32, Gitleaks),
        new("Shopify", "shpat_ shpca_ shppa_ shpss_ shpua_", Alphabets.Hex, 32, Gitleaks),
        new("Razorpay", "rzp_live_ rzp_test_", Alphabets.Word, 14, TruffleHog + "/razorpay"),
        new("Flutterwave", "FLWSECK- FLWSECK_TEST-", Alphabets.Token, 12, Gitleaks),
        new("EasyPost", "EZAK EZTK", Alphabets.Word, 50, Gitleaks),
        new("Shippo", "shippo_live_ shippo_test_", Alphabets.Hex, 30, Gitleaks),
        new("Duffel", "duffel_live_ duffel_test_", Alphabets.Token, 20, Gitleaks),

        // Messages.
        new("Slack", "xoxa- xoxb- xoxc- xoxd- xoxe- xoxe. xoxo- xoxp- xoxr- xoxs- xapp- xwfp-", Alphabets.Dotted, 10, Gitleaks),
        new("Slack", "hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/", Alphabets.Base64, 6, Gitleaks),
        new("Discord", "discord.com/api/webhooks/ discordapp.com/api/webhooks/", Alphabets.Base64, 30, TruffleHog + "/discordwebhook"),
        new("Zapier", "hooks.zapier.com/hooks/catch/", Alphabets.Base64, 10, TruffleHog + "/zapierwebhook"),
        new("Twilio", "SK", Alphabets.Hex, 32, Gitleaks) { Most = 32 },
        new("SendGrid", "SG.", Alphabets.Dotted, 40, TruffleHog + "/sendgrid"),
        new("Mailgun", "key-", Alphabets.Hex, 32, Gitleaks) { Most = 32, IsWeak = true },
        new("Brevo", "xkeysib- xsmtpsib-", Alphabets.Token, 40, Gitleaks),
        new("MailerSend", "mlsn.", Alphabets.Hex, 40, "https://developers.mailersend.com/general.html"),
        new("Resend", "re_", Alphabets.Token, 24, "https://resend.com/docs/api-reference/introduction") { IsWeak = true },

        // Work.
        new("Linear", "lin_api_ lin_oauth_ lin_wh_", Alphabets.Word, 20, Gitleaks),
        new("Notion", "ntn_ secret_", Alphabets.Word, 40, TruffleHog + "/notion"),
        new("Figma", "figd_ figo_ figor_ figp_ figu_", Alphabets.Token, 20, TruffleHog + "/figmapersonalaccesstoken"),
        new("Postman", "PMAK- PMAT-", Alphabets.Token, 20, TruffleHog + "/postman"),
        new("HubSpot", "pat-na1- pat-na2- pat-eu1- pat-ap1-", Alphabets.Token, 30, TruffleHog + "/hubspot_apikey"),
        new("Salesforce", "3MVG9 5AEP861", Alphabets.Dotted, 60, TruffleHog + "/salesforceoauth2"),
        new("Typeform", "tfp_", Alphabets.Token, 40, Gitleaks),
        new("ReadMe", "rdme_", Alphabets.Word, 60, Gitleaks),
        new("Frame.io", "fio-u-", Alphabets.Token, 40, Gitleaks),
        new("Adafruit", "aio_", Alphabets.Word, 26, TruffleHog + "/adafruitio"),
        new("Mapbox", "sk.eyJ", Alphabets.Dotted, 40, "https://docs.mapbox.com/help/dive-deeper/access-tokens/"),
        new("Dropbox", "sl.", Alphabets.Dotted, 100, "https://www.dropbox.com/developers/reference/auth-types") { IsWeak = true },
    ];
}
