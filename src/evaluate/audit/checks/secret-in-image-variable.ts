import type { Check } from "../check.ts";
import { instructionsOf } from "../docker/dockerfile.ts";
import { secretSettingsOf } from "../docker/secret-settings.ts";

export const secretInImageVariable: Check = {
  id: "secret-in-image-variable",
  title: "Image is given a secret as ARG or ENV",
  looksAt: "dockerfile",
  severity: "high",
  confidence: "high",
  why: "What `ARG` and `ENV` set stands in the image's history or settings: `docker history` and `docker inspect` show it to whoever has the image. A stage that is not the last one is kept, too, where it is pushed as a cache.",
  instead: "Mount it where it is needed: `RUN --mount=type=secret,id=NAME,env=NAME`.",
  references: ["https://docs.docker.com/build/building/secrets/"],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11 AS build\nARG «HF_TOKEN»\nRUN hf download x\nFROM scratch\nENV A=b\n",
      },
      { path: "Dockerfile", text: 'FROM python:3.11\nENV «WANDB_API_KEY»="x" PATH=/bin\n' },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: 'FROM x\nENV OPENAI_API_KEY="" WEBUI_SECRET_KEY=\nARG SCCACHE_S3_NO_CREDENTIALS=0\n',
      },

      { path: "Dockerfile", text: "FROM x\nARG API_TOKEN=fake-for-tests\n" },
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nARG MODEL_NAME\nENV MAX_TOKENS=4096 TOKEN_FILE=/run/t PUBLIC_KEY=a\n",
      },
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nRUN --mount=type=secret,id=hf,env=HF_TOKEN hf download x\n",
      },
    ],
  },

  *run(file) {
    for (const instruction of instructionsOf(file))
      for (const { name, nameAt } of secretSettingsOf(instruction))
        yield {
          message: `keeps ${name} in the image by ${instruction.keyword}`,
          source: file.source,
          at: nameAt,
        };
  },
};
