import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { dataFolder } from "../measure.ts";
import { type Peer, peerOr, printed } from "./peer.ts";

const version = "1.5.0";
const folder = join(dataFolder, "detect-secrets");
const binary = join(folder, "bin/detect-secrets");

/** It finds nothing outside the folder that it is started in. */
const script = `cd "$1" && "$0" scan --all-files --no-verify "$2" | grep hashed_secret`;

/** detect-secrets with all its plugins, asking nobody whether what it finds is valid. */
export const detectSecrets = (): Peer =>
  peerOr("detect-secrets", () => {
    if (!existsSync(binary)) install();
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

function install(): void {
  printed("python3", ["-m", "venv", folder]);
  printed(join(folder, "bin/pip"), ["install", "--quiet", `detect-secrets==${version}`]);
}
