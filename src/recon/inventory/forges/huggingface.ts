import { TareError } from "../../../core/error.ts";
import type { Keyword } from "../../../scan/keywords.ts";
import { fieldsOf, textIn, textsIn } from "../answer.ts";
import { Api } from "../api.ts";
import { type Forge, mostPerSearch, part, type Search } from "../forge.ts";
import type { Found, PublicRepository, Reason } from "../repository.ts";

/** What the hub holds, by its API's word, with what stands before the name in addresses. */
const kinds = [
  ["models", ""],
  ["datasets", "datasets/"],
  ["spaces", "spaces/"],
] as const;

/** The Hugging Face Hub: models, data sets and spaces (huggingface.co/docs/hub/api). */
export const huggingface: Forge = {
  scheme: "hf",
  title: "Hugging Face",

  async *list(owner, search) {
    const server = (search.env["HF_ENDPOINT"] ?? "https://huggingface.co").replace(/\/+$/, "");
    const session = { api: apiOf(server, search), server };
    const { api } = session;
    const target = `hf:${owner}`;
    const name = encodeURIComponent(owner);
    const organisation = await api.find(`/organizations/${name}/overview`);
    if (organisation === undefined && (await api.find(`/users/${name}/overview`)) === undefined)
      throw new TareError("usage", `Hugging Face has no organisation or user '${owner}'`, {
        hint: "name one as its page does: hf:OWNER",
      });
    if (search.ways.has("own"))
      yield* part(target, listed(session, `author=${name}`, { kind: "own" }));
    if (organisation !== undefined && search.ways.has("member"))
      yield* part(`${target}: members`, ofMembers(session, owner));
    if (search.ways.has("search"))
      for (const keyword of search.keywords)
        yield* part(`${target}: search for '${keyword.word}'`, naming(session, keyword));
  },
};

interface Session {
  readonly api: Api;
  readonly server: string;
}

function apiOf(server: string, { env, client, signal }: Search): Api {
  const token = env["HF_TOKEN"];
  return new Api({
    title: "Hugging Face",
    base: `${server}/api`,
    client,
    headers: token === undefined || token === "" ? {} : { authorization: `Bearer ${token}` },
    ...(signal && { signal }),
  });
}

async function* ofMembers(session: Session, owner: string): AsyncGenerator<Found> {
  const path = `/organizations/${encodeURIComponent(owner)}/members`;
  for await (const item of session.api.items(path)) {
    const member = textIn(item, "user");
    const listing = listed(session, `author=${encodeURIComponent(member)}`, {
      kind: "member",
      member,
    });
    yield* part(`hf:${owner}: what ${member} has`, listing);
  }
}

async function* naming(session: Session, { word: keyword }: Keyword): AsyncGenerator<Found> {
  const query = `search=${encodeURIComponent(keyword)}`;
  const reason = { kind: "search", keyword, where: "name" } as const;
  yield* listed(session, query, reason, mostPerSearch);
}

// eslint-disable-next-line max-params -- whom it asks for what, why, and how much of it
async function* listed(
  { api, server }: Session,
  query: string,
  reason: Reason,
  most = Infinity,
): AsyncGenerator<Found> {
  for (const [kind, prefix] of kinds) {
    let taken = 0;
    for await (const item of api.items(`/${kind}?${query}&full=true&limit=100`)) {
      const repository = repositoryIn(item, prefix, server);
      if (repository) yield { kind: "repository", repository, reason };
      if (++taken >= most) break;
    }
  }
}

/** One of the hub as lists have it; none where it is not public. */
function repositoryIn(item: unknown, prefix: string, server: string): PublicRepository | undefined {
  const name = textIn(item, "id") || textIn(item, "modelId");
  const fields = fieldsOf(item);
  if (name === "" || fields["private"] === true) return undefined;
  const isGated = fields["gated"] !== undefined && fields["gated"] !== false;
  const card = fieldsOf(fields["cardData"]);
  return {
    target: `hf:${prefix}${name}`,
    name: `${prefix}${name}`,
    url: `${server}/${prefix}${name}`,
    shown: [
      { where: "name", text: name.slice(name.indexOf("/") + 1) },
      { where: "description", text: textIn(item, "description") || textIn(card, "title") },
      { where: "topics", text: textsIn(item, "tags").join("\n") },
    ],
    revision: textIn(item, "sha") || textIn(item, "lastModified"),
    isArchived: false,
    bytes: 0,
    forks: 0,
    ...(isGated && { unread: "gated: Hugging Face gives its files only to who was let in" }),
  };
}
