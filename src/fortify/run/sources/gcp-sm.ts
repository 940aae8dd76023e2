import { TareError } from "../../../core/error.ts";
import { googleToken } from "../../../sources/cloud/gcp/token.ts";
import { granted, objectAt, textAt } from "../../../sources/cloud/json.ts";
import { once } from "../../../sources/cloud/once.ts";
import type { SecretSource } from "../source.ts";
import type { World } from "../../../sources/cloud/world.ts";

/** Google Secret Manager: a secret of a project, and its version where it is not the newest. */
export const gcpSm: SecretSource = {
  scheme: "gcp-sm",
  id: "google-secret-manager",
  example: "gcp-sm://my-project/hub-token/latest",

  connect: (world) => {
    const token = once(async () => googleToken(world));
    return {
      read: async (place) => {
        const address = addressOf(world, place);
        const headers = { authorization: `Bearer ${await token()}` };
        const answer = granted(
          await world.call(address, { headers }),
          `'gcp-sm://${place}'`,
          world,
          (json) => textAt(objectAt(json, "error"), "status"),
        );
        const data = textAt(objectAt(answer, "payload"), "data");
        if (data !== undefined) {
          const text = Buffer.from(data, "base64").toString();
          return { content: { kind: "text", text }, lifetime: "static" };
        }
        throw new TareError("machine", `'gcp-sm://${place}' is empty`, {
          hint: "add a version with a value",
        });
      },
    };
  },
};

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access */
function addressOf({ env }: World, place: string): string {
  const [, project, name, version = "latest"] =
    /^([a-z0-9:.-]+)\/([\w-]+)(?:\/([\w-]+))?$/.exec(place) ?? [];
  if (project === undefined || name === undefined)
    throw new TareError("usage", `'gcp-sm://${place}' names no secret`, {
      hint: "write gcp-sm://PROJECT/NAME or gcp-sm://PROJECT/NAME/VERSION",
    });
  // The name that gcloud has for it.
  const base =
    env["CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER"] || "https://secretmanager.googleapis.com/";
  return `${base.replace(/\/+$/, "")}/v1/projects/${project}/secrets/${name}/versions/${version}:access`;
}
