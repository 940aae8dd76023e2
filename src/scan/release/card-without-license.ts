import { cardOf } from "../release-card.ts";
import { named, type ReleaseCheck, type ReleaseFile } from "../release-files.ts";

/** The forms in which weights are given away. */
const weights =
  /\.(?:safetensors|gguf|ggml|onnx|pt|pth|ckpt|h5|keras|tflite|mlmodel|msgpack|joblib|pkl|ot)$|^(?:pytorch_model|adapter_model).*\.bin$/i;

/** The state of an optimizer has the same endings. */
const isModel = ({ name, findings }: ReleaseFile): boolean =>
  weights.test(name) && !findings.some(({ rule }) => rule === "optimizer-file");

/** Weights beside a card that names no license, or beside none; told once for each tree of folders. */
export const cardWithoutLicense: ReleaseCheck = {
  rule: "card-without-license",

  async *run({ files, folders }) {
    const first = files.find(isModel);
    if (!first) return;
    const cards = files.filter(({ name }) => name === "README.md");
    const licenses = files.some(({ name }) => /^(?:LICEN[CS]E|COPYING)(?:\.\w{1,8})?$/i.test(name));
    const card = named(folders.get(first.folder) ?? [], "README.md") ?? cards[0];
    const said = await cardOf(card);
    if (said?.get("license")?.length || licenses) return;
    const preview = card ? "no license in the card" : "neither card nor license";
    yield { location: { path: card?.path ?? first.path }, preview };
  },
};
