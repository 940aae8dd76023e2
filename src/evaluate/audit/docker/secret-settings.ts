import type { Setting } from "../pipeline/pipeline.ts";
import { isSecretName } from "../shell/secrecy.ts";
import type { Instruction } from "./dockerfile.ts";

/** A value that says of itself that it is none. */
const isMadeUp = /fake|dummy|example|placeholder|not[-_]?a[-_]?secret|change[-_]?me/i;

/** The secrets that `ARG` and `ENV` put into an image. An `ARG` is filled in when it is built; an `ENV` that is empty only names it. */
export const secretSettingsOf = ({ keyword, settings }: Instruction): readonly Setting[] =>
  keyword === "ARG" || keyword === "ENV"
    ? settings.filter(
        ({ name, value }) =>
          isSecretName(name) &&
          !isMadeUp.test(value?.text ?? "") &&
          (keyword === "ARG" || !/^(?:""|'')?$/.test(value?.text ?? "")),
      )
    : [];
