// Builds the package where it is installed out of git. 'npm install --global' of a git repository, as the
// pre-commit framework does it, leaves out what the build needs: then this brings it first.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

function isThere(name) {
  try {
    return resolve(name) !== "";
  } catch {
    return false;
  }
}

const npm = (...args) =>
  execFileSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`tare: Node ${process.versions.node} is too old: install Node 22.18 or newer`);
  process.exit(1);
}
if (!isThere("rolldown")) npm("ci", "--include=dev", "--no-global", "--ignore-scripts");
npm("run", "--no-global", "build");
