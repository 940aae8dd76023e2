import { wires } from "./protobuf.ts";
import { join } from "./testing.ts";

/** A varint's bytes. */
export function varint(number: number): number[] {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return [...bytes, rest];
}

/** A field: a number as a varint, everything else with its length; several parts are joined. */
export function field(
  number: number,
  ...parts: readonly (number | string | Uint8Array)[]
): Uint8Array {
  const [first] = parts;
  if (typeof first === "number") return join(varint(number * 8 + wires.varint), varint(first));
  const payload = join(...parts);
  return join(varint(number * 8 + wires.bytes), varint(payload.length), payload);
}
