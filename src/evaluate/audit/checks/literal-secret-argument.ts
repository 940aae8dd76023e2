import type { Check } from "../check.ts";
import { isForTests } from "../hygiene/credential-files.ts";

const names =
  /^(?:(?:hf_|hub_|auth_|access_|api_|bot_|wandb_|secret_)?token|(?:\w+_)?api_?key|(?:\w+_)?password|passwd|secret(?:_key|_access_key)?|aws_secret_access_key|client_secret|connection_string)$/i;
/** Said where a value is meant to be filled in, or where none is needed. */
const placeholder =
  /your|example|mock|change|dummy|fake|test|none|null|empty|xxx|\*\*|<|\[|\$|\{|%|\.\.\.|secret$|password$|token$|^key$|not-?(?:needed|used|required)|^(?:pass(?:word|wd)?|secret|token|admin|user|abcd?|qwerty)[\W_]?\d{1,4}!?$/i;

/** Whether a value is long and mixed enough to be one: words with separators name something. */
const isSecret = (value: string): boolean =>
  value.length >= 8 &&
  !/\s/.test(value) &&
  !placeholder.test(value) &&
  !/^[a-z]+(?:[-_.:/ ][a-z]*)*$/i.test(value) &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value);

export const literalSecretArgument: Check = {
  id: "literal-secret-argument",
  title: "Call is given a secret that stands in the code",
  looksAt: "python",
  severity: "high",
  confidence: "medium",
  why: "Whoever has the code has the key: in the repository and its history, in the notebook that goes up with the model, in what trackers copy of it.",
  instead: "Revoke it, and read the new one from the environment or a secrets manager.",
  references: ["https://cwe.mitre.org/data/definitions/798.html"],
  examples: {
    found: [
      {
        path: "train.py",
        text: 'from huggingface_hub import login\nlogin(token=«"c0rrecthorse8attery"»)\n',
      },
      {
        path: "app.py",
        text: 'import openai\nclient = openai.OpenAI(api_key=«"sq-c0rrecthorse8attery"»)\n',
      },
      { path: "db.py", text: 'psycopg2.connect(host="x", password=«"tr0ub4dor&3"»)\n' },
    ],
    ignored: [
      { path: "user.py", text: 'create_user(password="password123")\nf(token="abcd1234")\n' },

      {
        path: "train.py",
        text: 'login(token="<your token>")\nOpenAI(api_key="EMPTY")\nf(password="")\nf(token="$TOKEN")\nf(key="name")\n',
      },
      {
        path: "tokens.py",
        text: 'tokenizer.add(pad_token="[PAD]", eos_token="</s>")\nf(token="YOUR_TOKEN_HERE")\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const { args } of calls)
      for (const { keyword, literal, at } of args)
        if (keyword !== undefined && names.test(keyword) && isSecret(literal ?? ""))
          yield {
            message: `gives ${keyword} a value that stands here`,
            source,
            at,
            ...(isForTests(source.path) && { severity: "low", confidence: "low" }),
          };
  },
};
