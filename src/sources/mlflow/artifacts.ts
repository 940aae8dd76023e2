import { type BucketPlace, bucketPlaceOf } from "../bucket/place.ts";

/** Where artifacts lie. */
export type ArtifactRoot =
  /** Behind the tracking server, which hands them through. */
  | { readonly kind: "server"; readonly folder: string }
  | { readonly kind: "bucket"; readonly place: BucketPlace }
  | { readonly kind: "elsewhere"; readonly why: string };

/**
 * Where an artifact address of MLflow leads.
 *
 * @param isOwn Whether an address is the tracking server's own.
 */
export function artifactRootOf(uri: string, isOwn: (address: string) => boolean): ArtifactRoot {
  const [, scheme = "", host = "", path = ""] =
    /^([a-z][a-z0-9+-]*):(?:\/\/([^/]*))?\/*(.*?)\/*$/is.exec(uri) ?? [];
  switch (scheme) {
    case "mlflow-artifacts":
      return host === "" || isOwn(`https://${host}/`)
        ? { kind: "server", folder: path }
        : { kind: "elsewhere", why: `on another server, ${host}` };
    case "http":
    case "https":
      return handedThrough(uri, path, isOwn);
    case "s3":
    case "gs":
      return { kind: "bucket", place: bucketPlaceOf(`${scheme}://${host}/${path}/`) };
    case "wasbs":
    case "abfss":
      return inContainer(host, path);
    case "file":
    case "":
      return { kind: "elsewhere", why: "in a folder of the machine that logged it" };
    default:
      return { kind: "elsewhere", why: `at ${scheme}:, which tare does not ask` };
  }
}

const api = "api/2.0/mlflow-artifacts/artifacts/";

function handedThrough(
  uri: string,
  path: string,
  isOwn: (address: string) => boolean,
): ArtifactRoot {
  const at = path.indexOf(api);
  return at >= 0 && isOwn(uri)
    ? { kind: "server", folder: path.slice(at + api.length) }
    : { kind: "elsewhere", why: "on another server" };
}

/** `CONTAINER@ACCOUNT.blob.core.windows.net`, or `.dfs.` where it is a data lake. */
function inContainer(host: string, path: string): ArtifactRoot {
  const [, container = "", account = ""] = /^([^@]+)@([^.]+)\./.exec(host) ?? [];
  if (container === "") return { kind: "elsewhere", why: "at an address that names no container" };
  return { kind: "bucket", place: bucketPlaceOf(`az://${account}/${container}/${path}/`) };
}
