import { describe, expect, test } from "vitest";
import { matcher } from "../../engine/matcher.ts";
import { all as clues } from "./index.ts";

const together = matcher(clues);

const found = (text: string): string[] =>
  together
    .find(Buffer.from(text))
    .map(({ rule, span }) => `${rule.id} ${text.slice(span.start, span.end)}`);

describe("of rules that see the same place, the one that says most wins", () => {
  test.each([
    [
      `$.hyper_parameters.data_dir="/home/asmith/project"`,
      ["home-path /home/asmith/project"],
      "a value beside its key path",
    ],
    [
      "runs/Nov23_10-11-12_gpu07/events.out.tfevents.1700000000.gpu07.4242.0",
      ["run-folder-host gpu07", "tfevents-host gpu07"],
      "a member's name",
    ],
    [
      "python train.py --data /home/asmith/x --user asmith",
      ["home-path /home/asmith/x"],
      "a command line",
    ],
    [
      "python train.py --epochs 3",
      ["command-line python train.py --epochs 3"],
      "a command line without more",
    ],
    [
      `  File "/home/asmith/train.py", line 3, in main`,
      ["home-path /home/asmith/train.py"],
      "a stack frame",
    ],
    [
      "/Workspace/Users/ana@contoso.com/Train v2",
      ["databricks-user-path /Workspace/Users/ana@contoso.com/Train v2"],
      "a folder called after an address",
    ],
    [
      "trainer@acme-research.iam.gserviceaccount.com",
      ["gcp-service-account trainer@acme-research.iam.gserviceaccount.com"],
      "an address that is an account",
    ],
    [
      "MLFLOW_TRACKING_URI=http://10.12.4.7:5000",
      ["tracking-server http://10.12.4.7:5000"],
      "a server by its address",
    ],
    [
      "postgresql://tuner@db1.internal.contoso.com:5432/optuna",
      ["database-address postgresql://tuner@db1.internal.contoso.com:5432/optuna"],
      "a database",
    ],
    [
      "s3://acme-data/home/asmith/x",
      ["s3-bucket s3://acme-data/home/asmith/x"],
      "a bucket with a home folder in it",
    ],
    [
      "/mnt/c/Users/asmith/x",
      ["windows-home-path /mnt/c/Users/asmith/x"],
      "a Windows drive under Linux",
    ],
    [
      "gpu07:4242:4242 [0] NCCL INFO Bootstrap : Using eth0:10.0.4.7<0>",
      ["nccl-host gpu07", "private-address 10.0.4.7"],
      "a line of NCCL's log",
    ],
    [
      "Author: Ana Smith <ana@lab-nlp.org>",
      ["git-identity Ana Smith", "email-address ana@lab-nlp.org"],
      "a commit's author",
    ],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

test.each([
  `$.architectures[0]="BertModel"`,
  `$["tokenizer.chat_template"]="{% if message['role'] == 'user' %}{{ message['content'] }}"`,
  `{"model_type": "llama", "torch_dtype": "float16", "vocab_size": 32000}`,
  `{"role": "user", "content": "Who is the author?"}`,
  "features.0.weight",
  "model.layers.10.self_attn.q_proj.weight",
  "torch.nn.modules.container",
  "sklearn.ensemble._forest",
  "archive/data/10.0",
  "epoch=3-step=1200.ckpt",
  "if x @ w.T > 1: return self.local",
  "https://huggingface.co/bert-base-uncased",
  "/usr/share/dict/words",
])("says nothing of %j", (text) => {
  expect(found(text)).toEqual([]);
});

/** The pattern without what stands in classes and after backslashes. */
const skeleton = (pattern: RegExp): string =>
  pattern.source.replaceAll(/\\./gs, "_").replaceAll(/\[[^\]]*\]/g, "_");

// An unbounded quantifier makes a rule quadratic on a file that is one line.
test.each(clues.map(({ id, pattern }) => [id, pattern] as const))(
  "%s repeats nothing without bound",
  (_id, pattern) => {
    expect(skeleton(pattern)).not.toMatch(/[*+]|\{\d+,\}/);
  },
);
