"""Models of Paddle and MXNet."""

import os
import tempfile
from pathlib import Path

import numpy

numpy.bool = numpy.bool_

import mxnet  # noqa: E402

os.environ["FLAGS_enable_pir_api"] = "0"

import paddle  # noqa: E402
from kit import makes, module, note  # noqa: E402

NET = """import paddle
from paddle import static


class Net(paddle.nn.Layer):
    def __init__(self):
        super().__init__()
        self.fc = paddle.nn.Linear(4, 2)

    def forward(self, x):
        return paddle.nn.functional.relu(self.fc(x))


def export(target, note):
    program, startup = static.Program(), static.Program()
    with static.program_guard(program, startup):
        x = static.data("x", [1, 4])
        y = Net()(x)
        y.op._set_attr("training_note", note)
        exe = static.Executor(paddle.CPUPlace())
        exe.run(startup)
        static.save_inference_model(target, [x], [y], exe, program=program, legacy_format=True)
"""


@makes("paddle/exported", "paddlepaddle", files=["model.pdmodel", "model.pdiparams"])
def exported(path, planted):
    """The operators for input and output have the stack of calls that made them."""
    plants = planted["model.pdmodel"]
    path.mkdir(parents=True, exist_ok=True)
    net = module(NET, plants.path)
    paddle.enable_static()
    with tempfile.TemporaryDirectory() as folder:
        net.export(str(Path(folder, "model")), note(plants.at("attribute")))
        for each in Path(folder).iterdir():
            (path / each.name).write_bytes(each.read_bytes())
    paddle.disable_static()


@makes("mxnet/exported", "mxnet", files=["model-symbol.json", "model-0000.params"])
def symbol(path, plants):
    """Attributes of a symbol, and the names of its arrays."""
    path.mkdir(parents=True, exist_ok=True)
    x = mxnet.sym.Variable("data")
    y = mxnet.sym.FullyConnected(x, num_hidden=2, name="dense", attr={"__note__": note(plants["model-symbol.json"])})
    y.save(str(path / "model-symbol.json"))
    names = plants["model-0000.params"]
    weights = {"arg:dense_weight": mxnet.nd.ones((2, 4)), f"arg:{names.email}": mxnet.nd.zeros((2,)), f"aux:{names.path}": mxnet.nd.zeros((1,))}
    mxnet.nd.save(str(path / "model-0000.params"), weights)
