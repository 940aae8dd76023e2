import type { Report } from "../core/report.ts";

/** How a report is to look. Only the text for people heeds these; a file for machines is always whole. */
export interface RenderOptions {
  readonly colour: boolean;
  /** Width of the terminal, in columns. */
  readonly columns: number;
  /** Lists every finding, each harmless detail and every gap. */
  readonly verbose: boolean;
  /** Says the verdict and nothing else. */
  readonly quiet: boolean;
}

/** Turns a report into one kind of text. */
export interface Renderer {
  /** What `--format` takes: `sarif`. */
  readonly id: string;
  readonly title: string;
  /** Of a file that holds the result, without a dot. None: it is for the terminal. */
  readonly extension?: string;
  /** Yields the result in pieces, since a report may hold 100,000 findings. */
  render(report: Report, options: RenderOptions): Iterable<string>;
}
