import { rank } from "../../core/finding.ts";
import { listed } from "../../report/kit/words.ts";
import { order } from "../../report/kit/order.ts";
import type { Attack, Certainty, Entity, Link, Sign, Target } from "./dossier.ts";
import { grouped } from "./graph.ts";
import type { Pick, Play, Via } from "./play.ts";

/** Names that one sentence can carry. */
const mostNames = 4;

/** What an attacker can do with entities and their links, the best first. */
export function attacksOn(
  entities: readonly Entity[],
  links: readonly Link[],
  plays: readonly Play[],
): readonly Attack[] {
  const board = boardOf(entities, links);
  return plays
    .flatMap((play) => attackBy(play, board) ?? [])
    .sort((one, other) => other.score - one.score || order(one.play, other.play));
}

interface Neighbour {
  readonly entity: Entity;
  readonly link: Link;
}

interface Board {
  readonly byId: ReadonlyMap<string, Entity>;
  readonly around: ReadonlyMap<string, readonly Neighbour[]>;
}

function boardOf(entities: readonly Entity[], links: readonly Link[]): Board {
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const around = grouped(
    links.flatMap((link) => {
      const [from, to] = [byId.get(link.from), byId.get(link.to)];
      if (!from || !to) return [];
      return [
        [from.id, { entity: to, link }],
        [to.id, { entity: from, link }],
      ] as const;
    }),
  );
  return { byId, around };
}

/** What a certainty is worth in a score. */
const weights: Readonly<Record<Certainty, number>> = { certain: 1, likely: 0.6 };

function attackBy(play: Play, board: Board): Attack | undefined {
  const found = [...board.byId.values()].flatMap((entity) => targetOf(entity, play, board) ?? []);
  const targets = (play.together ? joinedTarget(found, play, board) : found).toSorted(
    (one, other) =>
      weights[other.sure] - weights[one.sure] ||
      worst(other, board) - worst(one, board) ||
      order(one.step, other.step),
  );
  const [first] = targets;
  if (!first) return undefined;
  const { id, title, impact, ease, why, fix, command, reference } = play;
  return {
    play: id,
    title,
    impact,
    ease,
    score: Math.round(impact * ease * weights[first.sure]),
    why,
    fix,
    ...(command !== undefined && { command }),
    reference,
    targets,
  };
}

/** One target of all. */
function joinedTarget(found: readonly Target[], play: Play, { byId }: Board): readonly Target[] {
  const entities = found.flatMap(({ entities: [first = ""] }) => byId.get(first) ?? []);
  if (entities.length === 0) return [];
  return [
    {
      entities: entities.map(({ id }) => id),
      sure: found.some(({ sure }) => sure === "certain") ? "certain" : "likely",
      step: sentence(play.step, [entities]),
      evidence: evidenceOf(entities),
    },
  ];
}

function worst({ entities: [first = ""] }: Target, { byId }: Board): number {
  const harm = byId.get(first)?.harm;
  return harm ? rank(harm.severity) : -1;
}

function targetOf(entity: Entity, play: Play, { around }: Board): Target | undefined {
  if (!isPicked(entity, play.from)) return undefined;
  const found = (play.via ?? []).map((via) => ({
    via,
    neighbours: (around.get(entity.id) ?? []).filter((each) => isReached(each, via)),
  }));
  if (found.some(({ via, neighbours }) => !via.optional && neighbours.length === 0))
    return undefined;
  const needed = found.filter(({ via }) => !via.optional);
  const isSure =
    entity.sure === "certain" &&
    needed.every(({ neighbours }) => neighbours.some(({ link }) => link.sure === "certain"));
  const reached = found.map(({ neighbours }) => distinct(neighbours.map((each) => each.entity)));
  return {
    entities: [entity.id, ...distinct(reached.flat()).map(({ id }) => id)],
    sure: isSure ? "certain" : "likely",
    step: sentence(play.step, [[entity], ...reached]),
    evidence: evidenceOf([entity, ...reached.flat()]),
    ...(entity.harm && { fix: entity.harm.remedy }),
  };
}

/** Places that one target names. */
const mostSigns = 3;

/** Where the first of the entities stand, each finding once. */
const evidenceOf = (entities: readonly Entity[]): readonly Sign[] => {
  const signs = entities.flatMap(({ evidence }) => evidence.slice(0, 1));
  return [...new Map(signs.map((sign) => [sign.finding, sign])).values()].slice(0, mostSigns);
};

const distinct = (entities: readonly Entity[]): readonly Entity[] => [...new Set(entities)];

const isReached = ({ entity, link }: Neighbour, via: Via): boolean =>
  via.links.includes(link.kind) && isPicked(entity, via);

const isPicked = ({ kind, facts }: Entity, { kinds, has = {}, lacks = [] }: Pick): boolean =>
  kinds.includes(kind) &&
  lacks.every((name) => facts[name] === undefined) &&
  Object.entries(has).every(([name, pattern]) =>
    (facts[name] ?? []).some((value) => pattern.test(value)),
  );

/** The sentence with names for `{0}`, `{1}`; parts in brackets fall out where nothing stands for theirs. */
function sentence(step: string, groups: readonly (readonly Entity[])[]): string {
  const isThere = (part: string): boolean =>
    [...part.matchAll(/\{(\d)\}/g)].every(([, at]) => (groups[Number(at)] ?? []).length > 0);
  return step
    .replaceAll(/\[([^\]]*)\]/g, (_, part: string) => (isThere(part) ? part : ""))
    .replaceAll(/\{(\d)\}/g, (_, at: string) => namesOf(groups[Number(at)] ?? []));
}

function namesOf(entities: readonly Entity[]): string {
  const names = entities.map(({ name }) => name);
  if (names.length <= mostNames) return listed(names);
  return `${names.slice(0, mostNames - 1).join(", ")} and ${names.length - mostNames + 1} more`;
}
