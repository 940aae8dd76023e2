import { inputOf, type Pipeline, type Step } from "./pipeline.ts";

/** Triggers of GitHub by which anybody starts a run that has the repository's secrets. */
const open = new Set([
  "pull_request_target",
  "workflow_run",
  "issue_comment",
  "issues",
  "discussion",
  "discussion_comment",
]);

export const openTriggersOf = ({ triggers }: Pipeline): readonly string[] =>
  triggers.map(({ name }) => name).filter((name) => open.has(name));

const head =
  /github\.event\.(?:pull_request\.head\.(?:sha|ref|repo)|workflow_run\.head_(?:sha|branch|commit|repository)|issue\.number|number)|github\.head_ref|refs\/pull\/|steps\.[\w-]+\.outputs\.(?:head_?(?:sha|ref)|ref|sha)/;

/** The input by which a step fetches the code of a pull request. */
export const headFetchedBy = ({ uses }: Step): ReturnType<typeof inputOf> => {
  if (uses?.name !== "actions/checkout") return undefined;
  const inputs = [inputOf(uses, "ref"), inputOf(uses, "repository")];
  return inputs.find((each) => head.test(each?.value?.text ?? ""));
};

/** What whoever opens a pull request or an issue writes as they like. */
export const isChosenByOthers = (expression: string): boolean =>
  /github\.event\.(?:issue|pull_request|discussion)\.(?:title|body)\b|github\.event\.(?:comment|review|review_comment)\.body\b|github\.event\.pull_request\.head\.(?:ref|label|repo\.default_branch)\b|github\.head_ref\b|github\.event\.workflow_run\.(?:head_branch|head_commit\.(?:message|author\.\w+)|display_title)\b|github\.event\.(?:head_commit\.message|commits\b[^}]*message)/.test(
    expression,
  );
