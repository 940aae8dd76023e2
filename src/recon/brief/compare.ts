import { order } from "../../report/kit/order.ts";
import { type Changes, type Dossier, type Entity, linkId } from "./dossier.ts";

/** The dossier with what is new, gone and the same against an earlier one. */
export function against(now: Dossier, then: Dossier): Dossier {
  const renamed = namesNow(now.entities, then.entities);
  const linksThen = then.links.map((link) => ({
    ...link,
    from: renamed.get(link.from) ?? link.from,
    to: renamed.get(link.to) ?? link.to,
  }));
  const entitiesThen = then.entities.map((each) => ({
    ...each,
    id: renamed.get(each.id) ?? each.id,
  }));
  return {
    ...now,
    against: {
      target: then.target,
      entities: changes(now.entities, entitiesThen, ({ id }) => id),
      links: changes(now.links, linksThen, linkId),
      attacks: changes(
        now.attacks.map(({ play, title }) => ({ play, title })),
        then.attacks.map(({ play, title }) => ({ play, title })),
        ({ play }) => play,
      ),
    },
  };
}

function changes<T>(now: readonly T[], then: readonly T[], idOf: (item: T) => string): Changes<T> {
  const [ids, before] = [now.map(idOf), new Set(then.map(idOf))];
  const after = new Set(ids);
  const gone = new Map(
    then.filter((each) => !after.has(idOf(each))).map((each) => [idOf(each), each]),
  );
  return {
    new: ids.filter((id) => !before.has(id)),
    same: ids.filter((id) => before.has(id)),
    gone: [...gone.values()].sort((one, other) => order(idOf(one), idOf(other))),
  };
}

/** An entity of which one name is known from before is the same, though it has more or fewer names now. */
function namesNow(now: readonly Entity[], then: readonly Entity[]): ReadonlyMap<string, string> {
  const byName = new Map(
    now.flatMap((each) => namesOf(each).map((name) => [name, each.id] as const)),
  );
  return new Map(
    then.flatMap((each) => {
      const [known] = namesOf(each).flatMap((name) => byName.get(name) ?? []);
      return known === undefined ? [] : [[each.id, known] as const];
    }),
  );
}

const namesOf = ({ id, kind, name, also }: Entity): readonly string[] => [
  id,
  ...[name, ...also.map((alias) => alias.name)].map((each) => `${kind}\0${each}`),
];
