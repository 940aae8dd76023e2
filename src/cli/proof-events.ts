import { existsSync } from "node:fs";
import type { Proof } from "../fortify/proof/proof.ts";
import { ledgerOf } from "../ledger/ledger.ts";
import type { Shell } from "./command.ts";
import { nameIn, noted } from "./ledger.ts";
import { projectAt } from "./project.ts";

/** Writes down whether a proof holds, where there is a ledger. One that could not be finished says neither. */
export async function notedProof({ verdict, after }: Proof, shell: Shell): Promise<void> {
  const project = projectAt(".");
  if (verdict === "incomplete" || project === undefined || !existsSync(ledgerOf(project))) return;
  const holds = verdict === "proved";
  await noted(project, [{ type: "proof-checked", target: nameIn(project, after), holds }], shell);
}
