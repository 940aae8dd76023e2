import { normalize } from "node:path/posix";
import { type Dockerfile, instructionsOf } from "../docker/dockerfile.ts";
import type { Setting } from "../pipeline/pipeline.ts";
import type { Command, Word } from "../shell/script.ts";

/** Which Dockerfile `docker build` or `docker buildx build` reads; none where it is no build. */
export function dockerfileBuiltBy({ words }: Command): string | undefined {
  const texts = words.map(({ text }) => text);
  if (!texts.slice(0, 2).includes("build")) return undefined;
  const at = texts.findIndex((each) => each === "-f" || each === "--file");
  const named = at < 0 ? texts.find((each) => each.startsWith("--file="))?.slice(7) : texts[at + 1];
  return normalize(named ?? "Dockerfile");
}

/** A variable that a build is given. */
export interface BuildArgument {
  readonly name: string;
  readonly word: Word;
  /** Whether its value is that of the variable of the same name. */
  readonly isNamedOnly: boolean;
}

export const buildArgumentsOf = ({ words }: Command): readonly BuildArgument[] =>
  words.flatMap((word, index) => {
    const isOwn = word.text.startsWith("--build-arg=");
    if (!isOwn && words[index - 1]?.text !== "--build-arg") return [];
    const text = isOwn ? word.text.slice("--build-arg=".length) : word.text;
    return [{ name: /^\w*/.exec(text)?.[0] ?? "", word, isNamedOnly: !text.includes("=") }];
  });

/** Where a Dockerfile declares an argument. */
export const settingsOfArg = (file: Dockerfile, name: string): Setting | undefined =>
  instructionsOf(file)
    .filter(({ keyword }) => keyword === "ARG")
    .flatMap(({ settings }) => settings)
    .find((each) => each.name === name);
