import type { Check } from "../check.ts";
import { lineOf } from "../shell/given.ts";
import type { Command, Word } from "../shell/script.ts";

/** The working folder, the home, the root. */
const wide =
  /^["']?(?:\.|\.\/|\.\/?\*|\*|\/|~\/?|\$\{?(?:PWD|HOME|GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?\/?)["']?$/;
const remote = /^["']?(?:s3|gs|az|abfss?|hf|dbfs|https?):\/\//;
const filters =
  /^--(?:include|exclude|allow|exclude-regex|include-pattern|exclude-pattern|pattern|filter)\b|^-x$/;

/** The folder that a command sends away, unless it says what of it. */
function sentBy(command: Command): Word | undefined {
  if (command.words.some(({ text }) => filters.test(text))) return undefined;
  const line = lineOf(command);
  const plain = command.words.filter(({ text }) => !text.startsWith("-"));
  if (/^(?:hf|huggingface-cli) (?:upload|upload-large-folder)\b/.test(line)) return plain[2];
  if (/^az storage (?:blob|file|fs) upload/.test(line))
    return optionOf(command, /^(?:-s|--source)$/);
  if (
    !/^(?:aws s3 (?:cp|sync|mv)|gsutil|gcloud storage|s5cmd|rclone (?:copy|sync)|azcopy)\b/.test(
      line,
    )
  )
    return undefined;
  const to = plain.findIndex(({ text }) => remote.test(text) || /^\w+:[^\\]/.test(text));
  return to > 0 ? plain[to - 1] : undefined;
}

const optionOf = ({ words }: Command, option: RegExp): Word | undefined =>
  words[words.findIndex(({ text }) => option.test(text)) + 1];

export const folderUploadCommand: Check = {
  id: "folder-upload-command",
  title: "Whole working folder is sent to a store or hub",
  looksAt: "script",
  severity: "high",
  confidence: "medium",
  why: "The working folder holds more than the model: `.env`, `.git` with its history and token, logs, caches, `wandb/`, `training_args.bin`. What is up is copied and mirrored before somebody notices.",
  instead:
    "Put what is to be published into a folder of its own and send that, or name it by `--include`.",
  references: [
    "https://huggingface.co/docs/huggingface_hub/guides/cli#hf-upload",
    "https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html",
  ],
  examples: {
    found: [
      {
        path: "publish.sh",
        text: `hf upload acme/model «.»
aws s3 sync «./» s3://models/x
gsutil -m cp -r «.» gs://models
az storage blob upload-batch -d x -s «.»
`,
      },
    ],
    ignored: [
      {
        path: "publish.sh",
        text: `hf upload acme/model out/model .
aws s3 sync s3://models/x .
aws s3 sync . s3://x --exclude "*" --include "*.safetensors"
aws s3 cp a.txt s3://x
hf download acme/model --local-dir .
`,
      },
    ],
  },

  *run({ commands, fragment: { source } }) {
    for (const command of commands) {
      const folder = sentBy(command);
      if (folder && wide.test(folder.text))
        yield { message: `sends all of '${folder.text}'`, source, at: folder.at };
    }
  },
};
