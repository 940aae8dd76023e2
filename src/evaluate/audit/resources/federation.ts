import type { Condition, Statement } from "./policy.ts";

/** Systems that tell a cloud who a job is. */
const issuers =
  /token\.actions\.githubusercontent\.com|gitlab|agent\.buildkite\.com|oidc\.circleci\.com|app\.terraform\.io|vstoken\.dev\.azure\.com|huggingface\.co|api\.bitbucket\.org/i;

/** Whether a statement lets the jobs of a pipeline take a role. */
export const isForPipelines = ({
  isAllowed,
  actions,
  principals,
  conditions,
}: Statement): boolean =>
  isAllowed &&
  actions.some(({ text }) => /^sts:AssumeRoleWithWebIdentity$/i.test(text ?? "")) &&
  (principals.some(({ text }) => issuers.test(text ?? "")) ||
    conditions.some(({ key }) => issuers.test(key)));

/** The conditions on a claim that hold only where the claim is there: `sub`, `aud`. */
export const conditionsOn = ({ conditions }: Statement, claim: string): readonly Condition[] =>
  conditions.filter(
    ({ operator, key }) =>
      key.endsWith(`:${claim}`) &&
      /^(?:ForAnyValue:)?(?:String|Arn)(?:Equals|Like)/i.test(operator),
  );
