import type { EntityKind, LinkKind } from "./dossier.ts";

/** Which entities are meant. */
export interface Pick {
  readonly kinds: readonly EntityKind[];
  /** Facts of which one value must match, each. */
  readonly has?: Readonly<Record<string, RegExp>>;
  /** Facts that must not be there. */
  readonly lacks?: readonly string[];
}

/** What must be linked to the entity that a play starts from, in either direction. */
export interface Via extends Pick {
  readonly links: readonly LinkKind[];
  /** Said where it is there; else it is needed. */
  readonly optional?: true;
}

/**
 * One thing that an attacker does next: data. Its conditions ask only for what
 * was found, so that it says nothing that the release does not.
 */
export interface Play {
  readonly id: string;
  readonly title: string;
  /** What it costs whom it happens to, from 1 to 5. */
  readonly impact: 1 | 2 | 3 | 4 | 5;
  /** How little an attacker needs for it, from 1 to 5: 5 is what anybody can do at once. */
  readonly ease: 1 | 2 | 3 | 4 | 5;
  readonly from: Pick;
  readonly via?: readonly Via[];
  /** All entities that it starts from are one target, and `{0}` names them. */
  readonly together?: true;
  /** `{0}` is the entity that it starts from, `{1}` what the first via leads to. A part in `[…]` is said only if its own are there. */
  readonly step: string;
  /** In words that a person understands who does not work in security. */
  readonly why: string;
  readonly fix: string;
  /** What tare does about it; `TARGET` is the release. */
  readonly command?: string;
  /** The technique in MITRE ATT&CK or ATLAS. */
  readonly reference: string;
}
