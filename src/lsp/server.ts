import type { Readable, Writable } from "node:stream";
import {
  createConnection,
  type InitializeResult,
  ProposedFeatures,
  TextDocuments,
  type WatchDog,
} from "vscode-languageserver";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { version } from "../core/version.ts";
import { type ClientOptions, clientOptions } from "./options.ts";
import { Session } from "./session.ts";
import type { ReadSettings } from "./settings.ts";

export interface ServerOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Whatever the client says, nothing that a workspace says of itself is heeded. */
  readonly isUntrusted: boolean;
  readonly readSettings: ReadSettings;
}

/**
 * Speaks the Language Server Protocol 3.17 until the client ends it.
 *
 * https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 *
 * @returns The exit status: 0 where the client said that it was done, else 1.
 */
export async function serve(options: ServerOptions): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const watchDog: WatchDog = {
    shutdownReceived: false,
    initialize: () => undefined,
    exit: resolve,
  };
  const { input, output } = options;
  const connection = createConnection(
    (logger) =>
      createProtocolConnection(
        new StreamMessageReader(input),
        new StreamMessageWriter(output),
        logger,
      ),
    watchDog,
    ProposedFeatures.all,
  );
  for (const event of ["end", "close"])
    input.once(event, () => resolve(watchDog.shutdownReceived ? 0 : 1));
  start(connection, options);
  connection.listen();
  const status = await promise;
  connection.dispose();
  input.destroy();
  return status;
}

/** Answers what the client asks, from when it has said what it can do. */
function start(
  connection: ProposedFeatures.Connection,
  { isUntrusted, readSettings }: ServerOptions,
): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params) => {
    const client = clientOptions(params, isUntrusted);
    const session = new Session({ connection, documents, client, readSettings });
    session.listen();
    connection.onInitialized(() => {
      // A client that refuses has its settings read once.
      if (client.watchesFiles)
        connection.client
          .register(DidChangeWatchedFilesNotification.type, { watchers })
          .catch(() => undefined);
      if (client.tellsFolders)
        connection.workspace.onDidChangeWorkspaceFolders((event) => session.changeFolders(event));
    });
    return initialized(client);
  });
  documents.listen(connection);
}

/** Files that say how a workspace is looked at. */
const watchers = ["tare.yaml", ".tare-ignore", ".gitleaksignore", "*.baseline.jsonl"].map(
  (name) => ({
    globPattern: `**/${name}`,
  }),
);

const initialized = ({ pulls, wholeWorkspace, tellsFolders }: ClientOptions): InitializeResult => ({
  serverInfo: { name: "tare", version },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    ...(pulls && {
      diagnosticProvider: {
        identifier: "tare",
        interFileDependencies: false,
        workspaceDiagnostics: wholeWorkspace,
      },
    }),
    ...(tellsFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  },
});
