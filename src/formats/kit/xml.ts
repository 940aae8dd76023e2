import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { type Region, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { keyStep, keyText } from "./key-path.ts";
import { narrowText } from "./narrow-text.ts";
import { xmlEntities } from "./xml-entities.ts";
import { type XmlToken, xmlTokens } from "./xml-tokens.ts";

/** Longer texts are only looked at as they stand, not decoded. */
const longestText = 256 * 1024;
/** Elements further in have the path of those around them. */
const deepest = 500;
/** Elements of more names beside each other are not numbered. */
const mostNames = 1000;
/** How much of a name is shown in a path, in bytes. */
const longestName = 100;

/** One text of a document: an attribute's, or what stands between tags. */
interface XmlText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly path: string;
  /** Whether it does not stand right behind the name that its path ends with. */
  readonly apart: boolean;
}

/** Whether a tag can have an attribute that is to be looked at by itself. */
const mayTell = /&|\bvalue\b/;

/**
 * An XML text as it stands; then, with their paths, the texts with entities,
 * decoded, and those whose name does not stand right before them.
 */
export async function* xmlText(blob: Blob): AsyncGenerator<Region> {
  yield* narrowText(blob);
  const walk = new XmlWalk();
  for await (const tokens of xmlTokens(blob))
    for (const token of tokens)
      for (const each of walk.next(token, mayTell.test(token.text))) {
        const isCoded = each.text.includes("&");
        if (!(isCoded || each.apart) || each.text.length > longestText) continue;
        const bytes = Buffer.from(each.text, "latin1");
        yield value(each.path, span(each.start, each.end), isCoded ? xmlEntities : plain, bytes);
      }
}

/** The path at each offset, as `Format.keys` wants it. Walks once, up to the last offset. */
export async function xmlKeys(
  blob: Blob,
  offsets: readonly number[],
): Promise<readonly (string | undefined)[]> {
  const keys: (string | undefined)[] = [];
  const walk = new XmlWalk();
  for await (const tokens of xmlTokens(blob))
    for (const token of tokens) {
      const texts = [...walk.next(token, (offsets[keys.length] ?? Infinity) < token.end)];
      let index = 0;
      for (
        let at = offsets[keys.length];
        at !== undefined && at < token.end;
        at = offsets[keys.length]
      ) {
        while ((texts[index]?.end ?? Infinity) <= at) index++;
        const around = texts[index];
        keys.push(around && around.start <= at ? around.path : walk.path());
      }
      if (keys.length === offsets.length) return keys;
    }
  return offsets.map((_, index) => keys[index]);
}

interface Element {
  readonly name: string;
  readonly path: string;
  /** How many elements of each name stand in it so far. */
  readonly counts: Map<string, number>;
}

/** Follows the elements of a document and knows the path of each text. */
class XmlWalk {
  readonly #open: Element[] = [];
  readonly #steps = new Map<string, string>();
  readonly #root: Element = { name: "", path: "$", counts: new Map() };

  path(): string {
    return (this.#open.at(-1) ?? this.#root).path;
  }

  /** The texts of a token; of its attributes only where it is `wanted`. */
  *next(token: XmlToken, wanted: boolean): Generator<XmlText> {
    if (token.kind === "end") this.#close(token);
    else if (token.kind === "start") yield* this.#element(token, wanted);
    else if (token.kind === "text") yield* this.#text(token);
  }

  *#element(token: XmlToken, wanted: boolean): Generator<XmlText> {
    const [, name = ""] = /^<([^\s/>]{0,400})/.exec(token.text) ?? [];
    const isShut = token.text.endsWith("/>");
    const isDeep = this.#open.length >= deepest;
    if (!isDeep) this.#open.push(this.#child(name));
    if (wanted) yield* this.#attributes(token, 1 + name.length);
    if (isShut && !isDeep) this.#open.pop();
  }

  #child(name: string): Element {
    const { counts, path } = this.#open.at(-1) ?? this.#root;
    const count = counts.get(name) ?? 0;
    if (counts.size < mostNames || count > 0) counts.set(name, count + 1);
    const step = this.#step(name);
    const own = count > 0 ? `${step}[${count}]` : step;
    return { name, path: path + own, counts: new Map() };
  }

  /** Documents have few names, which come again and again. */
  #step(name: string): string {
    let step = this.#steps.get(name);
    if (step === undefined) {
      step = keyStep(keyText(name.slice(0, longestName)));
      if (this.#steps.size < mostNames) this.#steps.set(name, step);
    }
    return step;
  }

  /**
   * Attributes. One that is called `value` is the value of the element, or of
   * what another attribute names: `<property name="user" value="…"/>`.
   */
  *#attributes({ text, start }: XmlToken, from: number): Generator<XmlText> {
    const found = [...attributesOf(text.slice(0, longestText), from)];
    if (found.length === 0) return;
    const path = this.path();
    const named = found.find(({ name }) => name === "name" || name === "key");
    const own =
      found.some(({ name }) => name === "value") && named ? keyStep(keyText(named.value)) : "";
    for (const { name, value: inside, at } of found) {
      const apart = name === "value";
      const step = apart ? own : this.#step(name);
      yield {
        start: start + at,
        end: start + at + inside.length,
        text: inside,
        path: path + step,
        apart,
      };
    }
  }

  *#text({ text, start, end }: XmlToken): Generator<XmlText> {
    if (!/[A-Za-z]/.test(text)) return;
    const [before, after] = text.startsWith("<![CDATA[") ? [9, 3] : [0, 0];
    const inside = text.slice(before, text.length - after);
    yield { start: start + before, end: end - after, text: inside, path: this.path(), apart: true };
  }

  #close({ text }: XmlToken): void {
    const name = text.slice(2, -1).trimEnd();
    const index = this.#open.findLastIndex((each) => each.name === name);
    if (index >= 0) this.#open.length = index;
  }
}

/** The attributes of a tag, each with the place of its value in the tag. */
function* attributesOf(
  tag: string,
  from: number,
): Generator<{ readonly name: string; readonly value: string; readonly at: number }> {
  const pattern = /([^\s=/>"']{1,200})\s{0,100}=\s{0,100}(?:"([^"]*)"|'([^']*)')/g;
  pattern.lastIndex = from;
  for (let found = pattern.exec(tag); found; found = pattern.exec(tag)) {
    const [whole, name = "", double, single] = found;
    const inside = double ?? single ?? "";
    yield { name, value: inside, at: found.index + whole.length - 1 - inside.length };
  }
}
