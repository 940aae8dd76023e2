import { nameOf } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { encodingOf, isWide } from "./kit/encoding.ts";
import { keyStep } from "./kit/key-path.ts";

/** A run's folder is called by 32 hexadecimal digits; names of parameters may have slashes in them. */
const place = /(?:^|\/)[0-9a-f]{32}\/(params|tags)\/(.+)$/i;
/** MLflow takes parameters of 6000 and tags of 8000 characters. In bytes. */
const longest = 4 * 8000;

/**
 * A parameter or tag of an MLflow run in a folder: the file is the value, and
 * its name is the key, without which a password is a word like any other.
 */
export const mlflowValue: Format = {
  id: "mlflow-value",
  title: "MLflow parameter or tag",
  tier: "general",
  specification: "https://mlflow.org/docs/latest/self-hosting/architecture/backend-store/",
  reads: "the value, under the file's name",
  tested: "MLflow",

  mayBeText: true,
  matches: ({ head, name, blob }) => {
    if (!place.test(name) || blob.size > longest) return false;
    const encoding = encodingOf(head);
    return encoding !== undefined && !isWide(encoding);
  },

  async *regions(blob) {
    const at = span(0, blob.size);
    const [, kind = "", key = ""] = place.exec(nameOf(blob.origin)) ?? [];
    if (blob.size > 0) yield value(`$.${kind}${keyStep(key)}`, at, plain, await blob.read(at));
  },
};
