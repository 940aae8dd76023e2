import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { safetensorsFile } from "../src/demo/model.ts";
import { sealed } from "../src/attest/envelope.ts";
import { proofCase } from "../src/fortify/proof/testing.ts";
import { fakeToken } from "../src/scan/testing.ts";
import { program } from "./kit/tools.ts";

const bash = program("bash");
const tools = ["openssl", "jq", "sha256sum", "python3"].map((name) => program(name));
const isThere = bash !== undefined && tools.every((tool) => tool !== undefined);

/** The commands of the section "Other tools", which are indented. */
function commands(): string {
  const page = readFileSync("docs/proof.md", "utf8");
  const [, keys = ""] = page.split("## Keys\n");
  return keys
    .split("\n")
    .filter((line) => line.startsWith("    "))
    .map((line) => line.slice(4))
    .join("\n");
}

test.skipIf(!isThere)("other tools agree, by the commands of docs/proof.md", async () => {
  await using all = await proofCase({
    "model.safetensors": safetensorsFile({ token: fakeToken() }),
    "notes/a file.json": `{"token": "${fakeToken("B")}"}`,
  });
  const folder = join(all.after, "..");
  symlinkSync("after", join(folder, "clean"));
  const run = (script: string): string =>
    execFileSync(bash ?? "", ["-euo", "pipefail", "-c", script], { cwd: folder, encoding: "utf8" });
  const [generate = "", open = "", ...rest] = commands().split("\n");
  run(`${generate}\n${open}`);
  writeFileSync(
    join(folder, "receipt.json"),
    sealed(all.statement, readFileSync(join(folder, "key.pem"), "utf8")),
  );
  const script = rest.join("\n").replaceAll("model.norm.weight", "classifier.bias");
  const said = run(script);
  expect(said).toContain("Signature Verified Successfully");
  const digests = said.match(/\b[0-9a-f]{64}\b/g);
  expect(digests).toHaveLength(2);
  expect(digests?.[0]).toBe(digests?.[1]);

  writeFileSync(join(all.after, "notes/a file.json"), "{}");
  expect(() => run(script)).toThrow(/did NOT match/);
});
