import { open, stat } from "node:fs/promises";
import type { Rule } from "../core/rule.ts";
import { imageOf } from "../engine/image.ts";
import { type Compiled, compiled } from "../engine/matcher.ts";
import { compile, type Program, type ProgramRule } from "../engine/program.ts";

/**
 * What `npm run build` writes before the image, on a line of its own: how the
 * rules are run, and the patterns that they were compiled from.
 */
interface Built {
  readonly patterns: readonly string[];
  readonly rules: readonly ProgramRule[];
}

const file = new URL("./program.gen.bin", import.meta.url);

/** The image begins at a multiple of this, in bytes, so that its numbers can be read where they lie. */
const aligned = 64;

let begun: Promise<Buffer | undefined> | undefined;

/** Begins to read the compiled rules, while what runs them is loaded. */
export function beginProgram(): void {
  begun ??= readBuilt();
}

/** What was built; none where nothing was. In one go: `readFile` takes turns with all else that happens. */
async function readBuilt(): Promise<Buffer | undefined> {
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(size), 0, size, 0);
    return bytesRead === size ? buffer : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The rules compiled: as they were built, if they were built of these patterns,
 * else compiled now, which takes some seconds.
 */
export async function programOf(rules: readonly Rule[]): Promise<Compiled> {
  const reading = begun ?? readBuilt();
  // Whoever asks next gets an image of its own.
  begun = undefined;
  const bytes = await reading;
  if (!bytes) return compiled(rules);
  const line = bytes.indexOf("\n");
  const built = JSON.parse(bytes.toString("utf8", 0, line)) as Built;
  const isSame =
    built.patterns.length === rules.length &&
    rules.every(({ pattern }, index) => String(pattern) === built.patterns[index]);
  if (!isSame) return compiled(rules);
  // A plain array: the `slice` of a Buffer would not copy.
  const image = new Uint8Array(bytes.buffer, bytes.byteOffset + line + 1, bytes.length - line - 1);
  return { rules: built.rules, image };
}

/** When the rules were built, in milliseconds; 0 if they were not. What is kept of one build is of no use to another. */
export const builtAt = async (): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** What the build writes for these rules. */
export function builtFrom(rules: readonly Rule[], program: Program = compile(rules)): Uint8Array {
  const patterns = rules.map(({ pattern }) => String(pattern));
  const head = JSON.stringify({ patterns, rules: program.rules } satisfies Built);
  const size = Math.ceil((Buffer.byteLength(head) + 1) / aligned) * aligned;
  // White space behind JSON says nothing.
  const line = Buffer.alloc(size, " ");
  line.write(head);
  line.write("\n", size - 1);
  return Buffer.concat([line, imageOf(program)]);
}
