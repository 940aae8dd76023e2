import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type DocumentDiagnosticReport,
  type DocumentDiagnosticParams,
  DocumentDiagnosticReportKind,
  type Hover,
  type HoverParams,
  LSPErrorCodes,
  MessageType,
  type ProposedFeatures,
  ResponseError,
  ShowMessageNotification,
  type TextDocuments,
  type WorkspaceDiagnosticReport,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { TareError } from "../core/error.ts";
import { actionsOf } from "./actions/actions.ts";
import { Checks } from "./checks.ts";
import { diagnosticsOf, rangeOf, shownOf } from "./diagnostics.ts";
import { Homes, pathOf } from "./homes.ts";
import { hoverAt } from "./hover.ts";
import type { ClientOptions } from "./options.ts";
import type { ReadSettings } from "./settings.ts";
import { folderDiagnostics } from "./workspace.ts";

/** Whoever types is left alone for so long before diagnostics are sent. */
const quietMs = 150;

export interface SessionOptions {
  readonly connection: ProposedFeatures.Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly client: ClientOptions;
  readonly readSettings: ReadSettings;
}

/** One client, its documents, and what is known about them. */
export class Session {
  readonly #options: SessionOptions;
  readonly #homes: Homes;
  readonly #checks: Checks;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Counts how often settings were read: what was found by older ones is out of date. */
  #settings = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#homes = new Homes({
      ...options.client,
      readSettings: options.readSettings,
      complain: (error) => this.#complain(error),
    });
    this.#checks = new Checks(this.#homes);
  }

  listen(): void {
    const { connection, documents, client } = this.#options;
    connection.onHover(async (params) => this.#hover(params));
    connection.onCodeAction(async (params) => this.#codeActions(params));
    connection.onDidChangeWatchedFiles(() => this.#settingsChanged());
    connection.onShutdown(() => this.#stop());
    documents.onDidClose(({ document }) => this.#closed(document));
    if (!client.pulls) {
      documents.onDidChangeContent(({ document }) => this.#pushSoon(document));
      return;
    }
    connection.languages.diagnostics.on(async (params, token) => this.#pulled(params, token));
    connection.languages.diagnostics.onWorkspace(async () => this.#workspace());
  }

  changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const paths = (folders: typeof added): string[] =>
      folders.flatMap(({ uri }) => pathOf(uri) ?? []);
    this.#homes.change(paths(added), paths(removed));
    this.#renew();
  }

  #complain({ message, hint = "" }: TareError): void {
    const { connection } = this.#options;
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Error,
      message: `tare: ${message}${hint === "" ? "" : `; ${hint}`}`,
    });
  }

  #settingsChanged(): void {
    this.#homes.forget();
    this.#renew();
  }

  /** Lets all that is shown be made anew. */
  #renew(): void {
    const { connection, documents, client } = this.#options;
    this.#settings++;
    this.#checks.forget();
    // A client that refuses shows what it knows until it asks again.
    if (client.pulls && client.refreshes)
      connection.languages.diagnostics.refresh().catch(() => undefined);
    if (!client.pulls) for (const document of documents.all()) this.#pushSoon(document);
  }

  #stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#checks.forget();
  }

  #closed({ uri }: TextDocument): void {
    const { connection, client } = this.#options;
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#checks.close(uri);
    if (!client.pulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  #pushSoon({ uri }: TextDocument): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.set(
      uri,
      setTimeout(() => void this.#push(uri), quietMs),
    );
  }

  async #push(uri: string): Promise<void> {
    const { connection, documents, client } = this.#options;
    const document = documents.get(uri);
    const checked = document && (await this.#checks.of(document));
    if (!checked || document.version !== checked.version) return;
    const diagnostics = diagnosticsOf(document, checked, client.least);
    await connection.sendDiagnostics({ uri, version: checked.version, diagnostics });
  }

  async #pulled(
    { textDocument, previousResultId }: DocumentDiagnosticParams,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const { documents, client } = this.#options;
    const document = documents.get(textDocument.uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const resultId = `${document.version}/${this.#settings}`;
    if (previousResultId === resultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const checked = await this.#checks.of(document);
    if (!checked || token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.ServerCancelled, "the document was changed meanwhile", {
        retriggerRequest: true,
      });
    const items = diagnosticsOf(document, checked, client.least);
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  async #workspace(): Promise<WorkspaceDiagnosticReport> {
    const { documents, client } = this.#options;
    const items = [];
    for (const folder of client.wholeWorkspace ? this.#homes.folders : [])
      items.push(
        ...(await folderDiagnostics(
          await this.#homes.ofFolder(folder),
          client.least,
          (uri) => documents.get(uri) !== undefined,
        )),
      );
    return { items };
  }

  async #hover({ textDocument, position }: HoverParams): Promise<Hover | undefined> {
    const document = this.#options.documents.get(textDocument.uri);
    const checked = document && (await this.#checks.of(document));
    return checked && hoverAt(document, this.#shown(checked.found), document.offsetAt(position));
  }

  #shown(found: Parameters<typeof shownOf>[0]): ReturnType<typeof shownOf> {
    return shownOf(found, this.#options.client.least);
  }

  async #codeActions({ textDocument, range }: CodeActionParams): Promise<CodeAction[]> {
    const { documents, client } = this.#options;
    const document = documents.get(textDocument.uri);
    const checked = document && (await this.#checks.of(document));
    if (!checked) return [];
    const home = await this.#homes.of(document.uri);
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    return this.#shown(checked.found)
      .filter(({ at = { start: 0, end: 0 } }) => at.start <= to && from <= at.end)
      .flatMap((found) => [
        ...actionsOf({ document, home, found }, rangeOf(document, found), client),
      ]);
  }
}
