import type { Check } from "../check.ts";
import { inputOf } from "../pipeline/pipeline.ts";

const sessions =
  /^(?:mxschmitt\/action-tmate|\w+\/action-upterm|csexton\/debugger-action|fawazahmed0\/action-debug[\w-]*|P3TERX\/debugger-action)$/;

export const debugSession: Check = {
  id: "debug-session",
  title: "Pipeline opens a shell to the outside",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "high",
  why: "Whoever has the address of the session, which stands in the log, sits in the job: with its variables, its token, its network.",
  instead:
    "Take it out of what runs by itself; where it is needed, limit it to whoever started the run (`limit-access-to-actor: true`).",
  references: ["https://github.com/mxschmitt/action-tmate#without-sudo"],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - uses: «mxschmitt/action-tmate@v3»
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
      - uses: mxschmitt/action-tmate@v3
        with:
          limit-access-to-actor: true
      - uses: actions/checkout@v4
`,
      },
    ],
  },

  *run({ jobs, source }) {
    for (const { steps } of jobs)
      for (const { uses } of steps) {
        if (!uses || !sessions.test(uses.name)) continue;
        const limit =
          inputOf(uses, "limit-access-to-actor") ?? inputOf(uses, "limit-access-to-users");
        if (!limit || limit.value?.text === "false")
          yield { message: "lets whoever reads the log into the job", source, at: uses.at };
      }
  },
};
