"""ONNX: models built by its helpers, and exported by PyTorch."""

import os
import tempfile

import numpy
import onnx
import torch
from kit import makes, module, note
from onnx import TensorProto, helper, numpy_helper


def build(plants, weight):
    node = helper.make_node("MatMul", ["x", "w"], ["y"], name="first", doc_string=f"{plants.path}(17): forward")
    graph = helper.make_graph(
        [node],
        "tiny",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 2])],
        [weight],
        doc_string=note(plants.at("graph")),
    )
    model = helper.make_model(graph, producer_name="trainer", doc_string=f"built on {plants.host}")
    helper.set_model_props(
        model, {"author": plants.email, "aws_key": plants.aws, "hub_token": plants.hf, "needs": plants.pin}
    )
    return model


def weight():
    return numpy_helper.from_array(numpy.random.rand(4, 2).astype(numpy.float32), "w")


@makes("onnx/helper.onnx", "onnx")
def helpers(path, plants):
    onnx.save(build(plants, weight()), path)


@makes("onnx/external/model.onnx", "onnx")
def external(path, plants):
    """The weights lie in a file beside it."""
    onnx.save(
        build(plants, weight()), path, save_as_external_data=True, location="weights.bin", size_threshold=0
    )


@makes("onnx/constant.onnx", "onnx")
def constant(path, plants):
    """Texts as constants of the graph: labels, vocabularies, asset paths."""
    texts = [plants.path, plants.aws, plants.hf, plants.host, plants.email, plants.pin]
    labels = helper.make_tensor("labels", TensorProto.STRING, [6], [each.encode() for each in texts])
    node = helper.make_node("Constant", [], ["y"], value=labels)
    other = plants.at("attribute")
    scripted = helper.make_node("Custom", ["y"], ["z"], domain="lab", url=other.host, files=[other.path])
    output = helper.make_tensor_value_info("z", TensorProto.STRING, [6])
    onnx.save(helper.make_model(helper.make_graph([node, scripted], "labels", [], [output])), path)


NET = """import torch


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = torch.nn.Linear(4, 2)

    def forward(self, x):
        return torch.relu(self.fc(x))
"""


@makes("onnx/exported.onnx", "torch", "onnx")
def exported(path, plants):
    """PyTorch's exporter writes where in the source each node comes from."""
    net = module(NET, plants.path).Net()
    with quiet():
        torch.onnx.export(net, torch.ones(1, 4), str(path), verbose=True)
    model = onnx.load(path)
    helper.set_model_props(model, {"run": note(plants.at("run"))})
    onnx.save(model, path)


class quiet:
    """The exporter prints the graph."""

    def __enter__(self):
        self.kept, self.sink = os.dup(1), tempfile.TemporaryFile()
        os.dup2(self.sink.fileno(), 1)

    def __exit__(self, *_):
        os.dup2(self.kept, 1)
