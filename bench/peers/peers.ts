import type { Program as Rules } from "../../src/engine/program.ts";
import { detectSecrets } from "./detect-secrets.ts";
import { goPeers } from "./go.ts";
import { hyperscanLiterals, hyperscanPatterns } from "./hyperscan.ts";
import type { Peer } from "./peer.ts";
import { ripgrep } from "./ripgrep.ts";
import { secretlint } from "./secretlint.ts";

/** What tare is compared with. */
export interface Peers {
  readonly literals: Peer;
  readonly patterns: Peer;
  readonly ripgreps: readonly Peer[];
  readonly secretlint: Peer;
  /** Scanners that are a hundredth as fast, and are given less to do. */
  readonly slow: readonly Peer[];
}

/** Installs what is missing. @param rules Of which the literals are searched for. */
export const peers = (rules: Rules): Peers => ({
  literals: hyperscanLiterals(rules),
  patterns: hyperscanPatterns(),
  ripgreps: [ripgrep(rules, "places"), ripgrep(rules, "lines"), ripgrep(rules, "anyCase")],
  secretlint: secretlint(),
  slow: [...goPeers(), detectSecrets()],
});
