import { span } from "../../core/span.ts";
import { filler } from "./fill.ts";
import type { Order } from "./orders.ts";
import type { Decision } from "./plan.ts";
import { type Index, lastName, placesOf, referring } from "./references.ts";

/** The name with neutral characters in place of the values in it, as many as they have. */
export const neutralName = (name: string, decisions: readonly Decision[]): string =>
  decisions.reduce((all, decision) => withoutValue(all, decision), name);

function withoutValue(name: string, { finding }: Decision): string {
  const { value = "", class: kind } = finding;
  if (value === "") return name;
  const bytes = Buffer.from(value);
  const filled = filler({ class: kind, value: bytes.toString("latin1"), bytes, coding: "plain" });
  if (!filled) return name;
  // What stands for nothing in a path would make folders of a name.
  const flat = filled.map((byte, at) => (isSlash(byte) && byte !== bytes[at] ? 0x78 : byte));
  return name.replaceAll(value, Buffer.from(flat).toString("latin1"));
}

const isSlash = (byte: number): boolean => byte === 0x2f || byte === 0x5c;

/** What makes indexes name a file as it is called now: the values in its name are replaced there, too. */
export function referenceOrders(
  name: string,
  decisions: readonly Decision[],
  indexes: readonly Index[],
): Order[] {
  const orders: Order[] = [];
  const last = lastName(name);
  for (const { file, bytes } of referring(indexes, name))
    for (const at of placesOf(bytes, last))
      for (const { finding } of decisions) {
        const { value = "" } = finding;
        for (const inside of placesOf(Buffer.from(last), value)) {
          const start = at + inside;
          const place = span(start, start + Buffer.byteLength(value));
          const location = { path: file.shown, span: place };
          orders.push({ kind: "fill", finding: { ...finding, location }, value });
        }
      }
  return orders;
}
