import { fileOf } from "../../core/blob.ts";

/** Stands for the folder that the paths of the report are relative to (SARIF §3.14.14). */
export const base = "SRCROOT";

interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: typeof base;
}

/**
 * The file of the target as a URI reference (RFC 3986 §4.2): relative paths
 * against `base`, absolute ones as `file:`. What lies inside a container has no
 * URI of its own.
 */
export function artifactOf(path: string): ArtifactLocation {
  const file = fileOf(path);
  const drive = /^[A-Za-z]:[\\/]/.test(file);
  if (drive)
    return { uri: `file:///${file.slice(0, 2)}${encoded(file.slice(2).replaceAll("\\", "/"))}` };
  if (file.startsWith("/")) return { uri: `file://${encoded(file)}` };
  return { uri: encoded(file.replace(/^(?:\.\/+)+/, "")) || ".", uriBaseId: base };
}

/** Each segment is percent-encoded, a colon too, or `a:b` would have the scheme `a`. */
const encoded = (path: string): string =>
  path
    .split("/")
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join("/");
