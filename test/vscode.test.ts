import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import manifest from "../editors/vscode/package.json" with { type: "json" };
import { serverOf } from "../editors/vscode/server.ts";
import { sampleSecrets } from "../src/report/testing.ts";
import { Editor } from "./kit/editor.ts";

type Listener = (event: { affectsConfiguration: (name: string) => boolean }) => Promise<void>;

/** What the fake editor holds; the extension host cannot run here. */
const host = {
  folder: "",
  settings: new Map<string, unknown>(),
  isTrusted: true,
  commands: new Map<string, () => Promise<void>>(),
  trustListeners: [] as (() => Promise<void>)[],
  settingListeners: [] as Listener[],
  errors: [] as string[],
  editors: [] as Editor[],
};

/** An object of which nothing may be asked that it does not have. */
const strict = <T extends object>(name: string, members: T): T =>
  new Proxy(members, {
    get: (target, key, receiver) => {
      if (!(key in target) && key !== "then")
        throw new Error(`the fake ${name} has no '${String(key)}'`);
      return Reflect.get(target, key, receiver) as unknown;
    },
  });

vi.mock("vscode", () => ({
  commands: strict("commands", {
    registerCommand: (name: string, run: () => Promise<void>) => {
      host.commands.set(name, run);
      return { dispose: () => undefined };
    },
  }),
  window: strict("window", {
    showErrorMessage: async (message: string) => void host.errors.push(message),
  }),
  workspace: strict("workspace", {
    get isTrusted() {
      return host.isTrusted;
    },
    get workspaceFolders() {
      return [{ uri: { fsPath: host.folder } }];
    },
    getConfiguration: (section: string) => ({
      get: (name: string, usual: unknown) => {
        const key = `${section}.${name}`;
        // A setting that the manifest does not offer would be nobody's.
        const offered = Reflect.get(manifest.contributes.configuration.properties, key) as {
          default: unknown;
        };
        expect(offered.default).toEqual(usual);
        return host.settings.get(key) ?? usual;
      },
    }),
    onDidGrantWorkspaceTrust: (listener: () => Promise<void>) => host.trustListeners.push(listener),
    onDidChangeConfiguration: (listener: Listener) => host.settingListeners.push(listener),
  }),
}));

interface StartedWith {
  readonly command: string;
  readonly args: readonly string[];
}

/** Stands for VS Code's client: it starts the real server with what the extension hands it. */
vi.mock("vscode-languageclient/node", () => ({
  LanguageClient: class {
    readonly #server: StartedWith;
    readonly #options: { initializationOptions: object };
    #editor: Editor | undefined;
    constructor(
      _id: string,
      _name: string,
      server: StartedWith,
      options: { initializationOptions: object },
    ) {
      this.#server = server;
      this.#options = options;
    }
    async start(): Promise<void> {
      if (this.#server.command === "missing") throw new Error("spawn missing ENOENT");
      const command = [this.#server.command, ...this.#server.args] as [string, ...string[]];
      const { initializationOptions } = this.#options;
      this.#editor = await Editor.start({ folder: host.folder, initializationOptions, command });
      host.editors.push(this.#editor);
    }
    async stop(): Promise<void> {
      await this.#editor?.end();
    }
  },
}));

const { activate, deactivate } = await import("../editors/vscode/extension.ts");
const start = async (): Promise<void> => activate({ subscriptions: [] } as never);

beforeEach(() => {
  host.folder = mkdtempSync(join(tmpdir(), "tare-vscode-"));
  const program = join(host.folder, "tare.sh");
  writeFileSync(
    program,
    `#!/bin/sh\nexec '${process.execPath}' '${resolve("src/cli/bin.ts")}' "$@"\n`,
  );
  chmodSync(program, 0o755);
  host.settings = new Map([["tare.path", program]]);
  host.isTrusted = true;
  host.editors = [];
  host.errors = [];
});
afterEach(async () => {
  await deactivate();
  for (const editor of host.editors) await editor[Symbol.asyncDispose]();
  rmSync(host.folder, { recursive: true });
});

/** How many findings the newest server has in a line that a comment lets pass. */
async function findingsNow(): Promise<number | undefined> {
  const editor = host.editors.at(-1);
  const uri = pathToFileURL(join(host.folder, "a.py")).href;
  await editor?.open(uri, "python", `t = "${sampleSecrets.hubToken}"  # tare:allow\n`);
  return (await editor?.diagnostics(uri))?.length;
}

describe("the extension", { timeout: 60_000 }, () => {
  test("starts the server, and again when it is told to", async () => {
    await start();
    expect(await findingsNow()).toBe(0);
    await host.commands.get("tare.restart")?.();
    expect(host.editors).toHaveLength(2);
    expect([...host.commands.keys()]).toEqual(
      manifest.contributes.commands.map(({ command }) => command),
    );
  });

  test("heeds nothing of a workspace that is not trusted, until it is", async () => {
    host.isTrusted = false;
    await start();
    expect(await findingsNow()).toBe(1);
    host.isTrusted = true;
    await host.trustListeners.at(-1)?.();
    expect(await findingsNow()).toBe(0);
  });

  test("starts anew when one of its settings changes, and no other", async () => {
    await start();
    host.settings.set("tare.untrusted", true);
    await host.settingListeners.at(-1)?.({ affectsConfiguration: () => false });
    expect(host.editors).toHaveLength(1);
    await host.settingListeners.at(-1)?.({ affectsConfiguration: (name) => name === "tare" });
    expect(await findingsNow()).toBe(1);
  });

  test("says so where no server can be started", async () => {
    host.settings.set("tare.path", "missing");
    await start();
    expect(host.errors).toEqual(["tare: 'missing' cannot be started: spawn missing ENOENT"]);
  });
});

test("the server of the workspace is taken only where that is trusted", () => {
  const bin = join(host.folder, "node_modules", "tare", "dist", "bin.js");
  mkdirSync(join(bin, ".."), { recursive: true });
  writeFileSync(bin, "");
  const of = (isTrusted: boolean) => serverOf({ path: "", folders: [host.folder], isTrusted });
  expect(of(true)).toEqual({ command: "node", args: [bin, "lsp"] });
  expect(of(false)).toEqual({ command: "tare", args: ["lsp", "--untrusted"] });
});
