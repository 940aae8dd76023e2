import { existsSync } from "node:fs";
import { TareError } from "../core/error.ts";
import { openDatabase } from "../server/database/open.ts";
import { startServer } from "../server/server.ts";
import { needFolder } from "../sources/if-there.ts";
import { dashboardFolder } from "./built.ts";
import type { Shell } from "./command.ts";
import { list, text, type Values, wholeNumber } from "./options.ts";

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
  const allowed = internalHosts(values);
  const where = text(values, "database") ?? "";
  if (existsSync(where)) await needFolder(where, "name a folder, or postgres://USER@HOST/NAME");
  const database = await openDatabase(where);
  const server = await startServer({
    database,
    ...listen,
    ...(oidc && { oidc }),
    page: dashboardFolder(shell.env),
    reach: { allowed },
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
  const port = wholeNumber(values, "port", 0, 65_535) ?? 0;
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

/** @throws {TareError} `usage`: one is no host. */
function internalHosts(values: Values): readonly string[] {
  const hosts = list(values, "allow-internal");
  const other = hosts.find((each) => !/^[\w.:-]+$/.test(each));
  if (other === undefined) return hosts;
  throw new TareError("usage", `--allow-internal takes the name of a host, not '${other}'`, {
    hint: "write it without a scheme and a path, as hooks.corp.example",
  });
}

function oidcOf(values: Values, { env }: Shell) {
  const issuer = text(values, "oidc-issuer");
  const clientId = text(values, "oidc-client");
  if (issuer === undefined || clientId === undefined) return undefined;
  if (!URL.canParse(issuer))
    throw new TareError("usage", `--oidc-issuer takes an address, not '${issuer}'`, {
      hint: "write it as the provider does, as https://login.example",
    });
  return { issuer, clientId, clientSecret: env["TARE_OIDC_SECRET"] ?? "" };
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof TareError) return error.message;
  return error.stack ?? error.message;
}
