import type { Span } from "../../../core/span.ts";
import type { Command, Word } from "./script.ts";
import { type Known, type Secrecy, secretsOf } from "./secrecy.ts";

/** A secret in a word of a command. */
export interface GivenSecret {
  readonly name: string;
  readonly secrecy: Secrecy;
  readonly at: Span;
  readonly word: Word;
}

/** The secrets that stand in words. */
export const secretsAmong = (words: readonly Word[], of: Known): readonly GivenSecret[] =>
  words.flatMap((word) =>
    secretsOf(word, of).map(({ use, secrecy }) => ({ name: use.name, secrecy, at: use.at, word })),
  );

/** The words that belong to an option: `-p WORD`, `--password WORD`, `--password=WORD`. */
export const optionWords = ({ words }: Command, option: RegExp): readonly Word[] =>
  words.filter(({ text }, index) => {
    const own = /^(--?[\w-]+)=/.exec(text)?.[1];
    return own === undefined
      ? option.test(words[index - 1]?.text ?? "") && !text.startsWith("-")
      : option.test(own);
  });

/** A command as one line: `docker login -u x`. */
export const lineOf = ({ name, words }: Command): string =>
  [name, ...words.map(({ text }) => text)].join(" ");

/** Programs that log in to a registry of images or charts, as `docker login` does. */
export const isRegistryLogin = (command: Command): boolean =>
  /^(?:(?:docker|podman|buildah|nerdctl|skopeo|crane|oras|helm registry|cosign|img|singularity remote|apptainer remote|regctl registry) login|crane auth login|az acr login)\b/.test(
    lineOf(command),
  );

/** Programs that keep a token in a file of the home folder once they were given it. */
const stores: readonly RegExp[] = [
  /^(?:huggingface-cli|hf auth|hf) login\b/,
  /^wandb login\b/,
  /^(?:npm|pnpm|yarn) config set\b/,
  /^aws configure set\b/,
  /^pip3? config set\b/,
  /^poetry config\b/,
  /^git config\b/,
  /^dvc remote modify\b/,
  /^(?:kaggle|comet|neptune|databricks|snow) (?:config|configure|login)\b/,
  /^(?:cargo|gem|heroku|vercel|netlify|fly|flyctl|railway) (?:login|signin)\b/,
  /^argocd login\b/,
  /^oc login\b/,
  /^kubectl config set-credentials\b/,
  /^(?:nuget|dotnet nuget) (?:sources? add|add source|setapikey)\b/,
];
export const isStoredLogin = (command: Command): boolean => {
  const line = lineOf(command);
  return stores.some((each) => each.test(line));
};

/** A secret between `://` and `@`. */
export const isInUrl = ({ word, at }: GivenSecret): boolean => {
  const before = word.uses.filter((use) => use.at.start <= at.start).length;
  return urlParts(word.text, before);
};

/** Whether the nth thing that is filled in stands before the `@` of a URL. */
function urlParts(text: string, nth: number): boolean {
  let seen = 0;
  for (const { index } of text.matchAll(/\$\{\{|\$\{?\w/g)) {
    seen++;
    if (seen === nth)
      return (
        /:\/\/[^/\s"']*$/.test(text.slice(0, index)) &&
        /^[^/\s"']*@/.test(withoutExpressions(text.slice(index)))
      );
  }
  return false;
}

const withoutExpressions = (text: string): string =>
  text.replaceAll(/\$\{\{[^}]*\}\}|\$\{[^}]*\}/g, "_");
