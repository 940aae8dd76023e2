import { TareError } from "../../core/error.ts";

/** What of a tracking server is wanted. */
export type MlflowTarget =
  | { readonly kind: "all" }
  /** A registered model: all its versions, one, or the one that an alias names. */
  | {
      readonly kind: "model";
      readonly name: string;
      readonly version?: string;
      readonly alias?: string;
    }
  | { readonly kind: "run"; readonly id: string }
  /** By its name or its number. */
  | { readonly kind: "experiment"; readonly name: string };

/**
 * What a target asks for: `mlflow:`, `mlflow:MODEL`, `mlflow:MODEL/VERSION`, `mlflow:MODEL@ALIAS`,
 * the same as MLflow writes it (`mlflow:models:/MODEL/VERSION`), `mlflow:runs:/ID` or
 * `mlflow:experiments:/NAME`.
 *
 * @throws {TareError} `usage`: it names nothing.
 */
export function mlflowTargetOf(target: string): MlflowTarget {
  const text = target.slice("mlflow:".length);
  if (text === "") return { kind: "all" };
  const [, kind = "models", named = "", model = ""] =
    /^(?:(models|runs|experiments):\/(.+)|([^/:]+(?:\/\d+)?))$/s.exec(text) ?? [];
  const name = named || model;
  if (name === "")
    throw new TareError("usage", `'${target}' names nothing that MLflow keeps`, {
      hint: "write mlflow:MODEL, mlflow:MODEL/VERSION, mlflow:MODEL@ALIAS, mlflow:runs:/ID or mlflow:experiments:/NAME",
    });
  if (kind === "runs") return { kind: "run", id: name };
  if (kind === "experiments") return { kind: "experiment", name };
  return modelIn(name);
}

function modelIn(text: string): MlflowTarget {
  const [, name = text, version, alias] = /^(.+?)(?:\/(\d+)|@([\w-]+))?$/s.exec(text) ?? [];
  return {
    kind: "model",
    name,
    ...(version !== undefined && { version }),
    ...(alias !== undefined && { alias }),
  };
}
