import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { TareError } from "../core/error.ts";
import type { Report } from "../core/report.ts";
import type { Dossier } from "../recon/brief/dossier.ts";

/** A JSON file longer than this is no report that a person keeps. In bytes. */
const longestReport = 512 * 1024 * 1024;

/**
 * The report or dossier in a file; none where it is something else, which is scanned then.
 *
 * @throws {TareError} `usage`: it says that it is one, and is not.
 */
export async function writtenIn(path: string): Promise<Report | Dossier | undefined> {
  const value = extname(path) === ".json" ? await objectIn(path) : undefined;
  if (value?.["schema"] === "tare/brief/v1" && isDossier(value)) return value;
  if (value?.["schema"] === "tare/report/v1" && isReport(value)) return value;
  if (!/^tare\/(?:brief|report)\//.test(String(value?.["schema"]))) return undefined;
  throw new TareError(
    "usage",
    `'${path}' is no whole report or dossier of a version that is known`,
    {
      hint: "write it anew with 'tare scan -f json' or 'tare brief -f json'",
    },
  );
}

type Fields = Readonly<Record<string, unknown>>;

/** The object in a file; one that is no JSON is somebody's own. */
async function objectIn(path: string): Promise<Fields | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile() || info.size > longestReport) return undefined;
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** Whether there is a list of objects, each with texts and lists by these names. */
const hasList = (value: Fields, name: string, texts: readonly string[], lists: readonly string[]) =>
  Array.isArray(value[name]) &&
  value[name].every(
    (each) =>
      isObject(each) &&
      texts.every((text) => typeof each[text] === "string") &&
      lists.every((list) => Array.isArray(each[list])),
  );

const isDossier = (value: Fields): value is Fields & Dossier =>
  hasList(value, "entities", ["id", "kind", "name"], ["also", "evidence"]) &&
  hasList(value, "links", ["from", "kind", "to"], ["evidence"]) &&
  hasList(value, "attacks", ["play", "title"], ["targets"]);

const isReport = (value: Fields): value is Fields & Report =>
  hasList(value, "findings", ["id", "rule", "class", "preview", "fingerprint"], []) &&
  hasList(value, "gaps", ["path"], []) &&
  (value["findings"] as readonly Fields[]).every(
    ({ location }) => isObject(location) && typeof location["path"] === "string",
  );
