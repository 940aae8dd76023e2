import { visible } from "../../../report/kit/escape.ts";
import { chainOf } from "../../../report/kit/place.ts";
import { listed, plural } from "../../../report/kit/words.ts";
import { type Dossier, type Entity, type EntityKind, entityKinds, type Place } from "../dossier.ts";

const kinds = Object.keys(entityKinds) as readonly EntityKind[];

/** The entities of each kind, in the order in which kinds are told. */
export const byKind = (
  entities: readonly Entity[],
): readonly (readonly [EntityKind, readonly Entity[]])[] =>
  kinds.flatMap((kind) => {
    const same = entities.filter((entity) => entity.kind === kind);
    return same.length > 0 ? [[kind, same] as const] : [];
  });

/** The plural of each kind as a heading. */
export const heading = (kind: EntityKind): string =>
  entityKinds[kind].charAt(0).toUpperCase() + entityKinds[kind].slice(1);

const nouns: Readonly<Record<EntityKind, readonly [one: string, many: string]>> = {
  person: ["person", "people"],
  credential: ["credential", "credentials"],
  account: ["account", "accounts"],
  service: ["service", "services"],
  machine: ["machine", "machines"],
  network: ["network", "networks"],
  storage: ["place of storage", "places of storage"],
  project: ["project", "projects"],
  software: ["version of software or hardware", "versions of software and hardware"],
  model: ["model", "models"],
};

/** `1 person, 2 machines and 5 versions of software`; what was not found is not said. */
export const countsIn = (entities: readonly Entity[]): string =>
  listed(
    byKind(entities)
      .filter(([kind]) => kind !== "model")
      .map(([kind, same]) => plural(same.length, ...nouns[kind])),
  );

/** What the dossier says first. */
export function summaryOf({ entities, attacks, findings }: Dossier): string {
  if (entities.length === 0)
    return `Nothing that was found (${plural(findings, "finding")}) names a person, a machine or anything else to go on with.`;
  const next =
    attacks.length === 0
      ? "Nothing follows from that by itself"
      : `${plural(attacks.length, "way")} to go on from there`;
  return `The release names ${countsIn(entities)}. ${next}.`;
}

/** What is unknown, if anything is. */
export function unknownIn({ gaps, status }: Dossier): string | undefined {
  if (status === "interrupted") return "It was interrupted: there may be more.";
  return gaps > 0
    ? `${plural(gaps, "part")} could not be inspected: there may be more.`
    : undefined;
}

/** Where something stands, from the target on: `logs/train.log line 7`. */
export function placeWords(
  { path, key, line, offset, commit, layer }: Place,
  target: string,
): string {
  const inside = path.startsWith(target)
    ? path.slice(target.length).replace(/^(?:!?[\\/])+/, "")
    : path;
  const where = chainOf(inside === "" ? path : inside).join(" › ");
  const spot = spotWords({ key, line, offset });
  const from = commit === undefined ? "" : ` in commit ${commit.slice(0, 10)}`;
  const under = layer === undefined ? "" : ` in layer ${layer}`;
  return visible(`${where}${spot}${from}${under}`);
}

function spotWords({
  key,
  line,
  offset,
}: {
  readonly key: string | undefined;
  readonly line: number | undefined;
  readonly offset: number | undefined;
}): string {
  if (key?.startsWith("cells[") === true) return ` ${key}`;
  if (line !== undefined) return ` line ${line}`;
  if (key !== undefined && key !== "") return ` ${key}`;
  return offset === undefined ? "" : ` byte ${offset}`;
}

/** The command with the target in it, where that can be typed as it stands. */
export const commandFor = (command: string, target: string): string =>
  /^[\w./@+][\w./@+-]*$/.test(target) ? command.replace("TARGET", target) : command;

/** Facts that are for machines, or said otherwise. */
const unsaid = new Set([
  "purl",
  "name",
  "version",
  "rule",
  "half",
  "seen",
  "login",
  "mail",
  "number",
  "provider",
  "project",
]);

/** What most have, and so tells nothing. */
const usual = /^(?:library|device|provider|public)$/;

/** What is known of an entity, a few words each: `port 8080`. */
export const factLines = ({ facts }: Entity): readonly string[] =>
  Object.entries(facts)
    .filter(([name, values]) => !unsaid.has(name) && !values.every((value) => usual.test(value)))
    .map(([name, values]) => `${name} ${firstOf(values)}`);

/** The first values, and how many more there are. */
export function firstOf(values: readonly string[], most = 3): string {
  if (values.length <= most) return visible(values.join(", "));
  return visible(`${values.slice(0, most).join(", ")} and ${values.length - most} more`);
}
