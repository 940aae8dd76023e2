import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";

/** What VS Code can do, as far as tare asks; without `diagnostic` diagnostics are sent to it. */
export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: {
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
};

export interface EditorOptions {
  readonly folder: string;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  /** The program and its arguments; the source's server if none. */
  readonly command?: readonly [string, ...string[]];
}

/** An editor that speaks with a real server process. */
export class Editor implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly connection: ProtocolConnection;
  /** What was sent last about each document. */
  readonly pushed = new Map<string, PublishDiagnosticsParams>();
  readonly messages: string[] = [];
  readonly registered: string[] = [];
  result: InitializeResult | undefined;
  readonly #versions = new Map<string, number>();

  private constructor(child: ChildProcess) {
    const { stdin, stdout } = child;
    if (!stdin || !stdout) throw new Error("the server has no pipes");
    this.#process = child;
    this.connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.pushed.set(params.uri, params);
    });
    this.connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }) => method));
    });
    this.connection.listen();
  }

  static async start({
    folder,
    capabilities = pulling,
    initializationOptions,
    command = [process.execPath, "src/cli/bin.ts", "lsp"],
  }: EditorOptions): Promise<Editor> {
    const [program, ...args] = command;
    const editor = new Editor(spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] }));
    const uri = pathToFileURL(folder).href;
    editor.result = await editor.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "folder" }],
      capabilities,
      initializationOptions,
    });
    await editor.connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    const textDocument = { uri };
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
  }

  async report(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.report(uri);
    return report.kind === "full" ? report.items : [];
  }

  async hover(uri: string, line: number, character: number): Promise<Hover | null> {
    const params = { textDocument: { uri }, position: { line, character } };
    return this.connection.sendRequest(HoverRequest.type, params);
  }

  async actions(uri: string, range: Range): Promise<CodeAction[]> {
    const params = { textDocument: { uri }, range, context: { diagnostics: [] } };
    return ((await this.connection.sendRequest(CodeActionRequest.type, params)) ??
      []) as CodeAction[];
  }

  /** Says goodbye. @returns The server's exit status. */
  async end(): Promise<number | null> {
    const ended = once(this.#process, "exit");
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [status] = (await ended) as [number | null];
    return status;
  }

  /** Goes away without a word, as an editor that crashed. @returns The server's exit status. */
  async vanish(): Promise<number | null> {
    const ended = once(this.#process, "exit");
    this.#process.stdin?.end();
    const [status] = (await ended) as [number | null];
    return status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connection.dispose();
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.kill();
    await ended;
  }
}
