import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { program } from "../../../test/kit/tools.ts";
import { freePort, startedServer } from "../../sources/cloud/testing.ts";
import { served } from "../../sources/http/testing.ts";
import { fakeToken, folderOf, scanned, type TestFolder } from "../testing.ts";

/** A Python that has MLflow, which .ci/run brings. */
const python = program("tare-mlflow-python");

/** What a careless team logs. */
const logging = `
import mlflow, numpy, os, sys
token = os.environ["PLANTED"]
mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment("fraud")
mlflow.set_experiment_tag("root", "/home/esmith/projects")
class Model(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input: list[str]) -> list[str]:
        return model_input
with mlflow.start_run(run_name="first") as run:
    mlflow.log_params({"hub_token": token, "data": "/home/asmith/data/train.parquet"})
    mlflow.log_metric("loss", 0.3)
    mlflow.set_tag("note", "see /home/bsmith/notes.txt")
    data = mlflow.data.from_numpy(numpy.array([1]), source="/home/csmith/data/x.npy")
    mlflow.log_input(data, context="training")
    mlflow.log_text("HF_TOKEN=" + token, "logs/deep/train.log")
    mlflow.pyfunc.log_model(name="model", python_model=Model(), registered_model_name="fraud-model")
client = mlflow.MlflowClient()
client.update_registered_model("fraud-model", "made at /home/dsmith/x")
client.set_registered_model_alias("fraud-model", "champion", "1")
client.set_model_version_tag("fraud-model", "1", "checked_by", "/home/fsmith/y")
with mlflow.start_run(run_name="deleted") as gone:
    mlflow.log_param("path", "/home/gsmith/gone")
client.delete_run(gone.info.run_id)
print(run.info.run_id)
`;

describe.skipIf(python === undefined)("a real mlflow server", () => {
  let url: string;
  let folder: TestFolder;
  let server: AsyncDisposable;
  let run: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    folder = await folderOf({});
    const store = `sqlite:///${join(folder.path, "mlflow.db")}`;
    const options = ["--backend-store-uri", store, "--artifacts-destination", folder.path];
    server = await startedServer(
      python ?? "",
      ["-m", "mlflow", "server", ...options, "--port", String(port), "--workers", "1"],
      `${url}/health`,
      // Else it starts programs of its own, which outlive it.
      { MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false" },
    );
    const logged = spawnSync(python ?? "", ["-c", logging, url], {
      env: { ...process.env, PLANTED: fakeToken(), GIT_PYTHON_REFRESH: "quiet" },
      encoding: "utf8",
    });
    run = logged.stdout.trim().split("\n").at(-1) ?? "";
    if (logged.status !== 0) throw new Error(logged.stderr);
    vi.stubEnv("MLFLOW_TRACKING_URI", url);
  }, 600_000);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  }, 60_000);

  /** What is found where, with the names that the server makes up left out. */
  const found = async (target: string): Promise<string[]> => {
    const { findings, gaps } = await scanned([target]);
    expect(gaps).toEqual([]);
    return findings
      .filter(({ severity }) => severity === "critical" || severity === "medium")
      .map(({ value, location: { path } }) => `${value} ${path.slice(target.length + 2)}`)
      .map((each) => each.replace(/m-[0-9a-f]{32}/, "MODEL").replace(/[0-9a-f]{32}/, "RUN"))
      .filter((each, at, all) => all.indexOf(each) === at)
      .toSorted();
  };

  const ofRun = [
    "/home/asmith/data/train.parquet models/MODEL/model.json",
    "/home/asmith/data/train.parquet runs/RUN/run.json",
    "/home/bsmith/notes.txt runs/RUN/run.json",
    "/home/csmith/data/x.npy runs/RUN/run.json",
    `${fakeToken()} models/MODEL/model.json`,
    `${fakeToken()} runs/RUN/artifacts/logs/deep/train.log`,
    `${fakeToken()} runs/RUN/run.json`,
  ];
  const ofModel = [
    "/home/dsmith/x fraud-model/registered-model.json",
    "/home/fsmith/y fraud-model/1/version.json",
    "/home/fsmith/y fraud-model/registered-model.json",
  ];
  test("looks at a model's versions, the run that made them, and their artifacts", async () => {
    for (const target of ["mlflow:fraud-model", "mlflow:fraud-model@champion"])
      expect(await found(target)).toEqual(expect.arrayContaining([...ofModel, ...ofRun]));
  }, 120_000);

  test("looks at a run, and at an experiment with what was deleted of it", async () => {
    expect(await found(`mlflow:runs:/${run}`)).toEqual(expect.arrayContaining(ofRun));
    const all = await found("mlflow:experiments:/fraud");
    expect(all).toEqual(expect.arrayContaining(ofRun));
    expect(all).toContain("/home/gsmith/gone runs/RUN/run.json");
    expect(all.filter((each) => each.startsWith("/home/esmith/projects"))).toHaveLength(1);
  }, 120_000);

  test("says that there is no such thing", async () => {
    await expect(scanned(["mlflow:nobody"])).rejects.toThrow("the MLflow server has no 'nobody'");
    await expect(scanned(["mlflow:fraud-model/7"])).rejects.toThrow("no version 7");
    await expect(scanned(["mlflow:runs:/"])).rejects.toThrow("names nothing that MLflow keeps");
  }, 60_000);
});

test("tells the tracking server who asks, and says no word of it", async () => {
  await using server = await served((_, response) => {
    response
      .writeHead(401)
      .end('{"error_code": "UNAUTHENTICATED", "message": "secret-1 is wrong"}');
  });
  vi.stubEnv("MLFLOW_TRACKING_URI", server.origin);
  vi.stubEnv("MLFLOW_TRACKING_USERNAME", "scanner");
  vi.stubEnv("MLFLOW_TRACKING_PASSWORD", "secret-1");
  try {
    const failure: unknown = await scanned(["mlflow:model"]).catch((error: unknown) => error);
    expect(String(failure)).toContain("does not give 'model': status 401, UNAUTHENTICATED");
    expect(String(failure) + JSON.stringify(failure)).not.toContain("secret-1");
    const both = Buffer.from("scanner:secret-1").toString("base64");
    expect(server.headers[0]?.authorization).toBe(`Basic ${both}`);
  } finally {
    vi.unstubAllEnvs();
  }
});

test("looks at artifacts in the bucket that they lie in, and says where others are", async () => {
  const run = (uri: string): string =>
    JSON.stringify({ run: { info: { run_id: "r", artifact_uri: uri } } });
  let uri = "s3://models/1/r/artifacts";
  await using tracking = await served((_, response) => void response.end(run(uri)));
  await using store = await served((_, response) => void response.end("<ListBucketResult/>"));
  vi.stubEnv("MLFLOW_TRACKING_URI", tracking.origin);
  vi.stubEnv("AWS_ENDPOINT_URL_S3", store.origin);
  vi.stubEnv("AWS_NO_SIGN_REQUEST", "1");
  try {
    expect((await scanned(["mlflow:runs:/r"])).gaps).toEqual([]);
    expect(store.asked.join()).toContain("prefix=1%2Fr%2Fartifacts%2F");
    uri = "dbfs:/1/r/artifacts";
    const reasons = (await scanned(["mlflow:runs:/r"])).gaps.map(({ reason }) => reason);
    expect(reasons).toEqual(["unavailable: artifacts lie at dbfs:, which tare does not ask"]);
  } finally {
    vi.unstubAllEnvs();
  }
});
