import { TareError } from "../../core/error.ts";
import { Secret } from "../../core/secret.ts";
import { partOf } from "./content.ts";
import { type Order, type Reference, shownReference } from "./reference.ts";
import type { Connection, Grant, SecretSource } from "./source.ts";
import type { World } from "../../sources/cloud/world.ts";

/** A secret that the command gets. */
export interface Fetched extends Pick<Grant, "lifetime" | "ttl" | "renewed"> {
  /** Of the variable. */
  readonly name: string;
  readonly value: Secret;
  readonly reference: Reference;
  /** The id of its source. */
  readonly source: string;
}

/** The secrets of a run, and the connections that they came by. */
export interface Purse {
  readonly secrets: readonly Fetched[];
  /** Gives back what was made for this run. @returns What could not be given back, and why. */
  readonly close: () => Promise<readonly TareError[]>;
}

/**
 * Fetches all that was ordered, each place once: the two halves of a pair of keys are of the
 * same pair. When one of them fails, what the others made is given back.
 *
 * @throws {TareError} What the first that failed says.
 */
export async function fetchAll(
  orders: readonly Order[],
  sources: readonly SecretSource[],
  world: World,
): Promise<Purse> {
  const connections = new Map<string, Connection>();
  const places = new Map<string, Promise<Grant>>();
  const grantOf = async ({ scheme, place }: Reference, source: SecretSource): Promise<Grant> => {
    const connection = connections.get(scheme) ?? source.connect(world);
    connections.set(scheme, connection);
    const key = `${scheme}:${place}`;
    const grant = places.get(key) ?? connection.read(place);
    places.set(key, grant);
    return grant;
  };
  const fetched = await Promise.allSettled(
    orders.map(async (order) => {
      const source = sourceOf(order, sources);
      return fetchedFrom(order, source, await grantOf(order.reference, source), world);
    }),
  );
  const close = async (): Promise<readonly TareError[]> => closed([...connections.values()]);
  const failed = fetched.find((each) => each.status === "rejected");
  if (!failed)
    return { secrets: fetched.flatMap((each) => ("value" in each ? [each.value] : [])), close };
  for (const error of await close()) world.warn(error.message);
  throw failed.reason;
}

function sourceOf({ reference }: Order, sources: readonly SecretSource[]): SecretSource {
  const source = sources.find(({ scheme }) => scheme === reference.scheme);
  if (source) return source;
  throw new RangeError(`no source for '${reference.scheme}'`);
}

function fetchedFrom(
  { name, reference }: Order,
  source: SecretSource,
  grant: Grant,
  { discretion }: World,
): Fetched {
  const { lifetime, ttl, renewed } = grant;
  const shown = shownReference(reference);
  const value = discretion.add(partOf(grant.content, reference.field, shown));
  if (value === "" || value.includes("\0"))
    throw new TareError("usage", `'${shown}' cannot be the value of a variable`, {
      hint: "it must not be empty, nor hold a byte 0",
    });
  return {
    name,
    value: new Secret(value),
    reference,
    source: source.id,
    lifetime,
    ...(ttl !== undefined && { ttl }),
    ...(renewed !== undefined && { renewed }),
  };
}

async function closed(connections: readonly Connection[]): Promise<readonly TareError[]> {
  const failed: TareError[] = [];
  for (const { close } of connections)
    try {
      await close?.();
    } catch (error) {
      if (!(error instanceof TareError)) throw error;
      failed.push(error);
    }
  return failed;
}
