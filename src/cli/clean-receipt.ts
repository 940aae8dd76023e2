import { TareError } from "../core/error.ts";
import type { CleanResult, Destination } from "../fortify/clean/clean.ts";
import { openingText } from "../attest/digest.ts";
import { sealed } from "../attest/envelope.ts";
import { receiptOf } from "../fortify/proof/receipt.ts";
import { text, type Values } from "./options.ts";
import { needPlace, writeWhole } from "./output.ts";

export interface ReceiptTask {
  readonly targets: readonly string[];
  readonly to: Destination;
  readonly result: CleanResult;
  /** The key of the commitments in it. */
  readonly opening: Uint8Array;
  /** The key that signs it. */
  readonly pem: string | undefined;
}

/**
 * Where the receipt goes: beside a copy, unless the user says otherwise; for what
 * is changed in place nowhere, unless he asks, since it takes reading all of it.
 */
export function receiptPath(to: Destination, values: Values): string | undefined {
  if (to.kind === "nowhere" || values["no-receipt"] === true) return undefined;
  const usual = to.kind === "folder" ? `${to.path.replace(/[/\\]+$/, "")}.receipt.json` : undefined;
  return text(values, "receipt") ?? usual;
}

/** What is said about a receipt. */
const aboutReceipt = ["receipt", "opening", "key"];

/** @throws {TareError} `usage`: something is said about a receipt, and none would be written. */
export async function refuseNoReceipt(
  targets: readonly string[],
  to: Destination,
  values: Values,
): Promise<void> {
  const said = aboutReceipt.find((name) => name in values);
  if (said === undefined || to.kind === "nowhere") return;
  if (targets.length > 1)
    throw new TareError("usage", `--${said}: a receipt is about one target`, {
      hint: "clean them one by one",
    });
  const path = receiptPath(to, values);
  if (path === undefined)
    throw new TareError("usage", `--${said} is about a receipt, and none is written`, {
      hint: "name it with --receipt FILE",
    });
  if (to.kind === "in-place") await needPlace(path);
}

/**
 * Writes the receipt, and where it was asked for the opening.
 *
 * @returns Where it is; nothing where none is wanted.
 * @throws {TareError} `machine`: it cannot be written.
 */
export async function writtenReceipt(
  { targets, to, result, opening, pem }: ReceiptTask,
  values: Values,
): Promise<string | undefined> {
  const path = receiptPath(to, values);
  const [target, ...others] = targets;
  const { after } = result;
  if (path === undefined || after === undefined || target === undefined) return undefined;
  if (others.length > 0) return undefined;
  const statement = await receiptOf({
    cleaned: result.cleaned,
    ...(to.kind === "folder" && { before: target }),
    after: to.kind === "folder" ? to.path : target,
    rescan: after,
    hidden: result.decisions.flatMap(({ kind, finding }) =>
      kind === "keep" ? [] : (finding.value ?? []),
    ),
    opening,
  });
  await writeWhole(path, [sealed(statement, pem)]);
  const openingPath = text(values, "opening");
  if (openingPath !== undefined) await writeWhole(openingPath, [openingText(opening)]);
  return path;
}
