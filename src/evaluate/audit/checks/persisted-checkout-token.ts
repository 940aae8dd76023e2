import type { AuditFix, Check } from "../check.ts";
import { type Span, span } from "../../../core/span.ts";
import { inputOf } from "../pipeline/pipeline.ts";
import type { SourceText } from "../text.ts";

/** The folder that was checked out. */
const workspace =
  /^(?:\.|\.\/|\*\*?|\.\/\*\*?|\*\*\/\*|\.git\/?|\$\{\{ ?github\.workspace ?\}\}\/?)$/;

/** Steps that push need the token, so that somebody has to look. */
function withoutToken({ text }: SourceText, uses: Span, step: Span): AuditFix {
  const key = text.lastIndexOf("uses", uses.start);
  const indent = " ".repeat(key - (text.lastIndexOf("\n", key) + 1));
  const end = text.indexOf("\n", uses.end);
  const at = end < 0 || end > step.end ? uses.end : end;
  return {
    safety: "unsafe",
    title: "Set persist-credentials: false",
    edits: [{ at: span(at, at), to: `\n${indent}with:\n${indent}  persist-credentials: false` }],
  };
}

export const persistedCheckoutToken: Check = {
  id: "persisted-checkout-token",
  title: "Token of the checkout is kept with the workspace",
  looksAt: "pipeline",
  severity: "high",
  confidence: "high",
  why: "`actions/checkout` leaves the job's token in `.git/config`, or beside it, and the job keeps the folder that it stands in. Whoever fetches the artifact while the job runs has the token.",
  instead: "Set `persist-credentials: false`, and keep only the folder with the results.",
  references: [
    "https://docs.zizmor.sh/audits/#artipacked",
    "https://github.com/actions/checkout#usage",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - uses: «actions/checkout@v4»
      - uses: actions/upload-artifact@v4
        with:
          path: .
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/upload-artifact@v4
        with:
          path: .
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
      - uses: actions/upload-artifact@v4
        with:
          path: out
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
      - uses: actions/upload-artifact@v4
        with:
          path: |
            .
            !.git
`,
      },
    ],
  },

  *run({ jobs, source }) {
    for (const { keeps, steps } of jobs) {
      const isKept = keeps.some(
        ({ paths }) =>
          paths.some(({ text }) => workspace.test(text.trim())) &&
          !paths.some(({ text }) => /^!(?:\*\*\/|\.\/)?\.git(?:\/\*{0,2})?$/.test(text.trim())),
      );
      for (const { uses, at } of isKept ? steps : []) {
        if (uses?.name !== "actions/checkout") continue;
        if (inputOf(uses, "persist-credentials")?.value?.text === "false") continue;
        // From version 6 on it stands outside of the workspace.
        const isOutside = /^v(?:[6-9]|\d\d)/.test(uses.version ?? "");
        yield {
          message: "leaves the token where the job keeps everything",
          source,
          at: uses.at,
          ...(isOutside && { severity: "low", confidence: "medium" }),
          ...(uses.inputs.length === 0 && { fix: withoutToken(source, uses.at, at) }),
        };
      }
    }
  },
};
