import type { Fragment } from "../fragment.ts";
import type { Yaml } from "../syntax/yaml.ts";
import { codeOf } from "./code.ts";
import type { Setting, Step } from "./pipeline.ts";
import { withVariables } from "./placeholders.ts";
import { knownFrom } from "./settings.ts";
import type { Grammars } from "../syntax/grammars.ts";

/** What the systems on Kubernetes fill in: `$(params.a)` of Tekton, `{{inputs.a}}` of Argo and Kubeflow. */
const parameter = /\$\([\w.-]+\)|\{\{[^{}\n]+\}\}/g;

/** Variables of a container; `valueFrom.secretKeyRef` fills in a secret. */
export const containerEnv = (node: Yaml | undefined): readonly Setting[] =>
  (node?.items() ?? []).flatMap((each) => {
    const [name, secret] = [each.get("name"), each.get("valueFrom", "secretKeyRef")];
    if (name?.text === undefined) return [];
    const key = secret?.get("key")?.text ?? name.text;
    return [
      {
        name: name.text,
        nameAt: name.at,
        value: each.get("value")?.fragment,
        secrets: secret ? [key] : [],
      },
    ];
  });

/** A container as a step: its `script`, or what its `command` and `args` run by a shell. */
export function containerStep(
  node: Yaml,
  {
    grammars,
    title,
    env,
  }: { readonly grammars: Grammars; readonly title: string; readonly env: readonly Setting[] },
): Step {
  const own = containerEnv(node.get("env"));
  const code = codeIn(node);
  return {
    name: node.get("name")?.text,
    at: node.at,
    uses: undefined,
    env: own,
    ...(code
      ? codeOf(withVariables(code.fragment, parameter), code.shell, {
          grammars,
          title,
          known: knownFrom([...env, ...own], () => undefined),
        })
      : { script: undefined }),
  };
}

interface Code {
  readonly fragment: Fragment;
  readonly shell: string;
}

function codeIn(node: Yaml): Code | undefined {
  const command = node.get("command")?.list() ?? [];
  const shell = command[0]?.text ?? "sh";
  const script = (node.get("source") ?? node.get("script"))?.fragment;
  return script
    ? { fragment: script, shell: interpreterOf(script.text) ?? shell }
    : codeInWords([...command, ...(node.get("args")?.list() ?? [])]);
}

/** `sh -c CODE`. */
function codeInWords(words: readonly Yaml[]): Code | undefined {
  const at = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text ?? ""));
  const fragment = at < 0 ? undefined : words[at + 1]?.fragment;
  return fragment && { fragment, shell: words[0]?.text ?? "" };
}

const interpreterOf = (text: string): string | undefined =>
  /^#!\s*(?:\S*\/)?(?:env\s+)?(\S+)/.exec(text)?.[1];
