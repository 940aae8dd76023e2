import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { serverOf } from "./server.ts";

let client: LanguageClient | undefined;

/** Starts the language server, and anew when a setting or the trust in the workspace changes. */
export async function activate({ subscriptions }: ExtensionContext): Promise<void> {
  subscriptions.push(
    commands.registerCommand("tare.restart", restart),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("tare")) await restart();
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart(): Promise<void> {
  await deactivate();
  const settings = workspace.getConfiguration("tare");
  const { isTrusted } = workspace;
  const server = serverOf({
    path: settings.get("path", ""),
    folders: (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
    isTrusted,
  });
  client = new LanguageClient(
    "tare",
    "tare",
    { command: server.command, args: [...server.args] },
    {
      documentSelector: [{ scheme: "file" }, { scheme: "untitled" }],
      initializationOptions: {
        untrusted: !isTrusted || settings.get("untrusted", false),
        leastSeverity: settings.get("leastSeverity", "low"),
        workspaceDiagnostics: settings.get("workspaceDiagnostics", false),
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    await window.showErrorMessage(`tare: '${server.command}' cannot be started: ${reason}`);
  }
}
