import type { Check } from "../check.ts";

const userInfo = /^(?:[\w-]+:)?(?:git\+)?https?:\/\/(?:([^\s/@:]*):)?([^\s/@]+)@/;
const filledIn = /^[$%]\{?\w|^\$\{\{|^<|^\{\{/;

export const indexCredentials: Check = {
  id: "index-credentials",
  title: "Address of a package index holds a password",
  looksAt: "dependencies",
  severity: "high",
  confidence: "high",
  why: "Whoever can read the file has the password of the index, and with it the packages of the inside. Installers print the address, and copy it into locks and into what they install.",
  instead:
    "Take the password back; give it by `.netrc`, a keyring, or a variable (`UV_INDEX_NAME_PASSWORD`, `POETRY_HTTP_BASIC_NAME_PASSWORD`).",
  references: ["https://pip.pypa.io/en/stable/topics/authentication/"],
  examples: {
    found: [
      {
        path: "requirements.txt",
        text: "--extra-index-url «https://ci:3f9ab2c4@pypi.acme.dev/simple»\ntorch\n",
      },
      {
        path: "pyproject.toml",
        text: '[[tool.poetry.source]]\nname = "acme"\nurl = "«https://ci:3f9ab2c4@pypi.acme.dev/simple»"\n',
      },
      {
        path: "package.json",
        text: '{"dependencies": {"x": «"git+https://3f9ab2c4@git.acme.dev/x.git"»}}\n',
      },
    ],
    ignored: [
      {
        path: "requirements.txt",
        text: "--extra-index-url https://${USER}:${PASSWORD}@pypi.acme.dev/simple\n-i https://pypi.org/simple\ntorch\n",
      },
      {
        path: "package.json",
        text: '{"dependencies": {"x": "git+https://git@github.com/a/x.git"}}\n',
      },
    ],
  },

  *run({ source, indexes }) {
    for (const { url, at } of indexes) {
      const password = userInfo.exec(url)?.[2];
      if (password !== undefined && password !== "git" && !filledIn.test(password))
        yield { message: "holds the password of an index", source, at };
    }
  },
};
