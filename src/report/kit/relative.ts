import { fileOf } from "../../core/blob.ts";

/** The file of the target as services that know the repository name it: with `/`, without `./`. */
export const relativeFile = (path: string): string =>
  fileOf(path)
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/+)+/, "");
