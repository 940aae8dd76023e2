import type { Finding } from "../../core/finding.ts";

/** How a secret gets into a build without staying in the image. */
export interface DockerfileFix {
  readonly path: string;
  readonly line?: number;
  readonly old: string;
  readonly fresh: string;
  /** How it is built then. */
  readonly build: string;
}

const isDockerfile = (path: string): boolean =>
  /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[^/]*)?$|\.dockerfile$/i.test(path);

/**
 * What to write in a Dockerfile in place of each secret. A layer keeps what was
 * written to it, so taking the value out helps only the images built from then on.
 *
 * @see https://docs.docker.com/build/building/secrets/
 */
export function dockerfileFixes(findings: readonly Finding[]): DockerfileFix[] {
  return findings
    .filter(({ class: kind, location }) => kind === "secret" && isDockerfile(location.path))
    .map(({ location, context, preview }) => {
      const before = context?.before ?? "";
      const [, name = "TOKEN"] = /([A-Za-z_]\w*)\s*(?:=|\s)\s*["']?$/.exec(before) ?? [];
      const id = name.toLowerCase();
      return {
        path: location.path,
        ...(location.line !== undefined && { line: location.line }),
        old: `${before}${preview}`,
        fresh: `RUN --mount=type=secret,id=${id},env=${name} COMMAND THAT NEEDS IT`,
        build: `docker build --secret id=${id},env=${name} .`,
      };
    });
}
