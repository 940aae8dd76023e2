"""OpenVINO: a network as XML, with its weights beside it."""

import numpy
import openvino
from kit import makes, note
from openvino import opset13 as ops


@makes("openvino/net/model.xml", "openvino")
def network(path, plants):
    x = ops.parameter([1, 4], numpy.float32, name="x")
    weight = ops.constant(numpy.random.rand(4, 2).astype(numpy.float32), name="weight")
    y = ops.matmul(x, weight, False, False, name=f"exported from {plants.at('name').path} & more")
    model = openvino.Model([ops.result(y)], [x], f"tiny, served at {plants.at('model').host}")
    model.set_rt_info(plants.email, ["conversion_parameters", "author"])
    model.set_rt_info(plants.path, ["conversion_parameters", "input_model"])
    model.set_rt_info(f"<{plants.aws}>", ["conversion_parameters", "aws_key"])
    model.set_rt_info(plants.hf, ["conversion_parameters", "hub_token"])
    model.set_rt_info(note(plants.at("note")), ["note"])
    openvino.save_model(model, str(path), compress_to_fp16=False)
