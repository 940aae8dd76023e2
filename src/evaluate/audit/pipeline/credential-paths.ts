/** Files and folders that hold credentials once somebody logged in, and what they hold. */
const paths: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|\/)\.cache\/huggingface\/?\*{0,2}$|(?:^|\/)(?:\.cache\/)?huggingface\/(?:token|stored_tokens)$|(?:^|\/)\.huggingface\b/,
    "the token of the hub",
  ],
  [/(?:^|[~}/])\.?(?:_netrc|\.netrc)$/, "passwords of hosts"],
  [/(?:^|\/)\.aws(?:\/(?:credentials|\*{0,2})?)?$/, "keys of AWS"],
  [
    /(?:^|\/)\.config\/gcloud(?:\/|$)|application_default_credentials\.json$|gha-creds-[\w*-]*\.json$/,
    "credentials of Google Cloud",
  ],
  [/(?:^|\/)\.azure(?:\/|$)(?!pipelines)/, "credentials of Azure"],
  [/(?:^|\/)\.docker(?:\/(?:config\.json|\*{0,2})?)?$/, "logins to registries"],
  [/(?:^|\/)\.kube(?:\/(?:config|\*{0,2})?)?$|(?:^|\/)kubeconfig$/, "access to clusters"],
  [/(?:^|\/)\.ssh(?:\/(?:id_\w+|\*{0,2})?)?$|(?:^|\/)id_(?:rsa|ed25519|ecdsa)$/, "keys of SSH"],
  [
    /(?:^|\/)\.(?:npmrc|pypirc|gitconfig|git-credentials|pgpass|boto|s3cfg)$/,
    "tokens or passwords",
  ],
  [/(?:^|\/)\.kaggle(?:\/|$)/, "the key of Kaggle"],
  [
    /(?:^|\/)\.gem\/credentials$|(?:^|\/)\.cargo\/credentials(?:\.toml)?$/,
    "the token of a registry",
  ],
  [
    /\.tfstate(?:\.backup)?$|(?:^|\/)\.terraform\/?$/,
    "state of Terraform, secrets in clear among it",
  ],
  [/(?:^|\/)\.env(?:\.(?!example|sample|template)[\w-]+)?$/, "variables, secrets among them"],
  [
    /(?:^|\/)(?:wandb|mlruns|\.neptune|\.comet)\/?\*{0,2}$/,
    "runs, with arguments and what was printed",
  ],
  [
    /(?:^|\/)\.git(?:\/(?:config|\*{0,2})?)?$/,
    "the repository's settings, with the token that it was fetched by",
  ],
  [/^(?:~|\$\{?HOME\}?|\/root|\/home\/\w+)\/?\*{0,2}$/, "a whole home folder"],
];

/** What credentials a path leads to, for people. */
export const credentialsAt = (path: string): string | undefined => {
  const trimmed = path.trim();
  return trimmed.startsWith("!")
    ? undefined
    : paths.find(([pattern]) => pattern.test(trimmed))?.[1];
};
