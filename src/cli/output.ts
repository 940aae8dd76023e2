import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { extname } from "node:path";
import { TareError } from "../core/error.ts";
import type { Report } from "../core/report.ts";
import { htmlWith } from "../report/html.ts";
import type { Renderer, RenderOptions } from "../report/renderer.ts";
import { renderers } from "../report/renderers.ts";
import { text } from "../report/text.ts";
import { builtPage, dashboardFolder } from "./built.ts";
import type { Shell } from "./command.ts";
import { text as textOf, type Values } from "./options.ts";
import { formats } from "./report-formats.ts";

/**
 * The renderer that was asked for, or the one that the ending of `--output` means, or text.
 *
 * @throws {TareError} `machine`: what a page is made of was not built.
 */
export const rendererFor = (values: Values, shell: Shell): Renderer =>
  rendererOf(textOf(values, "format"), textOf(values, "output"), shell);

function rendererOf(
  format: string | undefined,
  output: string | undefined,
  { env }: Shell,
): Renderer {
  const ending = output === undefined ? "" : extname(output).slice(1);
  if ((format ?? ending) === "html") return htmlWith(builtPage(dashboardFolder(env)));
  const isMeant = ({ id, extension }: Renderer): boolean =>
    format === undefined ? extension === ending : id === format;
  return renderers.find(isMeant) ?? text;
}

/**
 * Writes a report to standard output or to the file that `--output` names, and
 * to each that `--also` names.
 *
 * @throws {TareError} `machine`: the file cannot be written.
 */
export async function print(
  report: Report,
  renderer: Renderer,
  values: Values,
  shell: Shell,
): Promise<void> {
  await put(renderer.render(report, renderOptions(values, shell)), values, shell);
  const plain = { ...renderOptions(values, shell), colour: false };
  // A path may hold a comma.
  for (const each of (values["also"] ?? []) as readonly string[]) {
    const [, format, file = each] = /^([a-z-]+)=(.+)$/.exec(each) ?? [];
    if (format !== undefined && !formats.some((known) => known === format))
      throw new TareError("usage", `--also does not know the format '${format}'`, {
        hint: `use one of ${formats.join(", ")}`,
      });
    await writeWhole(file, rendererOf(format, file, shell).render(report, plain));
  }
}

/** How the command line wants what is written to look. */
export const renderOptions = (values: Values, shell: Shell): RenderOptions => ({
  colour: shell.colour && textOf(values, "output") === undefined,
  columns: Math.max(40, shell.columns ?? 80),
  verbose: values["verbose"] === true,
  quiet: values["quiet"] === true,
});

/** Writes pieces to standard output, or to the file that `--output` names. @throws {TareError} `machine` */
export async function put(pieces: Iterable<string>, values: Values, shell: Shell): Promise<void> {
  const output = textOf(values, "output");
  if (output === undefined) {
    for (const piece of pieces) shell.out(piece);
    return;
  }
  await writeWhole(output, pieces);
  shell.err(`tare: report written to ${output}\n`);
}

/**
 * Writes a file so that it is there whole or not at all. One that was there keeps its
 * mode, and the links that lead to it; a device or a pipe is written as it stands.
 *
 * @throws {TareError} `machine`: it cannot be written.
 */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  try {
    const there = await stat(path).catch(() => undefined);
    if (there === undefined) await replace(path, pieces, 0o600);
    else if (there.isFile()) await replace(await realpath(path), pieces, there.mode);
    else await write(await open(path, "w"), pieces);
  } catch (cause) {
    throw new TareError("machine", `cannot write '${path}': ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function replace(path: string, pieces: Iterable<string>, mode: number): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    const file = await open(beside, "wx", 0o600);
    await file.chmod(mode);
    await write(file, pieces);
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
}

async function write(file: FileHandle, pieces: Iterable<string>): Promise<void> {
  try {
    for (const part of gathered(pieces)) await file.write(part);
    // Only what is a file can be told to be on the disk.
    if ((await file.stat()).isFile()) await file.sync();
  } finally {
    await file.close();
  }
}

/** What is written at once, in characters: a report has a piece for each line. */
const partSize = 64 * 1024;

function* gathered(pieces: Iterable<string>): Generator<string> {
  let part = "";
  for (const piece of pieces) {
    part += piece;
    if (part.length < partSize) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}
