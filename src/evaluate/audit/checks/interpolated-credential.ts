import type { Check } from "../check.ts";
import { span } from "../../../core/span.ts";
import { secretsAmong } from "../shell/given.ts";
import type { Script, Word } from "../shell/script.ts";
import { reasonOf } from "../shell/secrecy.ts";

const wordsOf = ({ commands }: Script): readonly Word[] => commands.flatMap(({ words }) => words);

export const interpolatedCredential: Check = {
  id: "interpolated-credential",
  title: "Groovy writes a credential into the command",
  looksAt: "pipeline",
  severity: "high",
  confidence: "high",
  why: "In double quotes Groovy fills the credential in before a shell sees it. It stands in the list of processes and in the script file on the agent, Jenkins warns of it and does not always mask it, and signs in it become commands.",
  instead: "Use single quotes, so that the shell reads it from its environment.",
  references: ["https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation"],
  examples: {
    found: [
      {
        path: "Jenkinsfile",
        text: `node {
  withCredentials([string(credentialsId: 'hub', variable: 'HUB')]) {
    sh "login «\${HUB}»"
  }
}
`,
      },
    ],
    ignored: [
      {
        path: "Jenkinsfile",
        text: `node {
  withCredentials([string(credentialsId: 'hub', variable: 'HUB')]) {
    sh 'login \${HUB}'
    sh "login \\\${HUB} \${NAME}"
  }
}
`,
      },
    ],
  },

  *run({ jobs, system, source }) {
    for (const { steps } of system === "jenkins" ? jobs : [])
      for (const { script } of steps) {
        if (!script || source.text[script.fragment.spanOf(span(0, 1)).start - 1] !== '"') continue;
        for (const { name, at, secrecy } of secretsAmong(wordsOf(script), script.secrecy))
          if (secrecy.kind === "bound" && source.text[at.start - 1] !== "\\")
            yield { message: `writes ${reasonOf(name, secrecy)} into the command`, source, at };
      }
  },
};
