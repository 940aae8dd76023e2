import type { Check } from "../check.ts";
import type { Command } from "../shell/script.ts";

/** Commands that write what they log in with into a file. */
const logins: readonly (readonly [RegExp, string])[] = [
  [/^(?:huggingface-cli|hf auth|hf) login\b/, "the token of the Hub"],
  [/^wandb login\b/, "the key of Weights & Biases"],
  [
    /^(?:docker|podman|buildah|skopeo|crane|helm registry|oras) login\b/,
    "the password of a registry",
  ],
  [
    /^aws configure set (?:\S+\.)?aws_(?:secret_access_key|access_key_id|session_token)\b/,
    "a key of AWS",
  ],
  [/^gcloud auth (?:activate-service-account|login)\b/, "a key of Google Cloud"],
  [/^az login\b.* (?:-p|--password|--client-secret|--service-principal)\b/, "a key of Azure"],
  [/^(?:npm|pnpm|yarn) config set\b.*_(?:auth|authToken|password)\b/, "a token of a registry"],
  [/^(?:npm|pnpm|yarn) (?:login|adduser)\b/, "a token of a registry"],
  [/^pip3? config set\b.*:\/\/[^\s/@]+@/, "the password of a package index"],
  [/^poetry config (?:http-basic|pypi-token)\b/, "the password of a package index"],
  [
    /^git config\b.*(?:insteadOf|extraheader|credential\.helper store)\b/i,
    "the token of a git host",
  ],
  [/^gh auth login\b/, "the token of GitHub"],
  [
    /^dvc remote modify\b.*(?:password|secret_access_key|access_key_id)\b/,
    "a key of the data store",
  ],
];
const plainGit = /^git config\b.*insteadOf\b/i;

const lineOf = ({ name, words }: Command): string =>
  [name, ...words.map(({ text }) => text)].join(" ");

/** Whether something in the same layer takes the file away again. */
const isUndone = (commands: readonly Command[]): boolean =>
  commands.some(
    (command) =>
      /\blogout\b|^gcloud auth revoke\b|^git config\b.*--unset/.test(lineOf(command)) ||
      (command.name === "rm" &&
        /\.(?:netrc|npmrc|docker|aws|config|gitconfig|git-credentials|cache|azure)\b/.test(
          lineOf(command),
        )),
  );

export const loginInImageLayer: Check = {
  id: "login-in-image-layer",
  title: "Image keeps what a build logged in with",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "A login writes a token into a file of the home. As part of a `RUN` this file is in the layer, and in each image that is built on it, also where the token itself was mounted as a secret.",
  instead:
    "Give the token to the one command that needs it (`RUN --mount=type=secret,id=hf,env=HF_TOKEN hf download …`), which keeps nothing.",
  references: ["https://docs.docker.com/build/building/secrets/"],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nRUN --mount=type=secret,id=hf,env=HF_TOKEN «hf auth login --token $HF_TOKEN»\nRUN «aws configure set aws_secret_access_key $K»\n",
      },
      {
        path: "Dockerfile",
        text: 'FROM python:3.11\nRUN «git config --global url."https://$T@github.com/".insteadOf https://github.com/» && pip install x\n',
      },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nRUN hf auth login --token $HF_TOKEN && hf download x && hf auth logout\nRUN aws configure set region eu-west-1\nRUN git config --global url.https://github.com/.insteadOf git://github.com/\n",
      },
      { path: "setup.sh", text: "hf auth login\n" },
    ],
  },

  *run({ where, commands, fragment: { source } }) {
    if (where !== "image" || isUndone(commands)) return;
    for (const command of commands) {
      const line = lineOf(command);
      const login = logins.find(([pattern]) => pattern.test(line));
      if (login && (!plainGit.test(line) || /:\/\/[^\s/]*@/.test(line)))
        yield { message: `leaves ${login[1]} in a layer`, source, at: command.at };
    }
  },
};
