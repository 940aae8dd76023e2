import type { Check, Problem } from "../check.ts";
import { instructionsOf } from "../docker/dockerfile.ts";
import { secretSettingsOf } from "../docker/secret-settings.ts";
import type { Repository } from "../repository.ts";
import type { ShellScript } from "../shell/shell-script.ts";
import { inputOf, type Pipeline, stepsOf } from "../pipeline/pipeline.ts";

/** Whether a stage that is not released is given a secret. */
const hasSecretStage = ({ subjects }: Repository): boolean =>
  subjects.some(
    ({ kind, of }) =>
      kind === "dockerfile" && instructionsOf(of).some((each) => secretSettingsOf(each).length > 0),
  );

const exportsAll = /\bmode=max\b/;

export const cachedSecretStage: Check = {
  id: "cached-secret-stage",
  title: "Build pushes all stages as a cache, one with a secret",
  looksAt: "repository",
  severity: "high",
  confidence: "medium",
  why: "`mode=max` pushes each stage, not only the one that is released. A secret that an early stage was given as `ARG` or `ENV` is in the cache, for whoever may pull it.",
  instead:
    "Mount the secret (`RUN --mount=type=secret`), or push the cache of the last stage alone (`mode=min`).",
  references: ["https://docs.docker.com/build/cache/backends/"],
  examples: {
    found: [
      {
        path: "build.sh",
        text: "docker buildx build «--cache-to=type=registry,ref=r.acme.dev/c,mode=max» .\n=== Dockerfile\nFROM python:3.11 AS fetch\nARG HF_TOKEN\nRUN hf download x\nFROM scratch\n",
      },
      {
        path: ".github/workflows/image.yml",
        text: "on: push\njobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          «cache-to»: type=registry,ref=ghcr.io/acme/c,mode=max\n=== Dockerfile\nFROM python:3.11 AS fetch\nARG HF_TOKEN\nFROM scratch\n",
      },
    ],
    ignored: [
      {
        path: "build.sh",
        text: "docker buildx build --cache-to=type=registry,ref=r.acme.dev/c,mode=max .\n=== Dockerfile\nFROM python:3.11\nARG VERSION\n",
      },
    ],
  },

  *run(repository) {
    if (!hasSecretStage(repository)) return;
    for (const { kind, of } of repository.subjects)
      if (kind === "script") yield* exportedByScript(of);
      else if (kind === "pipeline") yield* exportedByStep(of);
  },
};

const message = "pushes all stages as a cache, one that is given a secret too";

function* exportedByScript({ commands, fragment: { source } }: ShellScript): Generator<Problem> {
  for (const { words } of commands)
    for (const [index, { text, at }] of words.entries())
      if (exportsAll.test(text) && isCacheTo(text, words[index - 1]?.text))
        yield { message, source, at };
}

function* exportedByStep(pipeline: Pipeline): Generator<Problem> {
  for (const { uses } of stepsOf(pipeline)) {
    const input = inputOf(uses, "cache-to");
    if (input && exportsAll.test(input.value?.text ?? ""))
      yield { message, source: pipeline.source, at: input.nameAt };
  }
}

const isCacheTo = (text: string, before: string | undefined): boolean =>
  text.startsWith("--cache-to=") || before === "--cache-to";
