import { TareError } from "../core/error.ts";
import { openDatabase } from "../server/database/open.ts";
import { startServer } from "../server/server.ts";
import { dashboardFolder } from "./built.ts";
import type { Shell } from "./command.ts";
import { list, text, type Values } from "./options.ts";

/** Serves until the user wants to stop. @throws {TareError} */
export async function serveUntilStopped(
  operands: readonly string[],
  values: Values,
  shell: Shell,
): Promise<number> {
  const [operand] = operands;
  if (operand !== undefined)
    throw new TareError("usage", `serve takes no '${operand}'`, {
      hint: "name the database with --database",
    });
  const listen = listenOf(values);
  const oidc = oidcOf(values, shell);
  const database = await openDatabase(text(values, "database") ?? ".tare/server");
  const server = await startServer({
    database,
    ...listen,
    ...(oidc && { oidc }),
    page: dashboardFolder(shell.env),
    reach: { allowed: list(values, "allow-internal") },
    onError: (error) => shell.err(`tare: ${told(error)}\n`),
  }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  shell.out(`tare serves at ${server.url}, from ${database.title}\n`);
  if (server.welcome !== undefined)
    shell.out(`Make the first account, by this link that works once:\n\n  ${server.welcome}\n\n`);
  await stopped(shell);
  await server.stop();
  return 0;
}

const stopped = async ({ signal }: Shell): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** @throws {TareError} `usage`: an option does not fit. */
function listenOf(values: Values) {
  const host = text(values, "host") ?? "";
  const url = text(values, "url");
  const port = Number(text(values, "port"));
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new TareError(
      "usage",
      `--port takes a number up to 65535, not '${text(values, "port") ?? ""}'`,
    );
  if (url !== undefined && !/^https?:\/\/[^/]+\/?$/.test(url))
    throw new TareError(
      "usage",
      `--url takes an http or https address without a path, not '${url}'`,
    );
  if (url === undefined && !/^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host))
    throw new TareError("usage", `--host ${host} lets in other machines`, {
      hint: "say with --url how they reach it, as --url https://tare.example",
    });
  return { host, port, ...(url !== undefined && { url }) };
}

function oidcOf(values: Values, { env }: Shell) {
  const issuer = text(values, "oidc-issuer");
  const clientId = text(values, "oidc-client");
  if (issuer === undefined && clientId === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || !URL.canParse(issuer))
    throw new TareError("usage", "--oidc-issuer and --oidc-client go together", {
      hint: "give the address of the provider, and what it calls this server",
    });
  return { issuer, clientId, clientSecret: env["TARE_OIDC_SECRET"] ?? "" };
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof TareError) return error.message;
  return error.stack ?? error.message;
}
