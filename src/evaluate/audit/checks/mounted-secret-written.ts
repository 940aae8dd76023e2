import type { Check } from "../check.ts";
import { type Flag, instructionsOf } from "../docker/dockerfile.ts";
import type { Command, Word } from "../shell/script.ts";

/** What a mounted secret is reached by. */
interface Mounted {
  readonly file: string;
  readonly variable: string | undefined;
}

function mountedBy({ name, value }: Flag): Mounted[] {
  const options = new Map(value.split(",").map((each) => each.split("=", 2) as [string, string]));
  if (name !== "mount" || options.get("type") !== "secret") return [];
  const file = options.get("target") ?? options.get("dst") ?? options.get("destination");
  return [
    { file: file ?? `/run/secrets/${options.get("id") ?? ""}`, variable: options.get("env") },
  ];
}

/** Settings that tools keep in a file. */
const keeps = /^(?:git|npm|pnpm|yarn|pip3?|poetry|conda|aws|dvc) (?:config|configure|remote)\b/;
const copies = /^(?:cp|mv|install|ln)$/;
/** Folders that are no part of the layer. */
const passing = /^(?:\/dev\/|\/run\/|&?[12]$)/;

const shows = ({ text, uses }: Word, { file, variable }: Mounted): boolean =>
  text.includes(file) || uses.some(({ name, shows: what }) => name === variable && what === "all");

/** Whether a command writes what is mounted into a file. */
function writes(command: Command, mounted: Mounted): boolean {
  const { name, words, redirects } = command;
  const reads = words.some((word) => shows(word, mounted));
  const into = redirects.find(({ operator }) => /^&?>/.test(operator))?.to.text;
  if (into !== undefined && !passing.test(into)) return reads;
  if (copies.test(name)) return words.at(-1)?.text !== mounted.file && reads;
  return reads && keeps.test([name, ...words.map(({ text }) => text)].join(" "));
}

export const mountedSecretWritten: Check = {
  id: "mounted-secret-written",
  title: "Build writes a mounted secret into the image",
  looksAt: "dockerfile",
  severity: "high",
  confidence: "high",
  why: "`--mount=type=secret` keeps a secret out of the image as long as nobody copies it. Written to a file, or into the settings of a tool, it is a part of the layer.",
  instead:
    "Mount it where the tool looks for it (`target=/root/.netrc`), or as a variable of the one command (`env=HF_TOKEN`).",
  references: ["https://docs.docker.com/reference/dockerfile/#run---mounttypesecret"],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: 'FROM python:3.11\nRUN --mount=type=secret,id=hf «cp /run/secrets/hf /root/.cache/token» && make\nRUN --mount=type=secret,id=npm «npm config set //r.acme.dev/:_authToken "$(cat /run/secrets/npm)"»\nRUN --mount=type=secret,id=t,env=T «echo "machine x password $T"» > /root/.netrc\n',
      },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: 'FROM python:3.11\nRUN --mount=type=secret,id=hf HF_TOKEN="$(cat /run/secrets/hf)" hf download x\nRUN --mount=type=secret,id=t,env=T echo "machine x password $T" > ~/.netrc && pip install y && rm ~/.netrc\n',
      },
    ],
  },

  *run(file) {
    for (const { flags, script } of instructionsOf(file)) {
      const mounts = flags.flatMap(mountedBy);
      const commands = script?.commands ?? [];
      if (commands.some(({ name }) => name === "rm" || name === "shred")) continue;
      for (const command of commands)
        if (mounts.some((each) => writes(command, each)))
          yield {
            message: "writes a mounted secret into the layer",
            source: file.source,
            at: command.at,
          };
    }
  },
};
