/** Programs that look for secrets in what is committed. */
export const scanners =
  /\b(?:tare|gitleaks|trufflehog|detect-secrets|ggshield|gitguardian|git-secrets|talisman|kingfisher|noseyparker|whispers|secretlint|detect-private-key|detect-aws-credentials|ripsecrets|secret[_-]detection|secret-scanning|semgrep|trivy|checkov|megalinter|mega-linter)\b/i;
