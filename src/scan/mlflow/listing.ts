import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TareError } from "../../core/error.ts";
import type { FileTarget, GapTarget } from "../../sources/files.ts";
import { type MlflowItem, MlflowItems } from "../../sources/mlflow/items.ts";
import { plainOf } from "../../sources/mlflow/plain.ts";
import { MlflowServer } from "../../sources/mlflow/server.ts";
import { mlflowTargetOf } from "../../sources/mlflow/target.ts";
import { http, trafficSince } from "../../sources/remote.ts";
import { type Kept, listPlace } from "../bucket/listing.ts";
import type { Asked } from "../git/listing.ts";
import type { Held } from "../../core/held.ts";

/**
 * Lists what a tracking server of MLflow keeps: what it says of models and runs,
 * as JSON, and their artifacts.
 *
 * @throws {TareError} `usage`: there is no such thing, or no server is named, or tare may not see it.
 * `machine`: the server does not answer.
 */
export async function* listMlflow(
  target: string,
  asked: Asked,
  { held, network, tell }: Kept & { readonly held: Held },
): AsyncGenerator<FileTarget | GapTarget> {
  tell(target);
  const before = { ...http.traffic };
  const server = new MlflowServer(http, process.env);
  const folder = held.use(await documentFolder());
  for await (const item of new MlflowItems(server).of(mlflowTargetOf(target))) {
    const shown = `${target}!/${item.path}`;
    switch (item.kind) {
      case "document":
        yield await folder.target(item, shown);
        break;
      case "artifact": {
        const remote = { kind: "artifact", url: server.addressOf(item.file.path) } as const;
        const { path: name, file } = item;
        yield { kind: "file", path: shown, shown, name, size: file.size, remote };
        break;
      }
      case "objects":
        yield* objectsOf(item, shown, asked);
        break;
      case "gap":
        yield { kind: "gap", gap: { path: shown, reason: item.reason, bytes: 0 } };
    }
  }
  network.push(trafficSince(before));
}

/** Artifacts that lie in a bucket. */
async function* objectsOf(
  { place }: MlflowItem & { readonly kind: "objects" },
  shown: string,
  asked: Asked,
): AsyncGenerator<FileTarget | GapTarget> {
  try {
    yield* listPlace(place, asked);
  } catch (error) {
    if (!(error instanceof TareError)) throw error;
    yield { kind: "gap", gap: { path: shown, reason: `unavailable: ${error.message}`, bytes: 0 } };
  }
}

/** A temporary folder for what a server says, as JSON. */
interface DocumentFolder extends AsyncDisposable {
  target(item: MlflowItem & { readonly kind: "document" }, shown: string): Promise<FileTarget>;
}

async function documentFolder(): Promise<DocumentFolder> {
  const folder = await mkdtemp(join(tmpdir(), "tare-mlflow-"));
  let count = 0;
  return {
    async target({ path: name, json }, shown) {
      const text = `${JSON.stringify(plainOf(json), undefined, 1)}\n`;
      const path = join(folder, String(count++));
      await writeFile(path, text, { mode: 0o600 });
      return { kind: "file", path, shown, name, size: Buffer.byteLength(text) };
    },
    [Symbol.asyncDispose]: async () => rm(folder, { recursive: true, force: true }),
  };
}
