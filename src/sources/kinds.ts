/** Whether a target is a repository on another machine, which is cloned first. */
export const isRemoteTarget = (target: string): boolean =>
  /^(?:github|gitlab):|^git:https?:\/\//.test(target);

/** Whether a target is the history of a git repository. */
export const isGitTarget = (target: string): boolean =>
  target.startsWith("git:") || isRemoteTarget(target);

/** Whether a target is on a hub: a repository, or all that somebody has there. */
export const isHubTarget = (target: string): boolean => target.startsWith("hf:");

/** Whether a target is an image in a registry. */
export const isRegistryTarget = (target: string): boolean => target.startsWith("registry://");

/** Whether a target is an image: a file, a folder, or in a registry. */
export const isImageTarget = (target: string): boolean =>
  target.startsWith("image:") || isRegistryTarget(target);

/** Whether a target is a bucket of an object store. */
export const isBucketTarget = (target: string): boolean => /^(?:s3|gs|az):\/\//.test(target);

/** Whether a target is what a tracking server of MLflow keeps. */
export const isMlflowTarget = (target: string): boolean => target.startsWith("mlflow:");
