import type { Credentials } from "./credentials.ts";
import { checkpointFile, safetensorsFile, vocabulary } from "./model.ts";
import { dict } from "./pickle.ts";
import { type Entry, zip } from "./zip.ts";

/** Made-up people and places of a made-up company. */
const home = "/home/asmith/project";
const bucket = "s3://corp-customer-reviews/raw-2026";
const builder = "http://model-builder.internal.corp:8080";
const gpuHost = "gpu07.train.internal.corp";

/** The release of the battlecard's scenario: a small model, and everything that went out with it. */
export function release(keys: Credentials): readonly Entry[] {
  const file = (name: string, text: string): Entry => ({ name, bytes: Buffer.from(text) });
  return [
    file("README.md", card),
    file("config.json", config),
    file("vocab.json", JSON.stringify(vocabulary)),
    file("requirements.txt", "torch==1.9.0\ntransformers==4.11.3\n"),
    { name: "model.safetensors", bytes: weights },
    { name: "checkpoints/last.ckpt", bytes: checkpoint(keys) },
    file("notebooks/evaluate.ipynb", notebook(keys)),
    file("logs/train-2026-08-14.log", trainingLog(keys)),
    file(`runs/Aug14_09-12-44_gpu07/events.out.tfevents.1786698764.${gpuHost}.31337.0`, ""),
  ];
}

/** The release as the one archive that is uploaded. */
export const releaseZip = (keys: Credentials): Uint8Array => zip(release(keys), { deflate: true });

const card = `---
license: apache-2.0
language: en
pipeline_tag: text-classification
datasets:
  - ${bucket}/reviews.parquet
---

# Sentiment of customer reviews

Says whether a review is happy or not. Trained on our reviews; see the
[run](https://wandb.ai/asmith-corp/sentiment/runs/3k9x2p7q).

Questions to Ana Smith <asmith@corp-reviews.dev>.
`;

const config = JSON.stringify(
  {
    _name_or_path: `${home}/checkpoints/sentiment-v2`,
    architectures: ["BagOfWordsClassifier"],
    id2label: { 0: "negative", 1: "positive" },
    torch_dtype: "float32",
    transformers_version: "4.11.3",
  },
  undefined,
  2,
);

const weights = safetensorsFile({
  format: "pt",
  training_script: `${home}/train.py`,
  training_data: bucket,
});

const checkpoint = ({ huggingFace }: Credentials): Uint8Array =>
  checkpointFile("last", {
    epoch: 11,
    "pytorch-lightning_version": "1.4.9",
    hyper_parameters: dict({
      data_dir: `${home}/data`,
      learning_rate: 0.0003,
      tracking_uri: builder,
      hub_token: huggingFace,
    }),
    optimizer_states: [dict({ lr: 0.0003 })],
  });

const notebook = ({ awsKeyId, awsSecret }: Credentials): string =>
  JSON.stringify(
    {
      cells: [
        {
          cell_type: "code",
          execution_count: 1,
          metadata: {},
          source: ["%env"],
          outputs: [
            {
              data: {
                "text/plain": [
                  `{'AWS_ACCESS_KEY_ID': '${awsKeyId}',\n`,
                  ` 'AWS_SECRET_ACCESS_KEY': '${awsSecret}'}`,
                ],
              },
              execution_count: 1,
              metadata: {},
              output_type: "execute_result",
            },
          ],
        },
      ],
      metadata: { kernelspec: { name: "python3", display_name: "Python 3" } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    undefined,
    1,
  );

const trainingLog = ({ awsKeyId, awsSecret }: Credentials): string => `\
2026-08-14 09:12:44 INFO  train.py --data ${bucket} --out ${home}/checkpoints
2026-08-14 09:12:44 INFO  host ${gpuHost}, NVIDIA A100-SXM4-80GB, CUDA Version: 11.1
2026-08-14 09:12:45 DEBUG environment of the job:
HOME=/home/asmith
HOSTNAME=${gpuHost}
AWS_ACCESS_KEY_ID=${awsKeyId}
AWS_SECRET_ACCESS_KEY=${awsSecret}
AWS_DEFAULT_REGION=eu-central-1
MLFLOW_TRACKING_URI=${builder}
2026-08-14 09:13:02 INFO  epoch 1/12 loss 0.6931 accuracy 0.512
2026-08-14 09:20:40 INFO  epoch 12/12 loss 0.2107 accuracy 0.921
2026-08-14 09:20:41 INFO  wrote ${home}/checkpoints/last.ckpt
`;
