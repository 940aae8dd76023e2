import { type Span, span } from "../../../core/span.ts";
import { type Data, type DataEntry, dataOf } from "./data.ts";

/** A statement of Bicep: `param`, `output` or `resource`. */
export interface BicepStatement {
  readonly keyword: "param" | "output" | "resource";
  readonly name: string;
  /** Of a resource without its version: `Microsoft.Storage/storageAccounts`. */
  readonly type: string;
  /** Whether `@secure()` stands before it. */
  readonly isSecure: boolean;
  readonly at: Span;
  readonly value: Data | undefined;
}

const statement =
  /^(param|output|resource)[ \t]+(\w+)[ \t]+('[^'\n]*'|\w+)(?:[ \t]*=[ \t]*(?:if[ \t]*\([^\n]*\)[ \t]*(?=\{))?)?/gm;

/** The statements of a Bicep file, as far as they are written out: loops and functions stand as their text. */
export const bicepStatements = (text: string): readonly BicepStatement[] =>
  [...text.matchAll(statement)].map(
    ({ index, 0: head, 1: keyword, 2: name = "", 3: type = "" }) => {
      const words = /^\w+\s+\w+\s+(?:'[^'\n]*'|\w+)/.exec(head)?.[0] ?? head;
      return {
        keyword: keyword === "param" || keyword === "output" ? keyword : "resource",
        name,
        type: type.replaceAll("'", "").replace(/@.*/, ""),
        isSecure: /@(?:\w+\.)?secure\(\)\s*(?:(?:@[^\n]*|\/\/[^\n]*)\s*)*$/.test(
          text.slice(Math.max(0, index - 400), index),
        ),
        at: span(index, index + words.length),
        value: head === words ? undefined : new Reader(text, index + head.length).value(),
      };
    },
  );

/** How deep values may stand in each other. */
const deepest = 40;

/** Reads one value: https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types */
class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  value(depth = 0): Data {
    this.#skip(/[ \t]*/y);
    const next = depth < deepest ? this.#text.charAt(this.#at) : "";
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#list(depth);
    return this.#scalar();
  }

  #object(depth: number): Data {
    const start = this.#at++;
    const entries: DataEntry[] = [];
    for (;;) {
      this.#blank();
      const from = this.#at;
      const key = this.#skip(/'[^'\n]*'|[\w.]+/y);
      const isEntry = key !== "" && this.#skip(/[ \t]*:/y) !== "";
      if (!isEntry) break;
      const keyAt = span(from, from + key.length);
      entries.push({ key: key.replaceAll("'", ""), keyAt, value: this.value(depth + 1) });
    }
    this.#skip(/\}/y);
    return dataOf(span(start, this.#at), { kind: "mapping", entries });
  }

  #list(depth: number): Data {
    const start = this.#at++;
    const items: Data[] = [];
    for (;;) {
      this.#blank();
      if (this.#skip(/\]/y) !== "" || this.#at >= this.#text.length) break;
      const from = this.#at;
      items.push(this.value(depth + 1));
      if (this.#at === from) break;
    }
    return dataOf(span(start, this.#at), { kind: "list", items });
  }

  #scalar(): Data {
    const start = this.#at;
    const quoted = this.#skip(/'''[^]*?'''|'(?:[^'\\\n]|\\.)*'/y);
    if (quoted !== "")
      return dataOf(span(start, this.#at), {
        kind: "scalar",
        text: quoted.replaceAll(/^'+|'+$/g, ""),
      });
    const text = this.#skip(/[^\n,}\]]*/y).trimEnd();
    return dataOf(span(start, start + text.length), { kind: "scalar", text });
  }

  /** White space, commas and comments. */
  #blank(): void {
    while (this.#skip(/[\s,]+|\/\/[^\n]*|\/\*[^]*?\*\//y) !== "");
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
