import type { Dtype } from "./numpy-types.ts";
import { hasBytes, kinds, type Value } from "./pickle-graph.ts";
import type { Event, Machine } from "./pickle-machine.ts";
import { buildArray, buildDtype, fill, makeDtype } from "./pickle-numpy.ts";
import { inlineArray } from "./pickle-joblib.ts";
import type { Texts } from "./pickle-texts.ts";

/** An array whose bytes stand in the file right after the opcode at hand. */
export interface InlineArray {
  readonly owner: Value;
  readonly type: Dtype;
  /** How many items. */
  readonly count: number;
  /** Whether a length and as much padding stand before. */
  readonly aligned: boolean;
}

/** Notes what an event tells about the texts and numbers in the pickle. */
export async function recognise(
  machine: Machine,
  event: Exclude<Event, { kind: "stop" }>,
  texts: Texts,
): Promise<InlineArray | undefined> {
  const { graph, facts } = machine;
  switch (event.kind) {
    case "global": {
      const module = (await texts.load(graph.first(event.global))) ?? "";
      const name = (await texts.load(graph.second(event.global))) ?? "";
      facts.setGlobal(event.global, module, name);
      return undefined;
    }
    case "call":
      await recogniseCall(machine, event.call, graph.contents(event.args), texts);
      return undefined;
    case "build":
      return recogniseBuild(machine, event.call, event.state, texts);
    case "persistent":
      await recognisePersistent(machine, event.node, texts);
      return undefined;
  }
}

async function recogniseCall(
  machine: Machine,
  call: Value,
  args: readonly Value[],
  texts: Texts,
): Promise<void> {
  const { graph, facts } = machine;
  const [first, second] = args;
  switch (facts.role(graph.first(call))) {
    case "dtype":
      return makeDtype(machine, texts, call, first);
    case "buffer":
      return fill(machine, call, first, facts.dtype(second));
    case "scalar":
      return fill(machine, call, second, facts.dtype(first));
    case "bytes":
      return toBytes(machine, first, await texts.load(second));
    case "class":
      return facts.set(call, { kind: "class", name: (await texts.load(first)) ?? "?" });
    case "posixPath":
      return facts.set(call, { kind: "path", parts: args, separator: "/" });
    case "windowsPath":
      return facts.set(call, { kind: "path", parts: args, separator: "\\" });
    case "array":
    case "masked":
    case "wrapper":
    case undefined:
  }
}

async function recogniseBuild(
  machine: Machine,
  call: Value,
  state: Value,
  texts: Texts,
): Promise<InlineArray | undefined> {
  switch (machine.facts.role(machine.graph.first(call))) {
    case "dtype":
      await buildDtype(machine, texts, call, state);
      return undefined;
    case "array":
    case "masked":
      buildArray(machine, call, state);
      return undefined;
    case "wrapper":
      return inlineArray(machine, call, state, texts);
    default:
      return undefined;
  }
}

/**
 * Bytes that are spelled as text, or wrapped as a bytearray: the constant takes
 * the place of the call, so that it stands where the bytes do.
 */
function toBytes(
  { graph, frame }: Machine,
  constant: Value | undefined,
  encoding: string | undefined,
): void {
  const kind = graph.kind(constant ?? 0);
  if (constant === undefined || !hasBytes(kind)) return;
  if (encoding !== undefined && !/^latin[-_]?1$/i.test(encoding)) return;
  if (kind === kinds.text) graph.retype(constant, kinds.encoded);
  if (kind === kinds.rawText) graph.retype(constant, kinds.rawEncoded);
  frame.pop();
  frame.push(constant);
}

/** Torch names storages `("storage", class, key, device, size)`, and modules `("module", class, file, source)`. */
async function recognisePersistent(
  { graph, facts }: Machine,
  node: Value,
  texts: Texts,
): Promise<void> {
  const [what, type, key] = graph.contents(graph.first(node));
  const global = type === undefined ? undefined : facts.get(type);
  facts.set(node, {
    kind: "persistent",
    what: (await texts.load(what)) ?? "persistent",
    type: global?.kind === "global" ? global.name : "",
    key: (await texts.load(key)) ?? "",
  });
}
