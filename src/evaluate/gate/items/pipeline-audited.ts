import { rank } from "../../../core/finding.ts";
import { type Item, noneIn, unknown } from "../item.ts";

export const pipelineAudited: Item = {
  id: "pipeline-audited",
  title: "Pipelines and code give no secret away",
  why: "What a pipeline prints, uploads or bakes into an image is out with each run.",
  instead: "Mend what 'tare audit' reports.",

  judge: ({ repository }) =>
    repository
      ? noneIn(repository.audit, ({ severity }) => rank(severity) >= rank("high"), {
          found: "in pipelines and code",
          none: "nothing of high severity was found",
        })
      : unknown("no repository was named: give --repo DIR"),
};
