import type { Check } from "../check.ts";

export const forwardedVariables: Check = {
  id: "forwarded-variables",
  title: "All variables of a pipeline are handed to another one",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "high",
  why: "Variables that somebody gave by hand or by a trigger, secrets among them, go to the pipeline that is started, which may be another project's with other readers.",
  instead: "Name the variables that it needs under the trigger's `variables:`.",
  references: ["https://docs.gitlab.com/ci/yaml/#triggerforward"],
  examples: {
    found: [
      {
        path: ".gitlab-ci.yml",
        text: `a:
  trigger:
    project: acme/deploy
    forward:
      pipeline_variables: «true»
`,
      },
    ],
    ignored: [
      {
        path: ".gitlab-ci.yml",
        text: `a:
  variables: {MODE: x}
  trigger:
    project: acme/deploy
    forward:
      yaml_variables: true
`,
      },
    ],
  },

  *run({ jobs, system, source }) {
    for (const { node } of system === "gitlab" ? jobs : []) {
      const forward = node?.get("trigger", "forward", "pipeline_variables");
      if (forward?.text === "true")
        yield { message: "hands all variables of the pipeline on", source, at: forward.at };
    }
  },
};
