import type { Severity } from "../../core/finding.ts";

/** What an attacker gathers, each kind with its plural. */
export const entityKinds = {
  person: "people",
  credential: "credentials",
  account: "accounts",
  service: "services",
  machine: "machines",
  network: "networks",
  storage: "storage",
  project: "projects",
  software: "software and hardware",
  model: "the model",
} as const;
export type EntityKind = keyof typeof entityKinds;

/** How two entities belong together, as the words between their names. */
export const linkKinds = {
  uses: "uses",
  "mail-at": "has mail at",
  "in-network": "is in",
  "runs-on": "runs on",
  opens: "opens",
  completes: "is the other half of",
  owns: "owns",
  "works-with": "works with",
  holds: "holds",
} as const;
export type LinkKind = keyof typeof linkKinds;

/** `certain`: one value says so by itself. `likely`: two values together do. */
export type Certainty = "certain" | "likely";

/** Where something stands. */
export interface Place {
  /** Containers joined with `!/`. */
  readonly path: string;
  readonly key?: string;
  /** From 1. */
  readonly line?: number;
  /** In bytes, from the start of the innermost blob. */
  readonly offset?: number;
  /** The commit that brought it, in a history. */
  readonly commit?: string;
  /** The layer that holds it, in an image. From 1. */
  readonly layer?: number;
}

/** What was found, and where: never the value of a secret. */
export interface Sign {
  /** The id of the finding. */
  readonly finding: string;
  readonly rule: string;
  /** The value of a clue; a secret's masked form. */
  readonly shown: string;
  readonly place: Place;
}

/** Another name of the same entity. */
export interface Alias {
  readonly name: string;
  readonly sure: Certainty;
  readonly why: string;
}

export interface Entity {
  /** The same for the same entity in any release: `person:asmith`. */
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  readonly sure: Certainty;
  readonly also: readonly Alias[];
  /** What is known of it, each with all values that were seen. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  /** Of a credential: how bad it is, what it allows, and how it is taken back. */
  readonly harm?: { readonly severity: Severity; readonly means: string; readonly remedy: string };
  /** What shows it, the first places; `places` counts all. */
  readonly evidence: readonly Sign[];
  readonly places: number;
}

export interface Link {
  readonly from: string;
  readonly kind: LinkKind;
  readonly to: string;
  readonly sure: Certainty;
  readonly why: string;
  readonly evidence: readonly Sign[];
}

/** Entities that a play works on, the one that it starts from first. */
export interface Target {
  readonly entities: readonly string[];
  readonly sure: Certainty;
  /** What the attacker does with these, in one sentence. */
  readonly step: string;
  /** Where the first of it stands. */
  readonly evidence: readonly Sign[];
  /** Said of just this target: how its key is revoked. */
  readonly fix?: string;
}

/** One thing that an attacker does next. */
export interface Attack {
  /** The id of its play. */
  readonly play: string;
  readonly title: string;
  /** From 1 to 5. */
  readonly impact: number;
  readonly ease: number;
  /** Impact × ease × certainty of its best target; 25 at most. */
  readonly score: number;
  readonly why: string;
  readonly fix: string;
  /** What to run. */
  readonly command?: string;
  readonly reference: string;
  readonly targets: readonly Target[];
}

/** What changed since an earlier release, by id. */
export interface Changes<Gone> {
  readonly new: readonly string[];
  readonly same: readonly string[];
  readonly gone: readonly Gone[];
}

/** What `tare brief --format json` prints. Changes only by addition. */
export interface Dossier {
  readonly schema: "tare/brief/v1";
  readonly tool: { readonly name: "tare"; readonly version: string };
  readonly target: string;
  /** When it was looked at: ISO 8601, UTC. */
  readonly startedAt: string;
  readonly findings: number;
  /** How many parts were not inspected: what they hold is unknown. */
  readonly gaps: number;
  readonly status: "complete" | "interrupted";
  readonly entities: readonly Entity[];
  readonly links: readonly Link[];
  /** The best first. */
  readonly attacks: readonly Attack[];
  readonly against?: {
    readonly target: string;
    readonly entities: Changes<Entity>;
    /** Links by `linkId`. */
    readonly links: Changes<Link>;
    /** Attacks by play. */
    readonly attacks: Changes<Pick<Attack, "play" | "title">>;
  };
}

/** What a link is called where it is named. */
export const linkId = ({ from, kind, to }: Pick<Link, "from" | "kind" | "to">): string =>
  `${from} ${kind} ${to}`;
