import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { trainingLog } from "../logs.ts";
import { contentsOf } from "./walk.ts";

const endings = [".py", ".js", ".ts", ".json", ".md", ".yaml", ".html"] as const;
/** Sizes that average near 24 kB. */
const sizes = { least: 9000, most: 80_000 };
/** One file in so many is a log. */
const logShare = 10;

/** Writes `count` files of common kinds, a hundred to a folder. Returns their bytes. */
export function writeSmall(folder: string, count: number): number {
  const sources = endings.map((ending) => ({
    ending: ending as string,
    contents: smallOf(ending),
  }));
  let bytes = 0;
  for (let each = 0; each < count; each++) {
    const { ending, content } = each % logShare === 0 ? log(each) : nextOf(sources, each);
    const parent = join(folder, `part-${Math.floor(each / 100)}`);
    mkdirSync(parent, { recursive: true });
    writeFileSync(join(parent, `file-${each}${ending}`), content);
    bytes += content.length;
  }
  return bytes;
}

interface Small {
  readonly ending: string;
  readonly content: Buffer;
}

const log = (each: number): Small => ({
  ending: ".log",
  content: Buffer.from(trainingLog(`small-${each}`, 24_000).text),
});

/** Of the next kind that has any left; logs when all are used up. */
function nextOf(
  sources: readonly { readonly ending: string; readonly contents: Iterator<Buffer> }[],
  each: number,
): Small {
  for (let offset = 0; offset < sources.length; offset++) {
    const source = sources[(each + offset) % sources.length];
    const next = source?.contents.next();
    if (source && next?.done === false) return { ending: source.ending, content: next.value };
  }
  return log(each);
}

function* smallOf(ending: string): Generator<Buffer> {
  for (const content of contentsOf([ending]))
    if (content.length >= sizes.least && content.length <= sizes.most) yield content;
}
