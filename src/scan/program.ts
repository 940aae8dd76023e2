import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, read, readSync } from "node:fs";
import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { promisify } from "node:util";
import { lazily, mapped, type Numbered } from "../core/numbered.ts";
import type { Rule } from "../core/rule.ts";
import { imageOf } from "../engine/image.ts";
import { memoryFor } from "../engine/kernel.ts";
import { type Compiled, compiled } from "../engine/matcher.ts";
import { compile, type ProgramRule } from "../engine/program.ts";

/** Rules, and what they were compiled to. */
export interface CompiledRules {
  readonly rules: Numbered<Rule>;
  readonly compiled: Compiled;
}

/**
 * What `npm run build` writes: a head, where the text of each rule ends, these
 * texts, and the image. Numbers are little-endian u32, places count from the
 * start of the file.
 */
const file = new URL("./program.gen.bin", import.meta.url);
/** Where in the head what stands: a digest of the patterns, how many rules there are, and where the image starts. */
const headAt = { digest: 0, count: 32, image: 36, size: 64 };

/** The bundle was built together with the file; of the source, rules may be newer than that. */
const isBundled = extname(import.meta.filename) === ".js";

interface Built {
  readonly digest: Buffer;
  readonly program: CompiledRules;
}

let begun: Promise<Built | undefined> | undefined;

/** Begins to read the compiled rules, while what runs them is loaded. */
export function beginProgram(): void {
  begun ??= readBuilt();
}

/** What was built; none where nothing was, or where it cannot be read. */
async function readBuilt(): Promise<Built | undefined> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    return await builtIn(descriptor);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

const readAll = promisify(read);

async function builtIn(descriptor: number): Promise<Built | undefined> {
  const head = Buffer.alloc(headAt.size);
  // At once, so that the rest is read in one go: between two parts, all that is loaded would have its turn.
  readSync(descriptor, head, 0, head.length, 0);
  const imageStart = head.readUInt32LE(headAt.image);
  const size = fstatSync(descriptor).size - imageStart;
  if (imageStart < head.length || size <= 0) return undefined;
  const texts = Buffer.allocUnsafeSlow(imageStart);
  const placed = memoryFor(size);
  const [one, other] = await Promise.all([
    readAll(descriptor, texts, 0, imageStart, 0),
    readAll(descriptor, placed.image, 0, size, imageStart),
  ]);
  if (one.bytesRead + other.bytesRead < imageStart + size) return undefined;
  const told = ruleTexts(texts);
  return {
    digest: head.subarray(headAt.digest, headAt.count),
    program: {
      rules: mapped(told, ([rule]) => rule),
      compiled: { ...placed, rules: mapped(told, ([, program]) => program) },
    },
  };
}

/** A rule, and how it is run. */
type Told = readonly [Rule, ProgramRule];

/** The rules in what was built. A scan meets a tenth of them: the others' texts are never parsed. */
export function ruleTexts(built: Buffer): Numbered<Told> {
  const count = built.readUInt32LE(headAt.count);
  const endAt = (index: number): number => built.readUInt32LE(headAt.size + 4 * index);
  const startAt = (index: number): number =>
    index === 0 ? headAt.size + 4 * count : endAt(index - 1);
  return lazily(
    count,
    (index) => JSON.parse(built.toString("utf8", startAt(index), endAt(index)), toPattern) as Told,
  );
}

/** A pattern has no form of its own in JSON. */
const fromPattern = (_key: string, value: unknown): unknown =>
  value instanceof RegExp ? { pattern: value.source, flags: value.flags } : value;
const toPattern = (_key: string, value: unknown): unknown =>
  isPatternText(value) ? new RegExp(value.pattern, value.flags) : value;
const isPatternText = (
  value: unknown,
): value is { readonly pattern: string; readonly flags: string } =>
  typeof value === "object" && value !== null && "pattern" in value && "flags" in value;

/**
 * tare's own rules, compiled: as they were built, if they were built of these
 * patterns, else compiled now, which takes some seconds. Each who asks gets an
 * image of its own.
 */
export async function ownProgram(): Promise<CompiledRules> {
  const reading = begun ?? readBuilt();
  begun = undefined;
  const built = await reading;
  if (built && isBundled) return built.program;
  const { ownRules } = await import("./own-rules.ts");
  if (!built?.digest.equals(digestOf(ownRules)))
    return { rules: ownRules, compiled: compiled(ownRules) };
  return { ...built.program, rules: ownRules };
}

/** Another one whenever the rules, or what they are compiled to, may be others. */
export async function ownVersion(): Promise<string> {
  const built = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (isBundled) return String(built);
  const { ownRules } = await import("./own-rules.ts");
  return `${built} ${digestOf(ownRules).toString("hex")}`;
}

const digestOf = (rules: readonly Rule[]): Buffer =>
  createHash("sha256")
    .update(JSON.stringify(rules.map(({ pattern }) => String(pattern))))
    .digest();

/** The image begins at a multiple of this, in bytes: so its numbers lie right in memory. */
const aligned = 64;

/** What the build writes for these rules. */
export function builtFrom(rules: readonly Rule[]): Uint8Array {
  const program = compile(rules);
  const texts = rules.map((rule, index) =>
    Buffer.from(JSON.stringify([rule, program.rules[index]], fromPattern)),
  );
  let end = headAt.size + 4 * texts.length;
  const ends = texts.map((text) => (end += text.length));
  const imageStart = Math.ceil(end / aligned) * aligned;
  const bytes = Buffer.alloc(imageStart);
  digestOf(rules).copy(bytes, headAt.digest);
  bytes.writeUInt32LE(rules.length, headAt.count);
  bytes.writeUInt32LE(imageStart, headAt.image);
  for (const [index, each] of ends.entries()) bytes.writeUInt32LE(each, headAt.size + 4 * index);
  Buffer.concat(texts).copy(bytes, headAt.size + 4 * texts.length);
  return Buffer.concat([bytes, imageOf(program)]);
}
