import type { Check } from "../check.ts";
import { isSecretName, secretsOf } from "../shell/secrecy.ts";
import { buildArgumentsOf } from "../way/built.ts";

const builders = /^(?:docker|podman|buildah|nerdctl|buildctl|img)$/;

export const secretBuildArgument: Check = {
  id: "secret-build-argument",
  title: "Image is built with a secret as an argument",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "Build arguments stand in the history of the image, and in the provenance that is published with it: whoever has the image has the secret.",
  instead:
    "Mount it: `docker build --secret id=NAME,env=NAME`, and `RUN --mount=type=secret,id=NAME`.",
  references: ["https://docs.docker.com/build/building/secrets/"],
  examples: {
    found: [
      {
        path: "build.sh",
        text: `docker build --build-arg «"T=$HF_TOKEN"» .
docker buildx build «--build-arg=WANDB_API_KEY» .
`,
      },
    ],
    ignored: [
      {
        path: "build.sh",
        text: `docker build --secret id=hf,env=HF_TOKEN --build-arg VERSION=$V .
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands) {
      if (!builders.test(command.name)) continue;
      for (const { name, word, isNamedOnly } of buildArgumentsOf(command))
        if (isNamedOnly ? isSecretName(name) : secretsOf(word, secrecy).length > 0)
          yield { message: `builds with ${name}, which holds a secret`, source, at: word.at };
    }
  },
};
