import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

/** Services that are alone in how their keys begin. */
export const fixedPrefixes: readonly Rule[] = [
  {
    id: "branch-key",
    title: "Branch key",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Make and read deep links of the app; apps carry it, so it is half public, and the secret beside it is not.",
    remedy: "Make a new key in the Branch dashboard under Account settings, Profile.",
    keywords: ["key_live_", "key_test_"],
    pattern: token(/key_(?:live|test)_[A-Za-z0-9]{32}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: ["https://help.branch.io/developers-hub/reference/deep-linking-api"],
    examples: {
      found: ['branch.init("«key_live_pKd82wQz91mXvR3tYbN7cLsJ4hFg6TqA»");'],
      ignored: ["key_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "key_test_suite_for_the_live_service"],
    },
  },
  {
    id: "inngest-signing-key",
    title: "Inngest signing key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Call the application's functions as if Inngest did, with any event.",
    remedy: "Rotate it in Inngest's dashboard under Manage, Signing Key.",
    keywords: ["signkey-"],
    pattern: token(/signkey-(?:prod|test|branch|dev)-[0-9a-f]{32,64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://www.inngest.com/docs/platform/signing-keys"],
    examples: {
      found: [
        "INNGEST_SIGNING_KEY=«signkey-prod-5b1f0c9e7a3d48628f10b2c6e49d7a35f8c1e06b94d27a3f5c80e1b69d4f72a8»",
      ],
      ignored: ["signkey-prod-12345678"],
    },
  },
  {
    id: "trigger-dev-key",
    title: "Trigger.dev key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start the project's jobs with any input, and read what they gave back.",
    remedy: "Make a new key in the project's dashboard under API keys.",
    keywords: ["tr_prod_", "tr_dev_", "tr_stg_", "tr_preview_", "tr_pat_"],
    pattern: token(/tr_(?:(?:prod|dev|stg|preview)_[A-Za-z0-9]{20,32}|pat_[a-z0-9]{40})/),
    proofs: [{ kind: "entropy", min: 3.3 }, { kind: "has", all: ["digit"] }, { kind: "not-words" }],
    references: ["https://trigger.dev/docs/apikeys"],
    examples: {
      found: ["TRIGGER_SECRET_KEY=«tr_prod_am93FLMfa1s0TErnciCs»"],
      ignored: ["TRIGGER_SECRET_KEY=tr_dev_xxxxxxxxxx", "tr_prod_deploymentOfTheWorkers"],
    },
  },
  {
    id: "intra42-secret",
    title: "42 intra application secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Act as the application at 42's API: students, campuses and projects.",
    remedy: "Make a new secret for the application at profile.intra.42.fr/oauth/applications.",
    keywords: ["s-s4t2"],
    pattern: token(/s-s4t2(?:ud|af)-[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://api.intra.42.fr/apidoc/guides/getting_started"],
    examples: {
      found: [
        "INTRA42_SECRET=«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»",
      ],
      ignored: ["u-s4t2ud-5b1f0c9e7a3d48628f10b2c6e49d7a35f8c1e06b94d27a3f5c80e1b69d4f72a8"],
    },
  },
  {
    id: "adobe-client-secret",
    title: "Adobe client secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Get tokens of the Adobe Developer project and call the services that it was given.",
    remedy:
      "Add a new client secret to the project at developer.adobe.com/console and remove this one.",
    keywords: ["p8e-"],
    pattern: token(/p8e-[A-Za-z0-9_-]{32}/),
    proofs: [
      { kind: "entropy", min: 3.3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
    ],
    references: [
      "https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/",
    ],
    examples: {
      found: ['ADOBE_CLIENT_SECRET="«p8e-7Kd82wQz91mXvR3tYbN7cLsJ4hFg6TqA»"'],
      ignored: ["group8e-commerce-site-with-a-long-name-in-it"],
    },
  },
];
