import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { TareError } from "../core/error.ts";
import type { Report } from "../core/report.ts";
import { htmlWith } from "../report/html.ts";
import type { Renderer, RenderOptions } from "../report/renderer.ts";
import { renderers } from "../report/renderers.ts";
import { text } from "../report/text.ts";
import { ifThere } from "../sources/if-there.ts";
import { builtPage, dashboardFolder } from "./built.ts";
import type { Shell } from "./command.ts";
import { formatOf } from "./file-format.ts";
import { text as textOf, type Values } from "./options.ts";
import { formats } from "./report-formats.ts";

/**
 * The renderer that was asked for, or the one that the ending of `--output` means, or text. Call it
 * before what takes long: nobody wants to learn then that a file cannot be written.
 *
 * @throws {TareError} `usage`: a file's ending is no format's, or its folder is not there;
 * `machine`: what a page is made of was not built.
 */
export async function rendererFor(values: Values, shell: Shell): Promise<Renderer> {
  const output = textOf(values, "output");
  const renderer = rendererOf(textOf(values, "format") ?? meantBy(output, "--format"), shell);
  const files = [output, ...furtherFiles(values, shell).map(({ file }) => file)];
  await Promise.all(files.map(needPlace));
  return renderer;
}

const ways = [...renderers, { id: "html", extension: "html" }];

const meantBy = (file: string | undefined, named: string): string => formatOf(file, ways, named);

function rendererOf(format: string, { env }: Shell): Renderer {
  if (format === "html") return htmlWith(builtPage(dashboardFolder(env)));
  return renderers.find(({ id }) => id === format) ?? text;
}

/** Each file that `--also` names, and how it is written. @throws {TareError} As `rendererFor`. */
function furtherFiles(values: Values, shell: Shell) {
  // A path may hold a comma.
  return ((values["also"] ?? []) as readonly string[]).map((each) => {
    const [, format, file = each] = /^([a-z-]+)=(.+)$/.exec(each) ?? [];
    if (format !== undefined && !formats.some((known) => known === format))
      throw new TareError("usage", `--also does not know the format '${format}'`, {
        hint: `use one of ${formats.join(", ")}`,
      });
    const meant = format ?? meantBy(file, `--also FORMAT=${file}`);
    return { file, renderer: rendererOf(meant, shell) };
  });
}

/** @throws {TareError} `usage`: no file can be written there; `machine`: that cannot be told. */
export async function needPlace(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  if (path === "-")
    throw new TareError("usage", "cannot write '-': a file is wanted, not standard output", {
      hint: "leave it out for standard output, or write ./- for a file of that name",
    });
  const info = async (place: string) => ifThere(place, async (each) => stat(each));
  if ((await info(path))?.isDirectory())
    throw new TareError("usage", `cannot write '${path}': it is a folder`, {
      hint: "name a file in it",
    });
  if (!(await info(dirname(path)))?.isDirectory())
    throw new TareError("usage", `cannot write '${path}': there is no folder '${dirname(path)}'`, {
      hint: "make it first, or name another",
    });
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
  for (const { file, renderer: each } of furtherFiles(values, shell))
    await writeWhole(file, each.render(report, plain));
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
 * @throws {TareError} `machine`: it cannot be written; `usage`: as `needPlace`.
 */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  await needPlace(path);
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
