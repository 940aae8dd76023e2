import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "../measure.ts";
import { type Peer, peerOr, printed } from "./peer.ts";

export const secretlintVersion = "13.0.6";
const folder = join(dataFolder, "secretlint");
const settings = join(folder, ".secretlintrc.json");
const cli = join(folder, "node_modules/secretlint/bin/secretlint.js");
const preset = "@secretlint/secretlint-rule-preset-recommend";

/** secretlint with its recommended rules. */
export const secretlint = (): Peer =>
  peerOr("secretlint", () => {
    const command = secretlintCommand();
    return {
      kind: "ready",
      title: "secretlint",
      version: secretlintVersion,
      on: (target) => ({
        title: "secretlint",
        command: process.execPath,
        args: [...command, target],
        // Anything else, and it has not read what was planted.
        succeeds: [1],
      }),
    };
  });

/** What Node is given before the target; installs what is missing. It prints JSON. */
export function secretlintCommand(): readonly string[] {
  install();
  return [cli, "--secretlintrc", settings, "--no-gitignore", "--format", "json"];
}

function install(): void {
  if (existsSync(join(folder, "node_modules"))) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{"private":true}`);
  writeFileSync(settings, JSON.stringify({ rules: [{ id: preset }] }));
  const packages = ["secretlint", preset].map((each) => `${each}@${secretlintVersion}`);
  printed("npm", ["install", "--silent", "--prefix", folder, ...packages]);
}
