"""Loads files of the corpus with the libraries that people use, and tells what they hold.

    python corpus/load.py FOLDER < names

FOLDER holds the corpus, `FOLDER/torch/planted/legacy.pth`; a name is that of the manifest,
`torch/legacy.pth`, one a line. For each comes a line of JSON: `library` with its version, and
`digest`, the SHA-256 of all that is no text in what the library returned: tensors, outputs,
numbers, types, and how many texts there are. `error` says why it did not load. A name for
which there is no library comes back with neither.
"""

import hashlib
import importlib.metadata
import json
import os
import pickle
import re
import shutil
import sys
import tempfile
import types
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
LOADERS = []


def loads(pattern, *libraries):
    """Marks what loads the names that match: with the libraries, of which the first is told."""

    def mark(load):
        LOADERS.append((re.compile(pattern), libraries, load))
        return load

    return mark


class Stand:
    """Stands for an object whose class is nowhere to be had, as that of somebody's own model."""

    def __init__(self, *args):
        self.args = args

    def __setstate__(self, state):
        self.state = state


def with_stands(load):
    """Calls `load`, with modules that stand for those which are nowhere to be had."""
    while True:
        try:
            return load()
        except ModuleNotFoundError as missing:
            module = types.ModuleType(missing.name)
            module.__getattr__ = lambda name: type(name, (Stand,), {})
            sys.modules[missing.name] = module


@loads(r"^(torch/(?!script|traced).*\.(pt|pth|ckpt|bin)|distributed/mp_rank.*)$", "torch")
def torch_load(path):
    import torch

    return with_stands(lambda: torch.load(path, map_location="cpu"))


@loads(r"^torch/(scripted|traced)\.pt$", "torch")
def torch_script(path):
    import torch

    model = torch.jit.load(path)
    return model(torch.ones(1, 8)), dict(model.state_dict())


@loads(r"\.safetensors$", "safetensors")
def safe_tensors(path):
    from safetensors.numpy import load_file

    return list(load_file(path).values())


@loads(r"\.gguf$", "gguf")
def gguf(path):
    from gguf import GGUFReader

    reader = GGUFReader(path)
    return [tensor.data for tensor in reader.tensors], len(reader.fields)


@loads(r"\.onnx$", "onnxruntime", "onnx")
def onnx_run(path):
    import numpy
    import onnx
    import onnxruntime

    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    feeds = {
        each.name: numpy.ones([size if isinstance(size, int) else 1 for size in each.shape], numpy.float32)
        for each in session.get_inputs()
    }
    weights = [onnx.numpy_helper.to_array(each, os.path.dirname(path)) for each in model.graph.initializer]
    return session.run(None, feeds), weights


@loads(r"\.h5$", "h5py")
def hdf5(path):
    import h5py

    found = []
    with h5py.File(path, "r") as file:
        def visit(_name, item):
            found.append([item.attrs[key] for key in item.attrs])
            if isinstance(item, h5py.Dataset):
                value = item[()]
                # A file that somebody put into a data set is no tensor.
                is_file = item.dtype == "uint8" and item.ndim == 1
                found.append(value.tobytes() if is_file else value)

        visit("", file)
        file.visititems(visit)
    return found


@loads(r"^keras/(legacy\.h5|model\.keras)$", "keras")
def keras_model(path):
    import keras
    import numpy

    @keras.saving.register_keras_serializable("corpus")
    class Noted(keras.layers.Layer):
        def __init__(self, settings=None, **options):
            super().__init__(**options)

        def call(self, inputs):
            return inputs

    model = keras.saving.load_model(path, compile=False, safe_mode=False)
    inputs = [numpy.ones([size or 1 for size in each.shape], "float32") for each in model.inputs]
    return model.predict(inputs, verbose=0), model.get_weights()


@loads(r"^joblib/|^sklearn/.*\.joblib$", "joblib", "sklearn", "lz4")
def joblib_load(path):
    import joblib

    return joblib.load(path)


@loads(r"^(pickle/|sklearn/.*\.pkl$)", "scikit-learn", "sklearn", "cloudpickle")
def pickle_load(path):
    with open(path, "rb") as file:
        data = file.read()
    return with_stands(lambda: pickle.loads(data))


@loads(r"^numpy/", "numpy")
def numpy_load(path):
    import numpy

    loaded = numpy.load(path, allow_pickle=True)
    return loaded if isinstance(loaded, numpy.ndarray) else [loaded[each] for each in loaded.files]


@loads(r"\.skops$", "skops")
def skops_load(path):
    import skops.io

    return skops.io.load(path, trusted=skops.io.get_untrusted_types(file=path))


@loads(r"tfevents", "tensorboard")
def tensorboard_events(path):
    from tensorboard.backend.event_processing.event_file_loader import RawEventFileLoader
    from tensorboard.compat.proto.event_pb2 import Event

    events = [Event.FromString(each) for each in RawEventFileLoader(path).Load()]
    values = [value for event in events for value in event.summary.value]
    return len(events), [
        (value.simple_value, value.tensor.tensor_content, list(value.tensor.float_val)) for value in values
    ]


@loads(r"\.wandb$", "wandb")
def wandb_records(path):
    """By the last reader in Python; wandb's own is in Go now, and has no door for others."""
    from wandb.proto.wandb_internal_pb2 import Record
    from wandb.sdk.internal.datastore import DataStore

    store = DataStore()
    store.open_for_scan(path)
    kinds = []
    while data := store.scan_data():
        kinds.append([field.number for field, _ in Record.FromString(data).ListFields()])
    return kinds


@loads(r"^image/", "pillow", "PIL")
def picture(path):
    import numpy
    from PIL import Image

    with Image.open(path) as image:
        image.verify()
    with Image.open(path) as image:
        image.load()
        return numpy.asarray(image)


@loads(r"\.parquet$", "pyarrow")
def parquet(path):
    from pyarrow.parquet import read_table

    return read_table(path, page_checksum_verification=True).to_pylist()


@loads(r"^arrow/", "pyarrow")
def arrow(path):
    import pyarrow

    open_arrow = pyarrow.ipc.open_stream if "stream" in path else pyarrow.ipc.open_file
    with open_arrow(path) as reader:
        return reader.read_all().to_pylist()


@loads(r"\.avro$", "fastavro", "cramjam")
def avro(path):
    import fastavro

    with open(path, "rb") as file:
        return list(fastavro.reader(file))


@loads(r"^archive/.*\.zip$", "zipfile")
def zip_members(path):
    import zipfile

    with zipfile.ZipFile(path) as archive:
        # An archive in an archive is packed anew, and may take another size.
        sizes = [each.filename.endswith((".zip", ".gz")) or len(archive.read(each)) for each in archive.infolist()]
        return archive.testzip(), sizes


@loads(r"^(archive/.*\.tar|distributed/.*\.nemo)", "tarfile")
def tar_members(path):
    import tarfile

    with tarfile.open(path, errorlevel=2) as archive:
        return [(each.size, each.isfile() and len(archive.extractfile(each).read())) for each in archive]


@loads(r"^sqlite/.*\.db$", "sqlite3")
def sqlite_rows(path):
    import sqlite3

    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as base:
        names = [name for (name,) in base.execute("select name from sqlite_master where type = 'table'")]
        rows = [base.execute(f'select * from "{name}"').fetchall() for name in names]
        check = base.execute("pragma integrity_check").fetchall()
    if check != [("ok",)]:
        raise ValueError(f"integrity check: {check[0][0]}")
    return rows


@loads(r"\.mat$", "scipy")
def matlab(path):
    import scipy.io

    return list(scipy.io.loadmat(path).values())


@loads(r"\.ipynb$", "nbformat")
def notebook(path):
    import nbformat

    made = nbformat.read(path, as_version=4)
    nbformat.validate(made)
    return made


@loads(r"^(transformers/.*|xgboost/.*|mxnet/.*|coreml/.*)\.json$", "json")
def json_text(path):
    with open(path) as file:
        return json.load(file)


@loads(r"^(hydra|mlflow|torch)/.*\.yaml$|MLmodel$", "PyYAML", "yaml")
def yaml_text(path):
    import yaml

    with open(path) as file:
        return yaml.load(file, yaml.UnsafeLoader)


@loads(r"^xgboost/.*\.(ubj|json|deprecated)$", "xgboost-cpu", "xgboost")
def xgboost_model(path):
    import numpy
    import xgboost

    booster = xgboost.Booster()
    with open(path, "rb") as file:
        booster.load_model(bytearray(file.read()))
    booster.feature_names = None
    return booster.predict(xgboost.DMatrix(numpy.ones((2, booster.num_features())))), len(booster.attributes())


@loads(r"^lightgbm/", "lightgbm")
def lightgbm_model(path):
    import lightgbm
    import numpy

    booster = lightgbm.Booster(model_file=path)
    return booster.predict(numpy.ones((2, booster.num_feature())))


@loads(r"^sentencepiece/", "sentencepiece")
def sentencepiece_model(path):
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=path)
    return model.get_piece_size(), [model.get_score(each) for each in range(model.get_piece_size())]


@loads(r"^(msgpack|flax)/", "msgpack")
def message_pack(path):
    import msgpack

    with open(path, "rb") as file:
        return msgpack.Unpacker(file, strict_map_key=False).unpack()


@loads(r"^leveldb/", "plyvel")
def leveldb(path):
    import plyvel

    folder = tempfile.mkdtemp(prefix="tare-leveldb-")
    try:
        shutil.copy(path, folder)
        plyvel.repair_db(folder, paranoid_checks=True)
        with plyvel.DB(folder, paranoid_checks=True) as base:
            return [(len(key), len(value)) for key, value in base.iterator(verify_checksums=True)]
    finally:
        shutil.rmtree(folder)


@loads(r"^lmdb/", "lmdb")
def lmdb_pairs(path):
    import lmdb

    with lmdb.open(path, subdir=False, readonly=True, lock=False, max_dbs=8) as base:
        with base.begin() as reading:
            names = [bytes(key) for key, _ in reading.cursor()]
            found = []
            for name in names:
                try:
                    inner = base.open_db(name, txn=reading, create=False)
                except lmdb.Error:
                    continue
                pairs = list(reading.cursor(inner))
                found += [(len(key), len(value)) for key, value in pairs]
                if any(reading.get(key, db=inner) is None for key, _ in pairs):
                    raise ValueError("a key is not found")
            return len(names), found


@loads(r"\.pdf$", "pypdf")
def pdf_pages(path):
    from pypdf import PdfReader

    reader = PdfReader(path, strict=True)
    return len(reader.pages), [len(page.extract_text()) > 0 for page in reader.pages], len(reader.metadata or [])


@loads(r"\.docx$", "python-docx", "docx")
def word(path):
    import docx

    return len(docx.Document(path).paragraphs)


@loads(r"\.xlsx$", "openpyxl")
def excel(path):
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for sheet in book for row in sheet]


@loads(r"\.xls$", "xlrd")
def old_excel(path):
    import xlrd

    return [sheet.row_values(each) for sheet in xlrd.open_workbook(path).sheets() for each in range(sheet.nrows)]


@loads(r"\.pyc$", "marshal")
def compiled(path):
    import marshal

    with open(path, "rb") as file:
        return marshal.loads(file.read()[16:])


@loads(r"\.wav$", "wave")
def sound(path):
    import wave

    with wave.open(path) as file:
        return file.readframes(file.getnframes())


@loads(r"^tensorflow/.*\.index$", "tensorflow-cpu", "tensorflow")
def tensorflow_checkpoint(path):
    import tensorflow

    reader = tensorflow.train.load_checkpoint(path.removesuffix(".index"))
    return [reader.get_tensor(name) for name in reader.get_variable_to_shape_map()]


@loads(r"^tensorflow/.*saved_model\.pb$", "tensorflow-cpu", "tensorflow")
def saved_model(path):
    import tensorflow

    model = tensorflow.saved_model.load(os.path.dirname(path))
    outputs = []
    for call in model.signatures.values():
        inputs = {
            name: tensorflow.ones([size or 1 for size in spec.shape], spec.dtype)
            for name, spec in call.structured_input_signature[1].items()
            if spec.dtype.is_floating
        }
        outputs.append([each.numpy() for _, each in sorted(call(**inputs).items())])
    return outputs, [each.numpy() for each in getattr(model, "variables", [])]


@loads(r"^tensorflow/graph/(frozen\.pb|model\.ckpt\.meta)$", "tensorflow-cpu", "tensorflow")
def graph(path):
    import tensorflow

    with open(path, "rb") as file:
        data = file.read()
    with tensorflow.Graph().as_default():
        if path.endswith(".meta"):
            tensorflow.compat.v1.train.import_meta_graph(path)
        else:
            tensorflow.graph_util.import_graph_def(tensorflow.compat.v1.GraphDef.FromString(data))
        return len(tensorflow.compat.v1.get_default_graph().get_operations())


@loads(r"\.tflite$", "tensorflow-cpu", "tensorflow")
def tflite(path):
    import numpy
    import tensorflow

    interpreter = tensorflow.lite.Interpreter(path)
    interpreter.allocate_tensors()
    for each in interpreter.get_input_details():
        interpreter.set_tensor(each["index"], numpy.ones(each["shape"], each["dtype"]))
    interpreter.invoke()
    return [interpreter.get_tensor(each["index"]) for each in interpreter.get_output_details()]


@loads(r"\.mlmodel$", "coremltools")
def core_ml(path):
    import coremltools

    return coremltools.utils.load_spec(path).ByteSize()


@loads(r"^openvino/.*\.xml$", "openvino")
def openvino_model(path):
    import openvino

    model = openvino.Core().read_model(path)
    return [each.get_data() for each in model.get_ops() if each.get_type_name() == "Constant"]


def tell(value, say, depth=0):
    """Says all that is no text in a value: `say` takes bytes."""
    kind = type(value)
    if depth > 60:
        say(b"...")
    elif isinstance(value, (str, bytes, bytearray)):
        say(b"text")
    elif value is None or isinstance(value, (bool, int, float, complex)):
        say(repr(value).encode())
    elif isinstance(value, type):
        say(value.__qualname__.encode())
    elif hasattr(value, "detach"):
        tell(value.detach().numpy(), say, depth + 1)
    elif hasattr(value, "dtype") and hasattr(value, "tobytes"):
        tell_array(value, say, depth)
    elif isinstance(value, dict):
        say(b"{%d" % len(value))
        for key, each in value.items():
            tell(key, say, depth + 1)
            tell(each, say, depth + 1)
    elif isinstance(value, (list, tuple)):
        say(b"[%d" % len(value))
        for each in value:
            tell(each, say, depth + 1)
    elif isinstance(value, types.FunctionType):
        tell(value.__code__, say, depth + 1)
    elif isinstance(value, types.CodeType):
        say(value.co_code)
        tell(value.co_consts, say, depth + 1)
    else:
        say(kind.__qualname__.encode())
        tell(getattr(value, "__dict__", None), say, depth + 1)


def tell_array(array, say, depth):
    say(repr((array.dtype.kind, array.dtype.itemsize, array.shape)).encode())
    if array.dtype.names:
        for name in array.dtype.names:
            tell(array[name], say, depth + 1)
    elif array.dtype.hasobject:
        for each in array.reshape(-1):
            tell(each, say, depth + 1)
    elif array.dtype.kind not in "SUV":
        say(array.tobytes())


def version(library):
    try:
        return f"{library} {importlib.metadata.version(library)}"
    except importlib.metadata.PackageNotFoundError:
        if library in sys.stdlib_module_names:
            return f"Python {sys.version_info.major}.{sys.version_info.minor} {library}"
        return f"{library} {importlib.import_module(library).__version__}"


def has(library):
    try:
        importlib.import_module(library)
        return True
    except ImportError:
        return False


def outcomes(folder, name):
    """By each library that loads the name and is here, what came of it."""
    top, rest = name.split("/", 1)
    path = os.path.join(folder, top, "planted", rest)
    for pattern, (library, *others), load in LOADERS:
        modules = others or [library]
        if not pattern.search(name) or not all(has(each) for each in modules):
            continue
        told = {"name": name, "library": version(library)}
        digest = hashlib.sha256()
        try:
            tell(load(path), digest.update)
            yield {**told, "digest": digest.hexdigest()}
        except Exception as error:  # Whatever a library throws is what came of it.
            yield {**told, "error": f"{type(error).__name__}: {error}".split("\n")[0][:300]}


def main(folder):
    # The folders beside this file have the names of libraries.
    own = sys.path.pop(0)
    if has("torch"):
        sys.path.append(os.path.join(own, "build"))
        importlib.import_module("compat")
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for name in sys.stdin.read().split("\n"):
        for outcome in outcomes(folder, name) if name else []:
            print(json.dumps(outcome), file=answers, flush=True)


main(*sys.argv[1:])
