import type { Check } from "../check.ts";

/** Indexes that anybody may use, whose names belong to those who run them. */
const known =
  /\b(?:pypi\.org|pythonhosted\.org|download\.pytorch\.org|pypi\.nvidia\.com|pypi\.ngc\.nvidia\.com|storage\.googleapis\.com\/jax-releases|flashinfer\.ai|test\.pypi\.org|data\.pyg\.org|huggingface\.co|wheels\.vllm\.ai|pypi\.anaconda\.org|developer\.download\.nvidia\.com|repo\.radeon\.com|pytorch-extension\.intel\.com|docs\.sglang\.ai|abetlen\.github\.io|aiinfra\.pkgs\.visualstudio\.com|piwheels\.org|gitlab\.com\/api\/v4\/projects\/\d+)\b/;

export const extraPackageIndex: Check = {
  id: "extra-package-index",
  title: "Own packages may be taken from the public index",
  looksAt: "dependencies",
  severity: "medium",
  confidence: "medium",
  why: "The installer asks both indexes and takes the higher version, wherever it is from. The names of the inside stand in published models and requirements: whoever registers one of them runs code in your training jobs.",
  instead:
    'Ask one index that holds both (`--index-url` of a proxy), or bind each package to its index (`[tool.uv.sources]`, Poetry\'s `priority = "explicit"`).',
  references: [
    "https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-extra-index-url",
    "https://docs.astral.sh/uv/concepts/indexes/",
  ],
  examples: {
    found: [
      {
        path: "requirements.txt",
        text: "--extra-index-url «https://pypi.acme.dev/simple»\nacme-train\ntorch\n",
      },
    ],
    ignored: [
      {
        path: "requirements.txt",
        text: "--extra-index-url https://download.pytorch.org/whl/cu121\n--index-url https://pypi.acme.dev/simple\ntorch\n",
      },
    ],
  },

  *run({ source, indexes }) {
    for (const { url, isExtra, at } of indexes)
      if (isExtra && !known.test(url))
        yield { message: "asks a private index beside the public one", source, at };
  },
};
