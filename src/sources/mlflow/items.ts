import { TareError } from "../../core/error.ts";
import type { BucketPlace } from "../bucket/place.ts";
import { type Json, objectAt, textAt } from "../cloud/json.ts";
import { artifactRootOf } from "./artifacts.ts";
import { type ArtifactFile, itemsAt, type MlflowServer, type Search } from "./server.ts";
import type { MlflowTarget } from "./target.ts";

/** Something that a tracking server keeps, and where in the target it stands. */
export type MlflowItem =
  /** What the server says of a run, a model or a version. */
  | { readonly kind: "document"; readonly path: string; readonly json: Json }
  /** A file that the server hands through. */
  | { readonly kind: "artifact"; readonly path: string; readonly file: ArtifactFile }
  /** A folder of a bucket. */
  | { readonly kind: "objects"; readonly path: string; readonly place: BucketPlace }
  | { readonly kind: "gap"; readonly path: string; readonly reason: string };

/** What a target means. */
export class MlflowItems {
  readonly #server: MlflowServer;
  /** Runs and logged models that were given: a model's version leads to both. */
  readonly #given = new Set<string>();

  constructor(server: MlflowServer) {
    this.#server = server;
  }

  /** @throws {TareError} `usage`: there is no such thing, or tare may not see it; `machine`: the server does not answer. */
  async *of(target: MlflowTarget): AsyncGenerator<MlflowItem> {
    switch (target.kind) {
      case "all":
        for await (const each of this.#server.all(allExperiments)) yield* this.#experiment(each);
        for await (const each of this.#server.all(allModels))
          yield* this.#model({ kind: "model", name: textAt(each, "name") ?? "" });
        return;
      case "model":
        return yield* this.#model(target);
      case "run": {
        const run = await this.#server.get("runs/get", { run_id: target.id });
        return yield* this.#run(objectAt(run, "run") ?? {});
      }
      case "experiment":
        return yield* this.#experiment(await this.#experimentCalled(target.name));
    }
  }

  async #experimentCalled(name: string): Promise<Json> {
    const answer = /^\d+$/.test(name)
      ? await this.#server.get("experiments/get", { experiment_id: name })
      : await this.#server.get("experiments/get-by-name", { experiment_name: name });
    return objectAt(answer, "experiment") ?? {};
  }

  async *#experiment(experiment: Json): AsyncGenerator<MlflowItem> {
    const id = textAt(experiment, "experiment_id") ?? "";
    yield { kind: "document", path: `experiments/${id}/experiment.json`, json: experiment };
    for await (const run of this.#server.all(runsOf(id))) yield* this.#run(run);
    for await (const model of this.#server.all(loggedModelsOf(id))) yield* this.#loggedModel(model);
    for await (const trace of this.#server.all(tracesOf(id))) yield* this.#trace(trace);
  }

  async *#run(run: Json): AsyncGenerator<MlflowItem> {
    const info = objectAt(run, "info");
    const id = textAt(info, "run_id") ?? "";
    if (!this.#isNew(id)) return;
    const path = `runs/${id}`;
    yield { kind: "document", path: `${path}/run.json`, json: run };
    yield* this.#artifacts(`${path}/artifacts`, textAt(info, "artifact_uri"));
    for (const each of itemsAt(objectAt(run, "outputs"), "model_outputs"))
      yield* this.#loggedModelOf(textAt(each, "model_id") ?? "");
  }

  async *#loggedModelOf(id: string): AsyncGenerator<MlflowItem> {
    if (this.#given.has(id)) return;
    const answer = await this.#server.get(`logged-models/${encodeURIComponent(id)}`, {});
    yield* this.#loggedModel(objectAt(answer, "model") ?? {});
  }

  async *#loggedModel(model: Json): AsyncGenerator<MlflowItem> {
    const info = objectAt(model, "info");
    const id = textAt(info, "model_id") ?? "";
    if (!this.#isNew(id)) return;
    const path = `models/${id}`;
    yield { kind: "document", path: `${path}/model.json`, json: model };
    yield* this.#artifacts(`${path}/artifacts`, textAt(info, "artifact_uri"));
  }

  async *#trace(trace: Json): AsyncGenerator<MlflowItem> {
    const id = textAt(trace, "trace_id") ?? "";
    yield { kind: "document", path: `traces/${id}/trace.json`, json: trace };
    const uri = textAt(objectAt(trace, "tags"), "mlflow.artifactLocation");
    yield* this.#artifacts(`traces/${id}/artifacts`, uri);
  }

  async *#model(target: MlflowTarget & { readonly kind: "model" }): AsyncGenerator<MlflowItem> {
    const { name, alias } = target;
    const model = objectAt(
      await this.#server.get("registered-models/get", { name }),
      "registered_model",
    );
    yield { kind: "document", path: `${name}/registered-model.json`, json: model ?? {} };
    const version = alias === undefined ? target.version : await this.#versionOf(name, alias);
    let count = 0;
    for await (const each of this.#server.all(versionsOf(name, version))) {
      count++;
      yield* this.#version(each);
    }
    if (version !== undefined && count === 0)
      throw new TareError("usage", `the MLflow server has no version ${version} of '${name}'`, {
        hint: "list them with: mlflow models list, or in its pages",
      });
  }

  async #versionOf(name: string, alias: string): Promise<string> {
    const answer = await this.#server.get("registered-models/alias", { name, alias });
    return textAt(objectAt(answer, "model_version"), "version") ?? "";
  }

  async *#version(version: Json): AsyncGenerator<MlflowItem> {
    const [name, number] = [textAt(version, "name") ?? "", textAt(version, "version") ?? ""];
    const path = `${name}/${number}`;
    yield { kind: "document", path: `${path}/version.json`, json: version };
    const lies = await this.#server.get("model-versions/get-download-uri", {
      name,
      version: number,
    });
    const uri = textAt(lies, "artifact_uri");
    const [, logged] = /\/models\/(m-[0-9a-f]+)\/artifacts/.exec(uri ?? "") ?? [];
    if (logged === undefined) yield* this.#artifacts(`${path}/artifacts`, uri);
    else yield* this.#loggedModelOf(logged);
    yield* this.#runOf(textAt(version, "run_id"), path);
  }

  /** The run that a version is from, which may be gone. */
  async *#runOf(id: string | undefined, path: string): AsyncGenerator<MlflowItem> {
    if (id === undefined || this.#given.has(id)) return;
    try {
      const answer = await this.#server.get("runs/get", { run_id: id });
      yield* this.#run(objectAt(answer, "run") ?? {});
    } catch (error) {
      if (!(error instanceof TareError)) throw error;
      yield { kind: "gap", path: `${path}/run.json`, reason: `unavailable: ${error.message}` };
    }
  }

  async *#artifacts(path: string, uri: string | undefined): AsyncGenerator<MlflowItem> {
    if (uri === undefined) return;
    const root = artifactRootOf(uri, (address) => this.#server.isOwn(address));
    switch (root.kind) {
      case "bucket":
        return yield { kind: "objects", path, place: root.place };
      case "elsewhere":
        return yield { kind: "gap", path, reason: `unavailable: artifacts lie ${root.why}` };
      case "server":
        return yield* this.#files(path, root.folder);
    }
  }

  async *#files(path: string, folder: string): AsyncGenerator<MlflowItem> {
    try {
      for await (const file of this.#server.files(folder))
        yield { kind: "artifact", path: `${path}${file.path.slice(folder.length)}`, file };
    } catch (error) {
      if (!(error instanceof TareError)) throw error;
      yield { kind: "gap", path, reason: `unavailable: ${error.message}` };
    }
  }

  /** Whether something is given for the first time. */
  #isNew(id: string): boolean {
    const isNew = !this.#given.has(id);
    this.#given.add(id);
    return isNew;
  }
}

/** What is deleted can be read until it is purged. */
const deletedToo = { view_type: "ALL" };
const api = "/api/2.0/mlflow/";

const allExperiments: Search = {
  path: `${api}experiments/search`,
  method: "POST",
  asked: deletedToo,
  field: "experiments",
  what: "experiments",
};

const allModels: Search = {
  path: `${api}registered-models/search`,
  method: "GET",
  asked: {},
  field: "registered_models",
  what: "registered models",
};

const runsOf = (id: string): Search => ({
  path: `${api}runs/search`,
  method: "POST",
  asked: { experiment_ids: [id], run_view_type: "ALL" },
  field: "runs",
  what: `runs of ${id}`,
});

const loggedModelsOf = (id: string): Search => ({
  path: `${api}logged-models/search`,
  method: "POST",
  asked: { experiment_ids: [id] },
  field: "models",
  what: `models of ${id}`,
  since: "3.0",
});

const tracesOf = (id: string): Search => ({
  path: "/api/3.0/mlflow/traces/search",
  method: "POST",
  asked: { locations: [{ type: "MLFLOW_EXPERIMENT", mlflow_experiment: { experiment_id: id } }] },
  field: "traces",
  what: `traces of ${id}`,
  since: "3.0",
});

const versionsOf = (name: string, version: string | undefined): Search => {
  const quoted = `'${name.replaceAll("'", "\\'")}'`;
  const only = version === undefined ? "" : ` and version_number = ${version}`;
  return {
    path: `${api}model-versions/search`,
    method: "GET",
    asked: { filter: `name=${quoted}${only}` },
    field: "model_versions",
    what: name,
  };
};
