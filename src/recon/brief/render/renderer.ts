import type { RenderOptions } from "../../../report/renderer.ts";
import type { Dossier } from "../dossier.ts";

/** Turns a dossier into one kind of text. */
export interface BriefRenderer {
  /** What `--format` takes. */
  readonly id: string;
  /** Of a file that holds the result, without a dot. None: it is for the terminal. */
  readonly extension?: string;
  render(dossier: Dossier, options: RenderOptions): Iterable<string>;
}
