import type { Check } from "../check.ts";

export const inheritedSecrets: Check = {
  id: "inherited-secrets",
  title: "Reusable workflow gets all secrets",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "high",
  why: "`secrets: inherit` hands every secret to the workflow that is called. Where that is somebody else's, so is what it does with them.",
  instead: "Name the secrets that it needs: `secrets: { HF_TOKEN: ${{ secrets.HF_TOKEN }} }`.",
  references: ["https://docs.zizmor.sh/audits/#secrets-inherit"],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    uses: acme/ci/.github/workflows/b.yml@v1
    secrets: «inherit»
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    uses: acme/ci/.github/workflows/b.yml@v1
    secrets:
      T: \${{ secrets.T }}
`,
      },
    ],
  },

  *run({ jobs, source }) {
    for (const { uses, node } of jobs) {
      const secrets = uses && node?.get("secrets");
      if (!secrets || secrets.text !== "inherit") continue;
      const isOwn = uses.name.startsWith("./");
      yield {
        message: `hands all secrets to ${uses.name}`,
        source,
        at: secrets.at,
        ...(isOwn && { severity: "low" }),
      };
    }
  },
};
