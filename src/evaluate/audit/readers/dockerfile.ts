import { dockerfileOf, instructionsOf } from "../docker/dockerfile.ts";
import type { Reader } from "../reader.ts";

/** Dockerfiles and Containerfiles: https://docs.docker.com/reference/dockerfile/ */
export const dockerfile: Reader = {
  id: "dockerfile",
  title: "Dockerfiles",
  path: /(?:^|\/)(?:(?:Docker|Container)file(?:\.(?!(?:[\w-]+\.)*(?:[cm]?[jt]sx?|py|go|rs|java|rb|md)$)[\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i,
  isOne: ({ text }) => /^\s*FROM\s+\S/im.test(text),
  grammars: ["bash"],

  *read(source, grammars) {
    const made = dockerfileOf(source, grammars);
    yield { kind: "dockerfile", of: made };
    for (const { script } of instructionsOf(made)) if (script) yield { kind: "script", of: script };
  },
};
