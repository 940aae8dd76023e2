import { type Edge, edgeKey, type Graph, grouped, type Node } from "./graph.ts";
import { isPublicMail, loginsOf, plain } from "./names/persons.ts";

/** Names of one kind, as far as they are compared. */
interface Names {
  readonly logins: ReadonlyMap<string, Node>;
  readonly mails: ReadonlyMap<string, Node>;
  readonly names: ReadonlyMap<string, Node>;
}

/**
 * Which names are probably those of one person or one machine. Each is `likely`:
 * two names only fit each other. A name that fits more than one is put to none.
 */
export function likelySame(graph: Graph): readonly Edge[] {
  const persons = [...graph.nodes.values()].filter(({ kind }) => kind === "person");
  const names: Names = {
    logins: named(persons, "login"),
    mails: named(persons, "mail"),
    names: named(persons, "name"),
  };
  return [
    ...loginsAndMails(names),
    ...namesAndLogins(names),
    ...initials(names),
    ...shortAndFull(graph),
  ];
}

function named(persons: readonly Node[], kind: string): ReadonlyMap<string, Node> {
  const prefix = `person:${kind}/`;
  return new Map(
    persons
      .filter(({ ref }) => ref.startsWith(prefix))
      .map((node) => [node.ref.slice(prefix.length), node] as const),
  );
}

const edge = (one: Node, other: Node, why: string): Edge => ({
  from: one.ref,
  kind: "same",
  to: other.ref,
  sure: "likely",
  why,
  signs: new Map([...one.signs, ...other.signs].slice(0, 4)),
});

/** Shorter logins are those of too many. */
const leastLogin = 3;

/** The part of an address before the @, without what stands behind a plus. */
const localOf = (mail: string): string => mail.replace(/@.*$/, "").replace(/\+.*$/, "");
const domainOf = (mail: string): string => mail.replace(/^.*@/, "");

/** The addresses at organisations, by the name before the @: at a public host anybody can have any. */
const byLocal = ({ mails }: Names): ReadonlyMap<string, readonly Node[]> =>
  grouped(
    [...mails]
      .filter(([mail]) => !isPublicMail(domainOf(mail)))
      .map(([mail, node]) => [plain(localOf(mail)), node] as const),
  );

/** A login and the one address of an organisation that begins with it. */
function* loginsAndMails(names: Names): Generator<Edge> {
  const mails = byLocal(names);
  for (const [login, node] of names.logins) {
    const [first, ...others] = mails.get(login) ?? [];
    if (!first || others.length > 0 || login.length < leastLogin) continue;
    yield edge(node, first, "the login is the name in the address");
  }
}

/** A full name and the one login, or address, that it makes; none where two names make the same. */
function* namesAndLogins(names: Names): Generator<Edge> {
  const makers = grouped(
    [...names.names].flatMap(([name, node]) =>
      [...new Set(loginsOf(name))].map((login) => [login, node] as const),
    ),
  );
  for (const [handle, node] of handlesOf(names)) {
    const [first, ...others] = makers.get(handle) ?? [];
    if (first && others.length === 0)
      yield edge(first, node, "the login is made of the name as organisations do");
  }
}

/** Logins, and the names in addresses where only one has them. */
function handlesOf(names: Names): ReadonlyMap<string, Node> {
  const single = [...byLocal(names)].flatMap(([local, [first, ...others]]) =>
    first && others.length === 0 ? [[local, first] as const] : [],
  );
  return new Map([...single, ...names.logins]);
}

/** `A. Smith` and the one full name that it shortens. */
function* initials({ names }: Names): Generator<Edge> {
  const full = [...names].filter(([name]) => !/^\p{L}\.? /u.test(name));
  for (const [name, node] of names) {
    const [, initial, last] = /^(\p{L})\.? (?:.* )?(\S+)$/u.exec(name) ?? [];
    if (initial === undefined || last === undefined) continue;
    const [first, ...others] = full.filter(
      ([each]) => each.startsWith(initial) && each.endsWith(` ${last}`),
    );
    if (first && others.length === 0) yield edge(node, first[1], "initial and last name fit");
  }
}

/** `gpu07` and the one `gpu07.train.internal.corp`. */
function* shortAndFull(graph: Graph): Generator<Edge> {
  const machines = [...graph.nodes.values()].filter(({ kind }) => kind === "machine");
  const full = Map.groupBy(
    machines.filter(({ name }) => name.includes(".") && !/^[\d.]+$/.test(name)),
    ({ name }) => name.replace(/\..*$/, ""),
  );
  for (const machine of machines) {
    const [first, ...others] = full.get(machine.name) ?? [];
    if (first && others.length === 0)
      yield edge(machine, first, "the short name is the first part of the full one");
  }
}

/** The graph with the names that probably belong together. */
export function withLikely(graph: Graph): Graph {
  const edges = new Map(graph.edges);
  for (const each of likelySame(graph))
    if (!edges.has(edgeKey(each))) edges.set(edgeKey(each), each);
  return { nodes: graph.nodes, edges };
}
