import { TareError } from "../../core/error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the tracking server is, without a slash at its end.
 *
 * @throws {TareError} `usage`: the environment names none that can be asked.
 */
export function trackingServer(env: Environment): string {
  const address = env["MLFLOW_TRACKING_URI"] ?? "";
  if (/^https?:\/\//.test(address)) return address.replace(/\/+$/, "");
  const why = address === "" ? "is not set" : "names no server that tare can ask";
  throw new TareError("usage", `MLFLOW_TRACKING_URI ${why}`, {
    hint: "set it to the address of a tracking server: https://mlflow.example.org",
  });
}

/** Who asks. https://mlflow.org/docs/latest/self-hosting/security/basic-http-auth/ */
export function trackingHeaders(env: Environment): Readonly<Record<string, string>> {
  const {
    MLFLOW_TRACKING_TOKEN: token,
    MLFLOW_TRACKING_USERNAME: user,
    MLFLOW_TRACKING_PASSWORD: password,
  } = env;
  if (user && password) {
    const both = Buffer.from(`${user}:${password}`).toString("base64");
    return { authorization: `Basic ${both}` };
  }
  return token ? { authorization: `Bearer ${token}` } : {};
}
