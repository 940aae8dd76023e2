import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pythonWith } from "./kit/tools.ts";

/** The example of the manual that holds a word. */
function exampleWith(word: string): string {
  const manual = readFileSync("docs/redact.md", "utf8");
  const examples = [...manual.matchAll(/^```python\n([^]*?)^```$/gm)].map(([, code = ""]) => code);
  const found = examples.find((each) => each.includes(word));
  if (found === undefined) throw new Error(`no example with ${word}`);
  return found;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tare-python-"));
  const bin = join(import.meta.dirname, "../src/cli/bin.ts");
  writeFileSync(join(folder, "tare"), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`, {
    mode: 0o755,
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const password = ["quiet", "orchid", "lantern"].join("-");

/** What a program says that has a password in its environment. */
function said(command: string, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`,
      APP_PASSWORD: password,
    },
  });
  return stdout + stderr;
}

/** What a real Python says that runs lines of the manual, and then these. */
function saidByPython(python: string, ...lines: readonly string[]): string {
  const script = join(folder, "job.py");
  writeFileSync(script, ["import os", ...lines].join("\n"));
  return said(python, script);
}

test("logging writes through tare", () => {
  const python = pythonWith("logging");
  if (python === undefined) return;
  const example = exampleWith("logging.basicConfig");
  const text = saidByPython(python, example, 'logging.info("is %s", os.environ["APP_PASSWORD"])');
  expect(text).toBe("INFO:root:is ***\n");
});

test("loguru writes through tare, in colour, and with the values in its tracebacks", () => {
  const python = pythonWith("loguru");
  if (python === undefined) return;
  const text = saidByPython(
    python,
    exampleWith("loguru"),
    `
import base64
@logger.catch
def sign_in(password):
    raise ValueError(base64.b64encode(password.encode()))
logger.info("is {}", os.environ["APP_PASSWORD"])
sign_in(os.environ["APP_PASSWORD"])`,
  );
  const plain = text.replaceAll(/\u001B\[[0-9;]*m/g, "");
  expect(plain.length).toBeLessThan(text.length);
  expect(plain).toContain("is ***\n");
  expect(plain).toContain("└ '***'");
  expect(plain).toContain("ValueError: b'***'");
  expect(plain).not.toContain(password);
  expect(plain).not.toContain(btoa(password));
});

test("a pipe masks what a program writes without a line end", () => {
  expect(said("sh", "-c", 'printf %s "$APP_PASSWORD" | tare redact --env APP_PASSWORD')).toBe(
    "***",
  );
});
