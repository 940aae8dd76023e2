import type { Blob } from "../../core/blob.ts";
import type { Extra } from "../../core/extra.ts";
import { span } from "../../core/span.ts";
import type { Splice } from "../../core/splice.ts";
import { cutterOf, type JsonEdit, type JsonEditor, jsonSplices } from "./json-edits.ts";

/** A cell; version 3 of the format has sheets of them. */
const cell = String.raw`^(?:worksheets\[\d+\]\.)?cells\[\d+\]\.`;
const output = new RegExp(String.raw`${cell}outputs\[\d+\](?=[.[])`);
const source = new RegExp(String.raw`${cell}(?:source|input)(?=$|\[)`);

/**
 * What `Format.cut` takes out of a notebook so that it stays one: of an output the
 * whole output, of a cell's source the text but not the field, else the entry.
 */
export async function* cutNotebook(blob: Blob, keys: readonly string[]): AsyncGenerator<Splice> {
  const edits = new Map<string, JsonEdit>();
  for (const key of keys) {
    const whole = output.exec(key)?.[0];
    const text = source.exec(key)?.[0];
    if (text) edits.set(text, { value: "[]" });
    else edits.set(whole ?? key, "cut");
  }
  const cutter = cutterOf(edits.keys());
  yield* await notebookSplices(blob, (path, isText) => edits.get(path) ?? cutter(path, isText));
}

/** Paths as the regions have them, without a root. */
const notebookSplices = async (blob: Blob, edit: JsonEditor): Promise<Splice[]> =>
  jsonSplices(
    blob,
    span(0, blob.size),
    () => "",
    (path, isText) => edit(path.replace(/^\./, ""), isText),
  );

interface Rule {
  readonly extra: Extra;
  readonly path: RegExp;
  readonly edit: JsonEdit;
}

const rules: readonly Rule[] = [
  { extra: "outputs", path: new RegExp(`${cell}outputs$`), edit: { value: "[]" } },
  {
    extra: "outputs",
    path: new RegExp(`${cell}(?:execution_count|prompt_number)$`),
    edit: { value: "null" },
  },
  {
    // When a cell ran, as Jupyter, its extensions and Colab write it; Colab also who ran it.
    extra: "outputs",
    path: new RegExp(`${cell}metadata\\.(?:execution|ExecuteTime|executionInfo|outputId)$`),
    edit: "cut",
  },
  { extra: "outputs", path: /^metadata\.widgets$/, edit: "cut" },
  { extra: "attachments", path: new RegExp(`${cell}attachments$`), edit: "cut" },
];

/** What `Format.strip` takes out of a notebook: outputs, as `jupyter nbconvert --clear-output` does, and attachments. */
export async function* stripNotebook(
  blob: Blob,
  extras: ReadonlySet<Extra>,
): AsyncGenerator<Splice> {
  const asked = rules.filter(({ extra }) => extras.has(extra));
  if (asked.length === 0) return;
  yield* await notebookSplices(blob, (path) => asked.find((rule) => rule.path.test(path))?.edit);
}
