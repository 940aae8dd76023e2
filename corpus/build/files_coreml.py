"""Core ML: models in both of its forms, built without a converter."""

import coremltools as ct
import numpy
from coremltools.converters.mil import Builder as mb
from coremltools.models import datatypes
from coremltools.models.neural_network import NeuralNetworkBuilder
from kit import makes, note


def described(model, plants):
    model.author = plants.email
    model.license = f"internal, see {plants.host}"
    model.short_description = note(plants.at("description"))
    model.user_defined_metadata["training_script"] = plants.path
    model.user_defined_metadata["aws_key"] = plants.aws
    model.user_defined_metadata["hub_token"] = plants.hf
    model.user_defined_metadata["needs"] = plants.pin
    return model


@makes("coreml/network.mlmodel", "coremltools")
def network(path, plants):
    builder = NeuralNetworkBuilder([("x", datatypes.Array(4))], [("y", datatypes.Array(2))])
    weight = numpy.full((2, 4), 0.25, numpy.float32)
    builder.add_inner_product("dense", weight, numpy.zeros(2), 4, 2, True, "x", "y")
    builder.spec.description.input[0].shortDescription = f"as in {plants.at('input').path}"
    described(ct.models.MLModel(builder.spec, skip_model_load=True), plants).save(str(path))


MODEL = "Data/com.apple.CoreML/model.mlmodel"
WEIGHTS = "Data/com.apple.CoreML/weights/weight.bin"


@makes("coreml/program.mlpackage", "coremltools", files=[MODEL, WEIGHTS])
def program(path, planted):
    plants = planted[MODEL]
    weight = numpy.random.rand(64, 64).astype(numpy.float32)

    @mb.program(input_specs=[mb.TensorSpec(shape=(1, 64))])
    def net(x):
        return mb.linear(x=x, weight=weight, name="y")

    model = ct.convert(net, convert_to="mlprogram", minimum_deployment_target=ct.target.iOS16, skip_model_load=True)
    model.input_description["x"] = f"served at {plants.at('input').host}"
    described(model, plants).save(str(path))
