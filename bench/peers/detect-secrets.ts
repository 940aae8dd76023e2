import { basename, dirname, join } from "node:path";
import { type Peer, peerOr, printed } from "./peer.ts";
import { venv } from "./venv.ts";

/** Where detect-secrets is, installed when it is not there. */
export const detectSecretsBinary = (): string =>
  join(venv("detect-secrets", ["detect-secrets==1.5.0"]), "detect-secrets");

/** It finds nothing outside the folder that it is started in. */
const script = `cd "$1" && "$0" scan --all-files --no-verify "$2" | grep hashed_secret`;

/** detect-secrets with all its plugins, asking nobody whether what it finds is valid. */
export const detectSecrets = (): Peer =>
  peerOr("detect-secrets", () => {
    const binary = detectSecretsBinary();
    return {
      kind: "ready",
      title: "detect-secrets",
      version: printed(binary, ["--version"]),
      on: (target) => ({
        title: "detect-secrets",
        command: "sh",
        args: ["-c", script, binary, dirname(target), basename(target)],
        // Its status does not say whether it found what was planted, so that is looked for.
        succeeds: [0],
      }),
    };
  });
