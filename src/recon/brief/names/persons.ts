/** Accounts that many machines have: they name no person. */
const shared = new Set(
  (
    "root ubuntu ec2-user centos debian fedora opc azureuser cloud-user admin administrator adminuser jovyan " +
    "jupyter notebook sagemaker-user studio-lab-user ma-user gitpod codespace vscode coder devcontainer vagrant " +
    "pi jetson nvidia hadoop hdfs spark airflow mlflow ray app appuser docker container worker dev developer " +
    "devuser nonroot node student guest trainer model-server mambauser micromamba sandbox workspace work deploy " +
    "service gpu paperspace colab shared public user users default nobody daemon www-data git postgres mysql " +
    "runner runneradmin actions-runner github-runner gitlab-runner gitlab jenkins buildkite circleci travis " +
    "builder build ci conda anaconda test tester demo share all home data " +
    "someone anyone unset unknown none anonymous myself example username your-name author"
  ).split(" "),
);

/** Accounts that only machines of a pipeline have. */
const pipeline =
  /^(?:runner|runneradmin|actions-runner|github-runner|gitlab-runner|jenkins|buildkite(?:-agent)?|circleci|travis|builder|build|ci|vsts|agent)$/;

/** Whether many people or none log in by this name. */
export const isShared = (login: string): boolean => shared.has(login.toLowerCase());

/** Whether a pipeline's jobs run by this name. */
export const isPipeline = (login: string): boolean => pipeline.test(login.toLowerCase());

/** Hosts at which anybody has mail: RFC 5321 tells nothing of who they work for. */
const publicMail =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|proton|protonmail|pm|gmx|web|aol|mail|yandex|qq|163|126|foxmail|sina|naver|daum|hanmail|zoho|fastmail|hey|tutanota|posteo|users\.noreply\.github|noreply\.github|noreply\.gitlab)\.[a-z.]{2,6}$/;

export const isPublicMail = (domain: string): boolean => publicMail.test(domain.toLowerCase());

/** What a mail address says is nobody's. */
const role =
  /^(?:info|contact|hello|support|help|admin|office|team|sales|press|security|abuse|privacy|legal|noreply|no-reply|donotreply|postmaster|webmaster|hr|jobs|careers|research|opensource|oss|dev|developers|maintainers|bot|ci|builds?)(?:[+.-].*)?$/;

export const isRole = (local: string): boolean => role.test(local.toLowerCase());

/** Words that name a group rather than a person. */
const group =
  /\b(?:inc|ltd|llc|gmbh|corp|corporation|company|team|labs?|laboratory|research|university|institute|group|ai|foundation|authors|contributors|developers|project|community|technologies|systems|department|center|centre|google|microsoft|facebook|nvidia|hugging ?face|openai)\b/i;

const personName =
  /^\p{Lu}(?:\.|[\p{L}'’-]{1,30})(?: (?:\p{Lu}\.|(?:van|von|de|der|da|di|del|la|le|bin|al) |\p{Lu}[\p{L}'’-]{1,30})){1,3}$/u;

/** Whether it reads as the name of one person: `Ana Smith`, `A. Smith`. */
export const isPersonName = (name: string): boolean => personName.test(name) && !group.test(name);

/** Letters without their marks, in lower case. */
export const plain = (text: string): string =>
  text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/**
 * The logins that a name makes, as organisations form them: `asmith`, `ana.smith`,
 * `smitha`, `anas`.
 */
export function loginsOf(name: string): readonly string[] {
  const words = plain(name)
    .replaceAll(/[^a-z ]/g, "")
    .split(" ")
    .filter((word) => word !== "");
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.length < 2) return [];
  const initials = [`${first[0] ?? ""}${last}`, `${last}${first[0] ?? ""}`];
  if (first.length < 2) return initials;
  const joints = ["", ".", "_", "-"];
  return [
    ...initials,
    `${first}${last[0] ?? ""}`,
    ...joints.flatMap((joint) => [`${first}${joint}${last}`, `${last}${joint}${first}`]),
    `${first[0] ?? ""}.${last}`,
  ];
}
