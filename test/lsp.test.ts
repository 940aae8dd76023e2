import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  type CodeAction,
  DidChangeWatchedFilesNotification,
  DiagnosticRefreshRequest,
  FileChangeType,
  type TextDocumentEdit,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { sampleSecrets } from "../src/report/testing.ts";
import { Editor, pulling } from "./kit/editor.ts";

const token = sampleSecrets.hubToken;
const folder = mkdtempSync(join(tmpdir(), "tare-lsp-"));
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({ folder });
});
afterAll(async () => {
  await editor[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** A name that no other test uses. */
let names = 0;
const fresh = (ending: string): string => uriOf(`d${names++}${ending}`);

const hubToken = "huggingface-user-token";
const only = (rule: string) => (each: { code?: unknown }) => each.code === rule;

/** The document's text with an action done. */
function applied(text: string, uri: string, { edit }: CodeAction): string {
  const document = TextDocument.create(uri, "", 1, text);
  return TextDocument.applyEdits(document, edit?.changes?.[uri] ?? []);
}

describe("diagnostics", () => {
  test("say what is found in the open text, whatever is on the disk", async () => {
    write("disk.py", "x = 1\n");
    const uri = uriOf("disk.py");
    await editor.open(uri, "python", `a = 1\ntoken = "${token}"\n`);
    const [found, ...others] = (await editor.diagnostics(uri)).filter(only(hubToken));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      source: "tare",
      severity: 1,
      codeDescription: { href: expect.stringMatching(/^https:/) },
      range: { start: { line: 1, character: 9 }, end: { line: 1, character: 9 + token.length } },
    });
  });

  test("never hold the value", async () => {
    const uri = fresh(".py");
    await editor.open(uri, "python", `token = "${token}"\nprint(token)\n`);
    const report = await editor.report(uri);
    const hover = await editor.hover(uri, 0, 12);
    const all = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const actions = await editor.actions(uri, all);
    expect(actions.length).toBeGreaterThan(0);
    expect(JSON.stringify([report, hover, actions])).not.toContain(token.slice(8));
  });

  test("tell of what an audit finds, in Python, pipelines and Dockerfiles", async () => {
    const python = fresh(".py");
    await editor.open(python, "python", "import os\nprint(os.environ)\n");
    expect(await editor.diagnostics(python)).toMatchObject([
      { code: "logged-secret", range: { start: { line: 1 } } },
    ]);
    const workflow = uriOf(".github/workflows/train.yml");
    const text = "on: push\njobs:\n  train:\n    runs-on: x\n    steps:\n      - run: printenv\n";
    await editor.open(workflow, "yaml", text);
    expect((await editor.diagnostics(workflow)).map(({ code }) => code)).toContain(
      "printed-environment",
    );
  });

  test("follow changes of parts of the text", async () => {
    const uri = fresh(".py");
    await editor.open(uri, "python", "a = 1\n");
    expect(await editor.diagnostics(uri)).toEqual([]);
    const at = { line: 0, character: 4 };
    const end = { line: 0, character: 5 };
    await editor.change(uri, { range: { start: at, end }, text: `"${token}"` });
    expect(await editor.diagnostics(uri)).toMatchObject([{ code: hubToken }]);
    const whole = { start: at, end: { line: 0, character: 6 + token.length } };
    await editor.change(uri, { range: whole, text: "2" });
    expect(await editor.diagnostics(uri)).toEqual([]);
  });

  test("count in UTF-16, behind emoji, umlauts and CRLF", async () => {
    const uri = fresh(".py");
    await editor.open(uri, "python", `# 🦜🦜 ü 漢\r\nß = "🦜"; token = "${token}"\r\n`);
    const [found] = (await editor.diagnostics(uri)).filter(only(hubToken));
    expect(found?.range).toEqual({
      start: { line: 1, character: 19 },
      end: { line: 1, character: 19 + token.length },
    });
  });

  test("are the same until something changes", async () => {
    const uri = fresh(".py");
    await editor.open(uri, "python", "a = 1\n");
    const { resultId } = await editor.report(uri);
    expect(await editor.report(uri, resultId)).toEqual({ kind: "unchanged", resultId });
    await editor.change(uri, { text: "b = 1\n" });
    expect(await editor.report(uri, resultId)).toMatchObject({ kind: "full" });
  });

  test("survive broken documents", async () => {
    for (const [ending, language, text] of [
      [".json", "json", `{"a": ["${token}", {`],
      [".yaml", "yaml", `a: [\n\t- "${token}\n  : :`],
      [".py", "python", `def f(:\n  x = ["${token}"\n"""`],
      [".ipynb", "json", `{"cells": [{"source": ["t = '${token}'"`],
      [".txt", "plaintext", `\ud800 ${token} \udc00\0\0`],
    ] as const) {
      const uri = fresh(ending);
      await editor.open(uri, language, text);
      expect(
        (await editor.diagnostics(uri)).map(({ code }) => code),
        ending,
      ).toContain(hubToken);
    }
  });

  test("say that a huge document was not inspected", async () => {
    const uri = fresh(".txt");
    await editor.open(uri, "plaintext", `${token}\n`.padEnd(4 * 1024 * 1024 + 1, "x"));
    expect(await editor.diagnostics(uri)).toMatchObject([
      { code: "not-inspected", severity: 3, message: expect.stringContaining("4 Mi") },
    ]);
  });

  test("are gone for a document that was closed, and for one under its new name begin anew", async () => {
    const uri = fresh(".py");
    await editor.open(uri, "python", `t = "${token}"\n`);
    expect(await editor.diagnostics(uri)).toHaveLength(1);
    await editor.close(uri);
    expect(await editor.diagnostics(uri)).toEqual([]);
    const renamed = fresh(".py");
    await editor.open(renamed, "python", `t = "${token}"\n`);
    expect(await editor.diagnostics(renamed)).toHaveLength(1);
  });

  test("of documents without a file are made, too", async () => {
    await editor.open("untitled:Untitled-1", "python", `t = "${token}"\n`);
    expect(await editor.diagnostics("untitled:Untitled-1")).toMatchObject([{ code: hubToken }]);
  });

  test("of a version that was changed meanwhile are not given", async () => {
    const uri = fresh(".py");
    await editor.open(uri, "python", "a = 1\n");
    const asked = Array.from({ length: 20 }, async (_, at) => {
      await editor.change(uri, { text: `a = ${at}\nt = "${token}"\n` });
      return editor.report(uri).catch((error: unknown) => error);
    });
    const last = (await Promise.all(asked)).at(-1);
    expect(last).toMatchObject({ kind: "full", items: [{ code: hubToken }] });
  });
});

describe("hover", () => {
  test("says what it means and what to do", async () => {
    const uri = fresh(".py");
    await editor.open(uri, "python", `t = "${token}"\n`);
    const hover = await editor.hover(uri, 0, 8);
    expect(hover).toMatchObject({
      contents: { kind: "markdown", value: expect.stringMatching(/What to do:\*\* Revoke/) },
      range: { start: { line: 0, character: 5 } },
    });
    expect(await editor.hover(uri, 0, 1)).toBeNull();
  });
});

/** What can be done at the first finding, with the text that it would leave. */
async function offered(ending: string, language: string, text: string) {
  const uri = fresh(ending);
  await editor.open(uri, language, text);
  const [found] = await editor.diagnostics(uri);
  if (!found) throw new Error("nothing was found");
  const actions = await editor.actions(uri, found.range);
  return {
    titles: actions.map(({ title }) => title),
    done: (start: string): string | undefined => {
      const action = actions.find(({ title }) => title.startsWith(start));
      return action && applied(text, uri, action);
    },
    actions,
  };
}

describe("quick fixes", () => {
  test("read a literal of Python from the environment", async () => {
    const { done, titles } = await offered(".py", "python", `"""Doc."""\nhub_token = "${token}"\n`);
    expect(titles).toContain("Read HUB_TOKEN from the environment");
    expect(done("Read")).toBe(`"""Doc."""\nimport os\nhub_token = os.environ["HUB_TOKEN"]\n`);
  });

  test("keep an import that is there, and line ends as they are", async () => {
    const text = `import os\r\nlogin(token="${token}")\r\n`;
    expect((await offered(".py", "python", text)).done("Read")).toBe(
      `import os\r\nlogin(token=os.environ["TOKEN"])\r\n`,
    );
    expect((await offered(".py", "python", text.slice(11))).done("Read")).toBe(
      `import os\r\nlogin(token=os.environ["TOKEN"])\r\n`,
    );
  });

  test.each([
    `t = f"${token}"`,
    `t = """${token}"""`,
    `t = "${token}" "more"`,
    `# t = "${token}"`,
    `t = "Bearer ${token}"`,
    `s = 'login("${token}")'`,
    `if t == "${token}": pass`,
  ])("leave alone what is no literal by itself: %#", async (text) => {
    expect((await offered(".py", "python", text)).done("Read")).toBeUndefined();
  });

  test("mask a value", async () => {
    const { done } = await offered(".json", "json", `{"token": "${token}"}`);
    expect(done("Mask")).toBe(`{"token": "REDACTED"}`);
  });

  test("let pass by a comment, where the language has one", async () => {
    const { done } = await offered(".py", "python", `t = "${token}"\r\nx = 1`);
    expect(done("Let 'hugg")).toBe(`t = "${token}"  # tare:allow=${hubToken}\r\nx = 1`);
    expect((await offered(".json", "json", `{"token": "${token}"}`)).done("Let 'hugg")).toBe(
      undefined,
    );
  });

  test("by such a comment the finding is gone", async () => {
    const uri = fresh(".py");
    await editor.open(uri, "python", `t = "${token}"  # tare:allow=${hubToken}\n`);
    expect(await editor.diagnostics(uri)).toEqual([]);
  });
});

describe("settings of the workspace", () => {
  test("a line of .tare-ignore, written by a quick fix, lets the finding pass", async () => {
    const uri = uriOf("model card.py");
    await editor.open(uri, "python", `t = "${token}"\n`);
    const [found] = await editor.diagnostics(uri);
    const actions = await editor.actions(
      uri,
      found?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    );
    const entry = actions.find(({ title }) => title.includes(".tare-ignore"));
    const [, change] = entry?.edit?.documentChanges ?? [];
    const [edit] = (change as TextDocumentEdit).edits;
    write(".tare-ignore", (edit as { newText: string }).newText);
    const refreshed = new Promise<void>((resolve) => {
      editor.connection.onRequest(DiagnosticRefreshRequest.type, () => resolve());
    });
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf(".tare-ignore"), type: FileChangeType.Created }],
    });
    await refreshed;
    expect(await editor.diagnostics(uri)).toEqual([]);
    expect(editor.registered).toContain("workspace/didChangeWatchedFiles");
  });

  test("are not heeded where the workspace is not trusted", async () => {
    await using wary = await Editor.start({ folder, initializationOptions: { untrusted: true } });
    const uri = uriOf("model card.py");
    await wary.open(uri, "python", `t = "${token}"  # tare:allow\n`);
    expect(await wary.diagnostics(uri)).toMatchObject([{ code: hubToken }]);
    const here = { line: 0, character: 8 };
    const actions = await wary.actions(uri, { start: here, end: here });
    expect(actions.map(({ title }) => title).filter((each) => each.startsWith("Let"))).toEqual([]);
  });

  test("that are wrong are told of, and let nothing pass", async () => {
    const wrong = mkdtempSync(join(tmpdir(), "tare-lsp-wrong-"));
    writeFileSync(join(wrong, "tare.yaml"), "exclude: 5\n");
    await using other = await Editor.start({ folder: wrong, capabilities: {} });
    const uri = pathToFileURL(join(wrong, "a.py")).href;
    await other.open(uri, "python", `t = "${token}"\n`);
    await vi.waitFor(() => expect(other.pushed.get(uri)?.diagnostics).toHaveLength(1), 5000);
    await vi.waitFor(() => expect(other.messages.join()).toContain("exclude"));
    rmSync(wrong, { recursive: true });
  });
});

describe("clients of other kinds", () => {
  const pushing = { workspace: {}, textDocument: {} };

  test("get diagnostics sent, once typing pauses, and none for what is closed", async () => {
    await using other = await Editor.start({ folder, capabilities: pushing });
    expect(other.result?.capabilities.diagnosticProvider).toBeUndefined();
    const uri = uriOf("pushed.py");
    await other.open(uri, "python", "a = 1\n");
    await other.change(uri, { text: `a = "${token}"\n` });
    await vi.waitFor(() => expect(other.pushed.get(uri)?.version).toBe(2), 5000);
    expect(other.pushed.get(uri)?.diagnostics).toMatchObject([{ code: hubToken }]);
    await other.close(uri);
    await vi.waitFor(() => expect(other.pushed.get(uri)?.diagnostics).toEqual([]), 5000);
  });

  test("are told about files that are not open only where they ask for it", async () => {
    write("closed.py", "import os\nprint(os.environ)\n");
    expect(editor.result?.capabilities.diagnosticProvider).toMatchObject({
      workspaceDiagnostics: false,
    });
    await using other = await Editor.start({
      folder,
      capabilities: pulling,
      initializationOptions: { workspaceDiagnostics: true },
    });
    const { items } = await other.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
    });
    expect(items.map(({ uri }) => uri)).toContain(uriOf("closed.py"));
  });

  test("end the server, with a word or without", async () => {
    await using polite = await Editor.start({ folder });
    expect(await polite.end()).toBe(0);
    await using crashed = await Editor.start({ folder });
    expect(await crashed.vanish()).toBe(1);
  });
});
