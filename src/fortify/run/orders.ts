import { isAbsolute, join } from "node:path";
import { parseEnv } from "node:util";
import { type Order, orderIn, orderOf, referenceIn } from "./reference.ts";

/** What a command is to get, and where that stands. */
export interface Orders {
  readonly orders: readonly Order[];
  /** What env files set that is no reference. */
  readonly plain: Readonly<Record<string, string>>;
}

/** Where orders come from; of two with one name the later kind counts. */
export interface Sources {
  /** `secrets:` of tare.yaml. */
  readonly settings: Readonly<Record<string, string>>;
  /** The folder of tare.yaml, where paths in it start. */
  readonly folder: string;
  /** Texts of env files. */
  readonly envFiles: readonly string[];
  /** `NAME=REF`. */
  readonly given: readonly string[];
}

/** @throws {TareError} `usage`: a name or a reference is wrong. */
export function ordersOf(
  { settings, folder, envFiles, given }: Sources,
  schemes: readonly string[],
): Orders {
  const orders = new Map<string, Order>();
  const plain: Record<string, string> = {};
  for (const [name, text] of Object.entries(settings))
    orders.set(name, startedAt(folder, orderOf(name, text, schemes)));
  for (const [name, text] of envFiles.flatMap((each) => Object.entries(parseEnv(each)))) {
    delete plain[name];
    orders.delete(name);
    if (referenceIn(text ?? "", schemes)) orders.set(name, orderOf(name, text ?? "", schemes));
    else plain[name] = text ?? "";
  }
  for (const text of given) {
    const order = orderIn(text, schemes);
    orders.set(order.name, order);
  }
  return { orders: [...orders.values()], plain };
}

function startedAt(folder: string, { name, reference }: Order): Order {
  if (reference.scheme !== "file" || isAbsolute(reference.place)) return { name, reference };
  return { name, reference: { ...reference, place: join(folder, reference.place) } };
}
