import type { Check } from "../check.ts";
import { lineOf } from "../shell/given.ts";

export const hubPushOfAll: Check = {
  id: "hub-push-of-all",
  title: "Everything in the folder is committed and pushed to a hub",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "`git add -A` takes whatever lies there: logs, `.env`, checkpoints with their arguments, what an editor left. A hub keeps the history: taking the file out later does not take it back.",
  instead: "Add the files of the model by name, and scan before the push (`tare hook install`).",
  references: ["https://huggingface.co/docs/hub/repositories-getting-started"],
  examples: {
    found: [
      {
        path: "publish.sh",
        text: `git clone https://huggingface.co/acme/model
cd model
«git add .»
git commit -m x
git push
`,
      },
    ],
    ignored: [
      {
        path: "publish.sh",
        text: `git clone https://huggingface.co/acme/model
git add model.safetensors
git push
`,
      },
      {
        path: "release.sh",
        text: `git add -A
git push https://github.com/acme/x
`,
      },
    ],
  },

  *run({ commands, fragment: { source, text } }) {
    if (!/huggingface\.co|\bhf\.co\/|modelscope\.cn/.test(text)) return;
    const lines = commands.map(lineOf);
    if (!lines.some((each) => /^git push\b/.test(each))) return;
    for (const [index, { at }] of commands.entries())
      if (/^git (?:-C \S+ )?add (?:-A|--all|\.|\*|-A \.)$/.test(lines[index] ?? ""))
        yield { message: "adds whatever lies in the folder", source, at };
  },
};
