import { randomUUID } from "node:crypto";
import { open, realpath, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseEnv } from "node:util";
import { TareError } from "../core/error.ts";
import type { FindingClass, Severity } from "../core/finding.ts";
import { Secret } from "../core/secret.ts";
import { secretsIn } from "../fortify/redact/environment.ts";
import { redactingMatcher } from "../fortify/redact/matcher.ts";
import { Redactor, type SecretValue } from "../fortify/redact/redactor.ts";
import { redacting } from "../fortify/redact/stream.ts";
import { statOf } from "../sources/if-there.ts";
import type { Shell } from "./command.ts";
import { readText, whyUnread } from "./files.ts";
import { list, text, type Values, wholeNumber } from "./options.ts";
import { knownRules } from "./scanning.ts";
import { isNobodyReading } from "./standard-streams.ts";
import { userRules } from "./user-rules.ts";

/**
 * The redactor that the options ask for.
 *
 * @throws {TareError} `usage`: a file cannot be read, or nothing is left to mask by.
 */
export async function redactorFor(options: Values, shell: Shell): Promise<Redactor> {
  const values = await valuesOf(options, shell);
  const matcher = options["no-patterns"] === true ? undefined : await matcherOf(options, shell);
  if (values.length === 0 && !matcher)
    throw new TareError("usage", "nothing is left to mask by", {
      hint: "name values with --env, --file, --lines or --dotenv, or leave out --no-patterns",
    });
  const redactor = new Redactor({
    values,
    matcher,
    mask: text(options, "mask"),
    shortest: wholeNumber(options, "min-length", 6),
  });
  for (const name of redactor.tooShort)
    shell.err(`tare: note: the value of '${name}' is too short, and not masked\n`);
  return redactor;
}

const named = (name: string, value: string): SecretValue => ({ name, value: new Secret(value) });

/** Names that can be given more than once; a path may hold a comma. */
const paths = (options: Values, name: string): readonly string[] =>
  (options[name] ?? []) as readonly string[];

async function valuesOf(options: Values, shell: Shell): Promise<SecretValue[]> {
  const values = options["env-secrets"] === true ? secretsIn(shell.env) : [];
  for (const name of list(options, "env")) {
    const value = shell.env[name];
    if (value === undefined) shell.err(`tare: note: the environment has no '${name}'\n`);
    else values.push(named(name, value));
  }
  for (const path of paths(options, "file")) values.push(named(path, await readText(path, "file")));
  for (const path of paths(options, "lines"))
    values.push(...valuesIn(path, linesIn(path, await readText(path, "file")), shell));
  for (const path of paths(options, "dotenv"))
    values.push(...valuesIn(path, parseEnv(await readText(path, "file")), shell));
  return values;
}

const linesIn = (path: string, content: string): Readonly<Record<string, string>> =>
  Object.fromEntries(content.split("\n").map((line, at) => [`${path}:${at + 1}`, line]));

/** What a file sets, by names; that it sets nothing is said, since then nothing of it is masked. */
function valuesIn(
  path: string,
  set: Readonly<Record<string, string | undefined>>,
  shell: Shell,
): readonly SecretValue[] {
  const values = Object.entries(set).flatMap(([name, value = ""]) =>
    value.trim() === "" ? [] : [named(name, value)],
  );
  if (values.length === 0) shell.err(`tare: note: '${path}' holds no value to mask\n`);
  return values;
}

async function matcherOf(options: Values, shell: Shell) {
  const user = await userRules(paths(options, "rules"), true, shell);
  const rules = await knownRules(list(options, "rule"), user);
  const classes = list(options, "class") as FindingClass[];
  const matcher = await redactingMatcher({
    ...(classes.length > 0 && { classes }),
    leastSeverity: (text(options, "min-severity") ?? "info") as Severity,
    rules,
    ...(user && { user }),
  });
  if (matcher) return matcher;
  throw new TareError("usage", "no rule is left by which to mask", {
    hint: "see 'tare rules' for their names, classes and severities",
  });
}

/** What to do where something else than a file is named. */
const namedFiles = "name files, as logs/*.txt; 'tare clean' takes folders";

/**
 * Masks what a file or a stream holds, on standard output, as long as somebody reads it.
 *
 * @throws {TareError} `usage`: the file cannot be read; `machine`: what is masked cannot be written.
 */
export async function masked(
  source: string | AsyncIterable<Uint8Array>,
  redactor: Redactor,
  shell: Shell,
): Promise<void> {
  const input = typeof source === "string" ? await opened(source) : Readable.from(source);
  try {
    await pipeline(input, redacting(redactor), async (output: AsyncIterable<Uint8Array>) => {
      for await (const bytes of output) await shell.write(bytes);
    });
  } catch (error) {
    if (!isNobodyReading(error)) throw error;
  }
}

/**
 * Masks what a file holds. It is there as it was, or whole and masked; one in
 * which nothing is masked is left alone.
 *
 * @throws {TareError} `usage`: it cannot be read; `machine`: it cannot be written.
 */
export async function maskedInPlace(path: string, redactor: Redactor): Promise<void> {
  const info = await statOf(path, namedFiles);
  if (!info.isFile())
    throw new TareError("usage", `'${path}' is no file that could be written anew`, {
      hint: namedFiles,
    });
  const input = await opened(path);
  const target = await realpath(path);
  const beside = `${target}.${randomUUID()}.part`;
  const before = total(redactor);
  try {
    await writeMasked(input, beside, redactor, info.mode);
    if (total(redactor) > before) await rename(beside, target);
  } catch (cause) {
    throw new TareError("machine", `cannot write '${path}': ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    await rm(beside, { force: true });
  }
}

// eslint-disable-next-line max-params -- from where to where, and how
async function writeMasked(
  input: Readable,
  path: string,
  redactor: Redactor,
  mode: number,
): Promise<void> {
  await using file = await open(path, "wx", mode);
  await pipeline(input, redacting(redactor), async (output: AsyncIterable<Uint8Array>) => {
    for await (const bytes of output) await file.writeFile(bytes);
  });
  await file.sync();
}

async function opened(path: string): Promise<Readable> {
  const file = await open(path).catch((cause: NodeJS.ErrnoException) => {
    throw new TareError("usage", `file '${path}': ${whyUnread(cause.code)}`, { cause });
  });
  if (!(await file.stat()).isDirectory()) return file.createReadStream();
  await file.close();
  throw new TareError("usage", `file '${path}': it is a folder`, { hint: namedFiles });
}

const total = ({ counts }: Redactor): number =>
  counts.values().reduce((sum, count) => sum + count, 0);

/** How often each value and each rule was masked. */
export function summary(redactor: Redactor): string {
  const all = [...redactor.counts].toSorted(([, one], [, other]) => other - one);
  const each = all.map(([name, count]) => `${name} ${count}`).join(", ");
  const count = total(redactor);
  return `tare: masked ${count} ${count === 1 ? "secret" : "secrets"}${each && `: ${each}`}\n`;
}
