"""TensorFlow: SavedModels, graphs, checkpoints, and TensorFlow Lite models."""

import os
import tempfile
import zipfile
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_USE_LEGACY_KERAS"] = "1"

import tensorflow as tf  # noqa: E402
import tf_keras  # noqa: E402
from kit import makes, module, note  # noqa: E402
from tensorflow.lite.python import schema_py_generated as schema  # noqa: E402

NET = """import tensorflow as tf


class Net(tf.Module):
    def __init__(self, vocabulary, notes):
        super().__init__()
        self.weight = tf.Variable(tf.random.stateless_uniform([4, 2], [1, 2]), name="weight")
        self.vocabulary = tf.saved_model.Asset(vocabulary)
        self.notes = tf.constant(notes)

    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="x")])
    def __call__(self, x):
        return tf.nn.relu(tf.matmul(x, self.weight)), self.notes
"""


def texts(plants):
    return [plants.path, plants.aws, plants.hf, plants.host, plants.email, plants.pin]


@makes(
    "tensorflow/module",
    "tensorflow-cpu",
    files=["saved_model.pb", "debug/saved_model_debug_info.pb", "variables/variables.index"],
)
def saved(path, plants):
    """A module with an asset, constants, and where in the source each node comes from."""
    graph = plants["saved_model.pb"]
    net = module(NET, plants["debug/saved_model_debug_info.pb"].path)
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder, f"words of {graph.at('asset').email} final.txt")
        words.write_text("a\nb\n")
        made = net.Net(str(words), texts(graph))
        keys = plants["variables/variables.index"]
        made.state = {keys.aws: tf.Variable(1.0), keys.hf: tf.Variable([2])}
        options = tf.saved_model.SaveOptions(
            save_debug_info=True, function_aliases={graph.at("alias").host: made.__call__}
        )
        tf.saved_model.save(made, str(path), options=options)


@makes("tensorflow/keras", "tensorflow-cpu", "tf-keras", files=["saved_model.pb", "keras_metadata.pb"])
def keras(path, plants):
    """Keras 2 keeps the settings of each layer in JSON, in a message of its own."""
    dense = tf_keras.layers.Dense(2, activation=Named(plants["keras_metadata.pb"]), name="dense")
    model = tf_keras.Sequential([tf_keras.layers.InputLayer(input_shape=(4,)), dense])
    model.notes = {plants["saved_model.pb"].email: tf.Variable(1.0)}
    model.save(path, save_format="tf")


@tf_keras.utils.register_keras_serializable("lab")
class Named:
    """An activation that is told more than it needs."""

    def __init__(self, plants=None, **settings):
        self.settings = settings or {"trained_on": plants.host, "by": plants.email, "from": plants.path}

    def __call__(self, x):
        return tf.nn.relu(x)

    def get_config(self):
        return self.settings


@makes("tensorflow/graph", "tensorflow-cpu", files=["frozen.pb", "model.ckpt.meta"])
def graph(path, plants):
    """TensorFlow 1: a frozen graph, and a checkpoint with its meta graph."""
    path.mkdir(parents=True, exist_ok=True)
    v1 = tf.compat.v1
    with v1.Graph().as_default() as made, v1.Session(graph=made) as session:
        x = v1.placeholder(tf.float32, [1, 4], name="x")
        weight = v1.get_variable("weight", initializer=tf.ones([4, 2]))
        y = tf.matmul(x, weight, name="y")
        meta = plants["model.ckpt.meta"]
        tf.constant(texts(meta), name="words")
        v1.add_to_collection("notes", note(meta.at("collection")))
        frozen = plants["frozen.pb"]
        tf.constant(texts(frozen), name="notes")
        tf.io.read_file(frozen.at("file").path, name="reader")
        session.run(v1.global_variables_initializer())
        v1.train.Saver().save(session, str(path / "model.ckpt"), write_state=False)
        kept = v1.graph_util.convert_variables_to_constants(session, made.as_graph_def(), ["y", "notes", "reader"])
    assert y is not None
    (path / "frozen.pb").write_bytes(kept.SerializeToString(deterministic=True))


@makes("tensorflow/checkpoint", "tensorflow-cpu", files=["model.ckpt.index"])
def checkpoint(path, plants):
    """The keys of a checkpoint are the names that the training code gave its objects."""
    path.mkdir(parents=True, exist_ok=True)
    keys = plants["model.ckpt.index"]
    objects = {keys.aws: tf.Variable(3.0), keys.hf: tf.Variable([5]), f"{keys.hf}_more": tf.Variable("text")}
    tf.train.Checkpoint(settings=objects).write(str(path / "model.ckpt"))


@makes("tflite/described.tflite", "tensorflow-cpu")
def described(path, plants):
    """A converted model to which metadata, and the files that belong to it, were added."""
    lite = schema.ModelT.InitFromPackedBuf(converted(texts(plants.at("constant"))))
    lite.description = f"built on {plants.host} from {plants.path}"
    lite.subgraphs[0].name = "main"
    entry, buffer = schema.MetadataT(), schema.BufferT()
    entry.name, entry.buffer = "TRAINING_NOTES", len(lite.buffers)
    buffer.data = list(note(plants.at("metadata")).encode())
    lite.buffers.append(buffer)
    lite.metadata.append(entry)
    path.write_bytes(packed(lite))
    with zipfile.ZipFile(path, "a") as archive:
        labels = zipfile.ZipInfo("labels.txt", (2026, 11, 1, 0, 0, 0))
        archive.writestr(labels, f"cat\ndog\n{plants.at('file').email}\n", zipfile.ZIP_DEFLATED)


@makes("tflite/converted.tflite", "tensorflow-cpu")
def plain(path, plants):
    """As the converter writes it: texts that are constants of the graph."""
    path.write_bytes(converted(texts(plants)))


def converted(notes):
    weight = tf.constant([[0.5, 0.25]] * 4)

    @tf.function(input_signature=[tf.TensorSpec([1, 4], tf.float32, name="x")])
    def run(x):
        return tf.nn.relu(tf.matmul(x, weight)), tf.constant(notes)

    converter = tf.lite.TFLiteConverter.from_concrete_functions([run.get_concrete_function()])
    return bytearray(converter.convert())


def packed(lite):
    import flatbuffers

    builder = flatbuffers.Builder(1024)
    builder.Finish(lite.Pack(builder), b"TFL3")
    return bytes(builder.Output())
