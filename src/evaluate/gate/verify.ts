import type { Subject } from "../../attest/attestation.ts";
import { isSignedBy } from "../../attest/envelope.ts";
import { readSealed } from "../../attest/read.ts";
import { digestOfAll, subjectsOf } from "./gate.ts";
import { gateSchema } from "./schema.ts";
import type { GateStatement } from "./statement.ts";

/** What the consumer of a release learns of an attestation. */
export interface Verification {
  readonly verdict: "verified" | "refused" | "unsigned";
  /** What speaks against it, a sentence each. */
  readonly problems: readonly string[];
  readonly statement: GateStatement;
}

export interface VerifyTask {
  readonly text: string;
  /** Where the attestation is, for messages; where it lies in the release, it does not count as a file of it. */
  readonly path: string;
  readonly target: string;
  /** An Ed25519 public key in PEM. Without it nobody knows who says so. */
  readonly key: string | undefined;
}

/**
 * Checks that a release passed its gate, and is still the one that did.
 *
 * @throws {TareError} `usage`: the attestation is none, or there is no such release.
 */
export async function verifyGate({ text, path, target, key }: VerifyTask): Promise<Verification> {
  const { statement, envelope } = readSealed<GateStatement>(text, path, {
    schema: gateSchema,
    noun: "attestation",
    hint: "give the file that 'tare gate --attest' wrote",
  });
  const problems = [
    ...signatureProblems(
      key !== undefined,
      envelope !== undefined && key !== undefined && isSignedBy(envelope, key),
    ),
    ...differences(statement.subject, await subjectsOf(target, path)),
    ...contradictions(statement),
  ];
  const verdict = problems.length > 0 ? "refused" : key === undefined ? "unsigned" : "verified";
  return { verdict, problems, statement };
}

const signatureProblems = (isAsked: boolean, holds: boolean): readonly string[] =>
  isAsked && !holds ? ["it is not signed by the key"] : [];

function differences(said: readonly Subject[], found: readonly Subject[]): readonly string[] {
  const now = new Map(found.map(({ name, digest }) => [name, digest.sha256]));
  const then = new Map(said.map(({ name, digest }) => [name, digest.sha256]));
  return [
    ...(then.size === said.length ? [] : ["it names a file twice"]),
    ...[...then].flatMap(([name, digest]) => {
      const is = now.get(name);
      if (is === undefined) return [`${name} is missing`];
      return is === digest ? [] : [`${name} is another`];
    }),
    ...[...now.keys()].filter((name) => !then.has(name)).map((name) => `${name} was not there`),
  ];
}

/** What it says must follow from what it lists. */
function contradictions({
  subject,
  predicate: { verdict, items, release },
}: GateStatement): readonly string[] {
  const open = items.filter(({ state }) => state === "failed" || state === "unknown");
  return [
    ...(verdict === "pass" ? [] : [`its verdict is '${verdict}'`]),
    ...(verdict === "pass" && open.length > 0
      ? [`it passed although '${open[0]?.id}' did not`]
      : []),
    ...(release === digestOfAll(subject) ? [] : ["its digest of all files is another"]),
  ];
}
