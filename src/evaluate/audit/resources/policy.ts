import type { Span } from "../../../core/span.ts";
import type { Data } from "./data.ts";
import type { Resource } from "./resource.ts";

/** What a statement asks of a request. */
export interface Condition {
  /** `StringEquals`, `ForAllValues:StringLike`. */
  readonly operator: string;
  readonly key: string;
  readonly keyAt: Span;
  readonly values: readonly Data[];
}

/** A statement of a policy, however it is written: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface Statement {
  readonly isAllowed: boolean;
  readonly actions: readonly Data[];
  readonly notActions: readonly Data[];
  readonly resources: readonly Data[];
  readonly notResources: readonly Data[];
  /** `*`, ARNs, hosts; of each kind alike. */
  readonly principals: readonly Data[];
  readonly conditions: readonly Condition[];
  readonly at: Span;
  /** What the policy is written in. */
  readonly of: Resource;
}

/** The policy of an endpoint grants nothing: it only limits what passes there, and lets all pass by default. */
const isEndpoint = ({ type }: Resource): boolean => /vpc_?endpoint/i.test(type);

/** The statements of the policies that a resource is made of or holds. */
export function* statementsIn(resource: Resource): Generator<Statement> {
  if (isEndpoint(resource)) return;
  if (resource.type === "data.aws_iam_policy_document")
    for (const each of resource.data.get("statement")?.items() ?? [])
      yield fromBlock(each, resource);
  else
    for (const each of documented(resource.data))
      if (each.get("Effect")) yield fromDocument(each, resource);
}

/** Whatever stands under `Statement`, at any depth. */
function* documented(data: Data): Generator<Data> {
  for (const { key, value } of data.entries())
    if (key === "Statement") yield* value.list();
    else yield* documented(value);
  for (const each of data.items()) yield* documented(each);
}

const listAt = (data: Data, key: string): readonly Data[] => data.get(key)?.list() ?? [];

const fromDocument = (data: Data, of: Resource): Statement => ({
  isAllowed: data.get("Effect")?.text !== "Deny",
  actions: listAt(data, "Action"),
  notActions: listAt(data, "NotAction"),
  resources: listAt(data, "Resource"),
  notResources: listAt(data, "NotResource"),
  principals: listAt(data, "Principal").flatMap((each) =>
    each.text === undefined ? each.entries().flatMap(({ value }) => value.list()) : [each],
  ),
  conditions: (data.get("Condition")?.entries() ?? []).flatMap(({ key: operator, value }) =>
    value.entries().map((each) => ({
      operator,
      key: each.key,
      keyAt: each.keyAt,
      values: each.value.list(),
    })),
  ),
  at: data.at,
  of,
});

const fromBlock = (data: Data, of: Resource): Statement => ({
  isAllowed: data.get("effect")?.text !== "Deny",
  actions: listAt(data, "actions"),
  notActions: listAt(data, "not_actions"),
  resources: listAt(data, "resources"),
  notResources: listAt(data, "not_resources"),
  principals: listAt(data, "principals").flatMap((each) => listAt(each, "identifiers")),
  conditions: listAt(data, "condition").flatMap((each) => {
    const key = each.get("variable");
    return key?.text === undefined
      ? []
      : [
          {
            operator: each.get("test")?.text ?? "",
            key: key.text,
            keyAt: key.at,
            values: listAt(each, "values"),
          },
        ];
  }),
  at: data.at,
  of,
});

/** The first of some values that a pattern knows. */
export const valueLike = (values: readonly Data[], pattern: RegExp): Data | undefined =>
  values.find(({ text }) => pattern.test(text ?? ""));

/** Whether it says who may take a role, and not what may be done. */
export const isTrust = ({ actions }: Statement): boolean =>
  valueLike(actions, /^sts:(?:AssumeRole|TagSession|\*)/i) !== undefined;
