import type { Check, Problem } from "../check.ts";
import { type Fragment, wholeOf } from "../fragment.ts";
import { instructionsOf } from "../docker/dockerfile.ts";
import { span } from "../../../core/span.ts";

/** Settings that let everybody in: no token, no password. */
const open =
  /--(?:NotebookApp|ServerApp|LabApp|IdentityProvider)\.(?:token|password)=(?:''|""|\\"\\")?(?=$|[\s"',\]])/gm;

export const openNotebookServer: Check = {
  id: "open-notebook-server",
  title: "Notebook server lets everybody in",
  looksAt: "repository",
  severity: "high",
  confidence: "high",
  why: "Whoever reaches the port runs code as the server: it reads the environment with all tokens, mounted volumes and the cloud role of the machine. Such servers are searched for without a break.",
  instead:
    "Leave the token on (it is made at each start), or set a hashed password that is mounted as a secret.",
  references: ["https://jupyter-server.readthedocs.io/en/latest/operators/security.html"],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: 'FROM python:3.11\nCMD ["jupyter", "lab", "--ip=0.0.0.0", "«--NotebookApp.token=\'\'»"]\n',
      },
      { path: "start.sh", text: "jupyter lab --ip=0.0.0.0 «--ServerApp.token=''»\n" },
      {
        path: "compose.yaml",
        text: "services:\n  lab:\n    image: jupyter\n    command: start-notebook.sh «--NotebookApp.token=''»\n",
      },
    ],
    ignored: [
      {
        path: "start.sh",
        text: "jupyter lab --ip=0.0.0.0 --ServerApp.token=$TOKEN\njupyter lab\n",
      },
      { path: "local.sh", text: "jupyter lab --ip=127.0.0.1 --ServerApp.token=''\n" },
    ],
  },

  *run({ subjects }) {
    for (const { kind, of } of subjects)
      if (kind === "script") yield* openIn(of.fragment);
      else if (kind === "dockerfile")
        for (const { keyword, args } of instructionsOf(of))
          for (const each of /^(?:CMD|ENTRYPOINT|ENV)$/.test(keyword) ? args : [])
            yield* openIn(each);
      else if (kind === "infrastructure" && of.system === "compose")
        yield* openIn(wholeOf(of.source));
  },
};

function* openIn(fragment: Fragment): Generator<Problem> {
  for (const { index, 0: found } of fragment.text.matchAll(open)) {
    const start = fragment.text.lastIndexOf("\n", index) + 1;
    const end = fragment.text.indexOf("\n", index);
    const line = fragment.text.slice(start, end < 0 ? undefined : end);
    if (/^\s*#|--ip[= ](?:127\.|localhost)/.test(line)) continue;
    yield {
      message: "starts a notebook server without a token",
      source: fragment.source,
      at: fragment.spanOf(span(index, index + found.length)),
    };
  }
}
