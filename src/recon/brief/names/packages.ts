/** Keys of versions that do not have the name of the package. */
const packages: Readonly<Record<string, string>> = {
  sklearn: "scikit-learn",
  tf: "tensorflow",
  ds: "deepspeed",
  lightning: "pytorch-lightning",
  pytorch: "torch",
  cli: "wandb",
  nemo: "nemo-toolkit",
  cv2: "opencv-python",
  pil: "pillow",
  yaml: "pyyaml",
};

/** What is no Python package. */
const generic = new Set([
  "python",
  "cuda",
  "cudnn",
  "nccl",
  "nvidia-driver",
  "databricks-runtime",
  "linux",
  "macos",
  "windows",
]);

/** The name of a package as PyPI normalises it (PEP 503). */
export function packageName(text: string): string {
  const name = text.toLowerCase().replaceAll(/[-_.]+/g, "-");
  return packages[name] ?? name;
}

/**
 * The package URL of software: `pkg:pypi/torch@1.9.0`.
 * https://github.com/package-url/purl-spec
 */
export const purlOf = (name: string, version: string): string =>
  `pkg:${generic.has(name) ? "generic" : "pypi"}/${name}@${encodeURIComponent(version)}`;

/** The package URL of a package of npm; the @ of a scope is escaped. */
export const npmPurlOf = (name: string, version: string): string =>
  `pkg:npm/${name.replace("@", "%40")}@${encodeURIComponent(version)}`;
