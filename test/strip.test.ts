import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Finding } from "../src/core/finding.ts";
import type { Order } from "../src/fortify/clean/orders.ts";
import { cleanFile, type Decide, fillAll, findingsIn, planted, token } from "./kit/cleaning.ts";
import { pythonWith } from "./kit/tools.ts";
import { workshop } from "./kit/workshop.ts";

const { path, run } = workshop();
const nothing: Decide = () => undefined;

/** The field, line or chunk that a finding stands in goes with it. */
const cutAll = (finding: Finding): Order => ({
  kind: "cut",
  finding,
  key: finding.location.key ?? "",
});

async function cleaned(name: string, decide?: Decide): Promise<void> {
  expect(await findingsIn(path(name))).not.toEqual([]);
  expect(await cleanFile(path(name), decide)).toEqual([]);
  expect(await findingsIn(path(name))).toEqual([]);
}

const pillow = pythonWith("PIL") ?? "";

describe.runIf(pillow)("pictures that Pillow writes and reads", () => {
  const write = `
import os, sys
from PIL import Image, PngImagePlugin
name = sys.argv[1]
planted = os.environ["PLANTED"]
image = Image.new("RGB", (40, 20))
for x in range(40): image.putpixel((x, x // 2), (x * 6, 255 - x, 7))
exif = Image.Exif()
exif[0x010e] = planted
exif[0x0112] = 6
exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
if name.endswith(".png"):
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", planted)
    info.add_text("Software", planted, zip=True)
    info.add_itxt("XML:com.adobe.xmp", planted, zip=True)
    image.save(name, pnginfo=info)
elif name.endswith(".gif"): image.convert("P").save(name, comment=planted)
elif name.endswith(".webp"): image.save(name, lossless=True, exif=exif, xmp=planted.encode())
else: image.save(name, exif=exif, comment=planted)
`;
  const read = `
import hashlib, sys
from PIL import Image
image = Image.open(sys.argv[1])
image.load()
print(hashlib.sha256(image.convert("RGB").tobytes()).hexdigest())
print(image.size, dict(image.getexif()), dict(image.getexif().get_ifd(0x8825)), sorted(set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "version", "background", "dpi", "loop", "duration", "extension", "transparency", "timestamp"}))
print({key: value for key, value in image.info.items() if key in ("comment", "Comment", "Software")})
`;

  test.each([
    ["a.png", "(40, 20) {} {} []"],
    ["a.jpg", "(40, 20) {274: 6} {} ['exif']"],
    ["a.webp", "(40, 20) {} {} []"],
  ])("%s loses what is no picture", async (name, wanted) => {
    run(pillow, "-c", write, name);
    const [pixels] = run(pillow, "-c", read, name).split("\n");
    expect(await findingsIn(path(name))).not.toEqual([]);
    expect(await cleanFile(path(name), nothing, ["metadata", "comments"])).toEqual([]);
    expect(await findingsIn(path(name))).toEqual([]);
    expect(run(pillow, "-c", read, name).split("\n").slice(0, 2)).toEqual([pixels, wanted]);
  });

  test.each(["b.gif", "b.tif"])("%s has spaces instead", async (name) => {
    run(pillow, "-c", write, name);
    const [pixels] = run(pillow, "-c", read, name).split("\n");
    const { length } = readFileSync(path(name));
    expect(await findingsIn(path(name))).not.toEqual([]);
    expect(await cleanFile(path(name), nothing, ["metadata", "comments"])).toEqual([]);
    expect(await findingsIn(path(name))).toEqual([]);
    expect(readFileSync(path(name))).toHaveLength(length);
    expect(run(pillow, "-c", read, name).split("\n")[0]).toBe(pixels);
  });

  test.each(["c.png", "c.jpg", "c.webp", "c.gif", "c.tif"])(
    "%s has its texts filled",
    async (name) => {
      run(pillow, "-c", write, name);
      const [pixels] = run(pillow, "-c", read, name).split("\n");
      await cleaned(name, (finding) =>
        finding.location.span ? fillAll(finding) : cutAll(finding),
      );
      expect(run(pillow, "-c", read, name).split("\n")[0]).toBe(pixels);
    },
  );

  test("a chunk with a finding goes as a whole", async () => {
    run(pillow, "-c", write, "d.png");
    await cleaned("d.png", (finding) =>
      finding.location.key?.startsWith("Comment") ? cutAll(finding) : fillAll(finding),
    );
    const shown = run(pillow, "-c", read, "d.png");
    expect(shown).not.toContain("Comment");
    expect(shown).toContain("Software");
  });
});

const nbformat = pythonWith("nbformat") ?? "";

describe.runIf(nbformat)("notebooks that nbformat writes and validates", () => {
  const write = `
import base64, os, nbformat.v4 as v4, nbformat
planted = os.environ["PLANTED"]
book = v4.new_notebook(metadata={"author": "/home/asmith/notes"})
cell = v4.new_code_cell("x = 1", execution_count=3, metadata={"execution": {"iopub.status.busy": "2024"}})
cell.outputs.append(v4.new_output("stream", text=planted + "\\n"))
cell.outputs.append(v4.new_output("stream", text="harmless\\n"))
book.cells = [cell, v4.new_markdown_cell("# Title", attachments={"a.png": {"image/png": base64.b64encode(b"\\x89PNG").decode()}})]
nbformat.write(book, "BOOK")
`;
  const read = `
import nbformat
book = nbformat.read("BOOK", 4)
nbformat.validate(book)
code, text = book.cells
print(code.source, code.execution_count, len(code.outputs), code.metadata, "attachments" in text, text.source, book.metadata)
`;
  const show = (name: string): string => run(nbformat, "-c", read.replace("BOOK", name)).trim();

  test("without outputs and attachments", async () => {
    run(nbformat, "-c", write.replace("BOOK", "a.ipynb"));
    await cleanFile(path("a.ipynb"), nothing, ["outputs", "attachments"]);
    expect(show("a.ipynb")).toBe("x = 1 None 0 {} False # Title {'author': '/home/asmith/notes'}");
  });

  test("without what findings stand in", async () => {
    run(nbformat, "-c", write.replace("BOOK", "b.ipynb"));
    await cleaned("b.ipynb", cutAll);
    expect(show("b.ipynb")).toBe(
      "x = 1 3 1 {'execution': {'iopub.status.busy': '2024'}} True # Title {}",
    );
  });

  test.runIf(pillow)("a picture in an output is packed anew", async () => {
    const code = `
import base64, io, os, nbformat, nbformat.v4 as v4
from PIL import Image, PngImagePlugin
info = PngImagePlugin.PngInfo()
info.add_text("Software", os.environ["PLANTED"], zip=True)
file = io.BytesIO()
Image.new("RGB", (400, 200)).save(file, "PNG", pnginfo=info)
cell = v4.new_code_cell("plot()")
cell.outputs.append(v4.new_output("display_data", data={"image/png": base64.encodebytes(file.getvalue()).decode()}))
nbformat.write(v4.new_notebook(cells=[cell]), "c.ipynb")
`;
    run(nbformat, "-c", code);
    await cleaned("c.ipynb");
    const shown = run(
      nbformat,
      "-c",
      `
import base64, io, nbformat
from PIL import Image
book = nbformat.read("c.ipynb", 4); nbformat.validate(book)
image = Image.open(io.BytesIO(base64.b64decode(book.cells[0].outputs[0].data["image/png"])))
image.load(); print(image.size, image.info["Software"])
`,
    );
    expect(shown).toContain("(400, 200)");
    expect(shown).not.toContain("asmith");
  });
});

const tensors = pythonWith("safetensors", "numpy") ?? "";

test.runIf(tensors)(
  "a safetensors file without an entry of its metadata has the same tensors",
  async () => {
    const code = `
import numpy, os
from safetensors.numpy import save_file
save_file({"w": numpy.arange(6, dtype="f4"), "b": numpy.ones(3)}, "a.safetensors", metadata={"config": os.environ["PLANTED"], "format": "pt"})
`;
    run(tensors, "-c", code);
    const before = readFileSync(path("a.safetensors"));
    await cleaned("a.safetensors", cutAll);
    expect(readFileSync(path("a.safetensors"))).toHaveLength(before.length);
    const shown = run(
      tensors,
      "-c",
      `
from safetensors import safe_open
with safe_open("a.safetensors", "np") as file:
    print(file.metadata(), file.get_tensor("w").tolist(), file.get_tensor("b").tolist())
`,
    );
    expect(shown.trim()).toBe("{'format': 'pt'} [0.0, 1.0, 2.0, 3.0, 4.0, 5.0] [1.0, 1.0, 1.0]");
  },
);

const joblib = pythonWith("joblib", "numpy") ?? "";

describe.runIf(joblib)("pickles that joblib packs and loads", () => {
  test.each(["zlib", "gzip", "bz2", "xz", "lzma", ...(pythonWith("lz4") ? ["lz4"] : [])])(
    "%s",
    async (method) => {
      const name = `model.${method}.joblib`;
      const write = `
import joblib, numpy, os, sys
joblib.dump({"w": numpy.arange(100000.0), "config": os.environ["PLANTED"]}, sys.argv[1], compress=("${method}", 3))
`;
      run(joblib, "-c", write, name);
      await cleaned(name);
      const read = `
import joblib, numpy, sys
model = joblib.load(sys.argv[1])
assert (model["w"] == numpy.arange(100000.0)).all()
print(model["config"])
`;
      const config = run(joblib, "-c", read, name).trim();
      expect(config).toHaveLength(planted.length);
      expect(config).not.toContain(token);
    },
  );

  test("npz", async () => {
    const write = `
import numpy, os
numpy.savez_compressed("a.npz", w=numpy.arange(1000.0), config=numpy.array([os.environ["PLANTED"]]))
`;
    run(joblib, "-c", write);
    await cleaned("a.npz");
    const read = `
import numpy
file = numpy.load("a.npz")
assert (file["w"] == numpy.arange(1000.0)).all()
print(len(file["config"][0]))
`;
    expect(run(joblib, "-c", read).trim()).toBe(String(planted.length));
  });
});

describe("what cannot shrink has its value filled, and its library still reads it", () => {
  test("gguf", async () => {
    const python = pythonWith("gguf", "numpy");
    if (!python) return;
    const write = `
import gguf, numpy, os
writer = gguf.GGUFWriter("a.gguf", "llama")
writer.add_string("general.note", os.environ["PLANTED"])
writer.add_string("general.name", "model")
writer.add_tensor("w", numpy.arange(6, dtype="f4"))
writer.write_header_to_file(); writer.write_kv_data_to_file(); writer.write_tensors_to_file(); writer.close()
`;
    run(python, "-c", write);
    await cleaned("a.gguf", cutAll);
    const read = `
import gguf, json
reader = gguf.GGUFReader("a.gguf")
text = lambda key: bytes(reader.fields[key].parts[-1]).decode()
print(set(json.loads(text("general.note"))["token"]), text("general.name"), reader.tensors[0].data.tolist())
`;
    expect(run(python, "-c", read).trim()).toBe("{'x'} model [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]");
  });

  test("onnx", async () => {
    const python = pythonWith("onnx", "numpy");
    if (!python) return;
    const write = `
import onnx, os
from onnx import helper, TensorProto
node = helper.make_node("Relu", ["x"], ["y"], doc_string=os.environ["PLANTED"])
of = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, [2])
model = helper.make_model(helper.make_graph([node], "g", [of("x")], [of("y")]), producer_name="me")
helper.set_model_props(model, {"where": os.environ["PLANTED"]})
onnx.save(model, "a.onnx")
`;
    run(python, "-c", write);
    await cleaned("a.onnx", cutAll);
    const read = `
import json, onnx
model = onnx.load("a.onnx")
onnx.checker.check_model(model)
token = lambda text: set(json.loads(text)["token"])
print(token(model.graph.node[0].doc_string), token(model.metadata_props[0].value), model.producer_name)
`;
    expect(run(python, "-c", read).trim()).toBe("{'x'} {'x'} me");
  });

  test("hdf5", async () => {
    const python = pythonWith("h5py", "numpy");
    if (!python) return;
    const write = `
import h5py, numpy, os
with h5py.File("a.h5", "w", libver="latest") as file:
    file["w"] = numpy.arange(6.0)
    file.attrs["note"] = numpy.bytes_(os.environ["PLANTED"])
    file["w"].attrs["unit"] = "metre"
`;
    run(python, "-c", write);
    await cleaned("a.h5", cutAll);
    const read = `
import h5py, json
with h5py.File("a.h5") as file:
    print(set(json.loads(file.attrs["note"])["token"]), file["w"].attrs["unit"], file["w"][:].tolist())
`;
    expect(run(python, "-c", read).trim()).toBe("{'x'} metre [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]");
  });
});
