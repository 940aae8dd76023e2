import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Span, span } from "../../core/span.ts";

/** Texts that are scanned like files, one behind the other in a temporary file. */
export class Texts implements AsyncDisposable {
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly path: string;
  #end = 0;

  private constructor(folder: string, path: string, file: FileHandle) {
    this.#folder = folder;
    this.path = path;
    this.#file = file;
  }

  static async open(): Promise<Texts> {
    const folder = await mkdtemp(join(tmpdir(), "tare-hub-"));
    const path = join(folder, "texts");
    return new Texts(folder, path, await open(path, "wx", 0o600));
  }

  /** Writes a text; returns where it lies. */
  async add(text: string): Promise<Span> {
    const bytes = Buffer.from(text);
    await this.#file.writeFile(bytes);
    this.#end += bytes.length;
    return span(this.#end - bytes.length, this.#end);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
