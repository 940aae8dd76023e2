import type { TensorLabel } from "../../core/format.ts";
import { Paths } from "./pickle-paths.ts";
import { placesOf } from "./pickle-places.ts";
import type { Pickle } from "./pickle-reader.ts";

/** The end of the path of a storage: the first argument of what makes a tensor of it. */
const made = /<\w+>\[0\]$/;

/**
 * What a pickle of torch keeps in each storage, by the storage's key: the paths
 * of the tensors that are made of it, as `$.state_dict["fc.weight"]`.
 */
export async function storageLabels(pickle: Pickle): Promise<ReadonlyMap<string, TensorLabel>> {
  const paths = new Paths(pickle, placesOf(pickle.graph, pickle.result), "$");
  const labels = new Map<string, { readonly dtype: string; readonly holds: string[] }>();
  for (const [node, fact] of pickle.facts.all()) {
    if (fact.kind !== "persistent" || fact.what !== "storage") continue;
    const label = labels.get(fact.key) ?? { dtype: fact.type.replace(/Storage$/, ""), holds: [] };
    label.holds.push((await paths.loaded(node)).replace(made, ""));
    labels.set(fact.key, label);
  }
  return labels;
}
