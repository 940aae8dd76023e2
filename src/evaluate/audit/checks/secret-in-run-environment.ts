import type { Check } from "../check.ts";
import { argumentOf } from "../python/module.ts";
import { sourceText } from "../python/taint.ts";

export const secretInRunEnvironment: Check = {
  id: "secret-in-run-environment",
  title: "Secret is put into the environment of a cluster's run",
  looksAt: "python",
  severity: "medium",
  confidence: "high",
  why: "Ray writes the variables of a run's environment into its agents' logs and shows them on its page.",
  instead: "Let the workers fetch it from a secrets manager, or mount it as a file.",
  references: ["https://github.com/ray-project/ray/issues/39502"],
  examples: {
    found: [
      {
        path: "a.py",
        text: 'import os, ray\nray.init(runtime_env=«{"env_vars": {"HF_TOKEN": os.environ["HF_TOKEN"]}}»)\n',
      },
    ],
    ignored: [
      {
        path: "a.py",
        text: 'import ray\nray.init(runtime_env={"env_vars": {"OMP_NUM_THREADS": "1"}})\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      const environment = argumentOf(call, "runtime_env");
      const [from] = environment?.taint?.sources ?? [];
      if (environment && from)
        yield { message: `hands ${sourceText(from)} to every worker`, source, at: environment.at };
    }
  },
};
