import { SaxesParser } from "saxes";
import { TareError } from "../../core/error.ts";

/** An element of XML. Attributes and name spaces are left out: no answer of a store needs them. */
export interface Element {
  readonly name: string;
  readonly children: readonly Element[];
  /** What stands between its children, too. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

/**
 * The root element of a document.
 *
 * @param place Where it is from, in messages.
 * @throws {TareError} `machine`: it is no XML.
 */
export function elementIn(document: string, place: string): Element {
  const top: Open = { name: "", children: [], text: "" };
  const open = [top];
  const parser = new SaxesParser();
  const addText = (text: string): void => {
    const last = open.at(-1);
    if (last) last.text += text;
  };
  parser.on("opentag", ({ name }) => {
    const element = { name, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    open.pop();
  });
  try {
    // Azure starts its answers with a byte order mark.
    parser.write(document.replace(/^\uFEFF/, "")).close();
  } catch (cause) {
    throw new TareError("machine", `${place} gives no XML`, {
      hint: "see whether the address is that of an object store",
      cause,
    });
  }
  return top.children[0] ?? top;
}

/** The child of that name; none where there is no such element. */
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((each) => each.name === name);

/** The text of the child of that name; none where it is empty or missing. */
export const textOf = (element: Element | undefined, name: string): string | undefined =>
  childOf(element, name)?.text || undefined;
