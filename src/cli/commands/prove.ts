import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import { text } from "../options.ts";
import { textOrJson } from "../report-options.ts";
import { noProgressOption } from "../scan-options.ts";

const statuses = { proved: 0, "not-proved": 1, incomplete: 3 } as const;

export const prove: Command = {
  name: "prove",
  summary: "Check a receipt of 'tare clean': only what it says was changed, and no weight",
  takes: "[OPTION…] RECEIPT [BEFORE] AFTER",
  details: `AFTER is the result that the receipt is about; BEFORE is what it was made from.
Without BEFORE the digests, the weights, the scan and the signature are checked.

Exit status: 0 proved; 1 not proved; 2 used wrongly; 3 nothing speaks against it,
but something could not be looked at; 4 the disk or the system failed; 70 a bug.`,
  options: {
    key: {
      type: "string",
      takes: "FILE",
      help: "The receipt must be signed by this Ed25519 key: its public half, in PEM",
    },
    opening: {
      type: "string",
      takes: "FILE",
      help: "The owner's key: check also that BEFORE is what was cleaned, byte for byte",
    },
    format: textOrJson(),
    "no-progress": noProgressOption,
  },

  async run(operands, values, shell) {
    const [receiptPath, ...sides] = operands;
    const [first, second] = sides;
    if (receiptPath === undefined || first === undefined || sides.length > 2)
      throw new TareError("usage", "prove takes a receipt, and one or two folders", {
        hint: "tare prove RECEIPT [BEFORE] AFTER",
      });
    const [
      { readText },
      { prove: checkedAgain },
      { readReceipt },
      { openingFrom },
      { proofText },
      { progressLine },
    ] = await Promise.all([
      import("../files.ts"),
      import("../../fortify/proof/prove.ts"),
      import("../../fortify/proof/read.ts"),
      import("../../attest/digest.ts"),
      import("../proof-text.ts"),
      import("../progress.ts"),
    ]);
    const keyPath = text(values, "key");
    const openingPath = text(values, "opening");
    using progress = progressLine(shell, values["no-progress"] !== true);
    const proof = await checkedAgain({
      onProgress: progress.show,
      receipt: readReceipt(await readText(receiptPath, "receipt"), receiptPath),
      receiptPath,
      before: second === undefined ? undefined : first,
      after: second ?? first,
      key: keyPath === undefined ? undefined : await readText(keyPath, "key"),
      opening:
        openingPath === undefined ? undefined : openingFrom(await readText(openingPath, "opening")),
    });
    progress.clear();
    shell.out(
      values["format"] === "json"
        ? `${JSON.stringify(proof, undefined, 2)}\n`
        : proofText(proof, { colour: shell.colour, columns: Math.max(60, shell.columns ?? 80) }),
    );
    await (await import("../proof-events.ts")).notedProof(proof, shell);
    return statuses[proof.verdict];
  },
};
