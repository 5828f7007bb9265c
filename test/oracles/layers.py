"""Writes layers.json: every layer of giq's networks on small inputs, computed by PyTorch in float64.

    python3 test/oracles/layers.py
"""

import json
import pathlib

import torch

from torch_network import run

COUNT = 2


def convolution(op, bias, stride, padding, **more):
    return {"op": op, "weight": "w", "bias": bias, "stride": stride, "padding": padding, **more}


def upsample(mode, scale, **more):
    return {"op": "upsample", "mode": mode, "scale": scale, **more}


NORM = {"op": "batch_norm", "prefix": "n", "eps": 1e-5}
NORM_PARTS = ("n.weight", "n.bias", "n.running_mean", "n.running_var")


def norm(channels):
    return {part: [channels] for part in NORM_PARTS}


IMAGE = [2, 4, 6]

# name, input shape, layers, shapes of the weights
CASES = [
    ("linear", [5], [{"op": "linear", "weight": "w", "bias": "b"}], {"w": [4, 5], "b": [4]}),
    ("linear without bias", [5], [{"op": "linear", "weight": "w", "bias": None}], {"w": [4, 5]}),
    ("reshape to an image", [24], [{"op": "reshape", "shape": [2, 3, 4]}], {}),
    ("reshape an image", IMAGE, [{"op": "reshape", "shape": [4, 6, 2]}], {}),
    ("reshape an image to a row", IMAGE, [{"op": "reshape", "shape": [48]}], {}),
    ("flatten", IMAGE, [{"op": "flatten"}], {}),
    ("flatten a row", [5], [{"op": "flatten"}], {}),
    ("conv2d 3x3", IMAGE, [convolution("conv2d", "b", 1, 1)], {"w": [3, 2, 3, 3], "b": [3]}),
    ("conv2d 3x2 stride 2", [2, 7, 6], [convolution("conv2d", None, 2, 1)], {"w": [3, 2, 3, 2]}),
    ("conv2d 5x5 stride 2", [1, 9, 8], [convolution("conv2d", "b", 2, 2)], {"w": [2, 1, 5, 5], "b": [2]}),
    ("conv2d 1x1 stride 2", [2, 5, 4], [convolution("conv2d", None, 2, 0)], {"w": [3, 2, 1, 1]}),
    ("conv_transpose2d 4x4 stride 2", [3, 3, 4], [convolution("conv_transpose2d", "b", 2, 1)],
     {"w": [3, 2, 4, 4], "b": [2]}),
    ("conv_transpose2d 3x3 stride 2 with output padding", [3, 3, 4],
     [convolution("conv_transpose2d", "b", 2, 1, output_padding=1)], {"w": [3, 2, 3, 3], "b": [2]}),
    ("conv_transpose2d 5x5 stride 2 with output padding", [2, 3, 3],
     [convolution("conv_transpose2d", None, 2, 2, output_padding=1)], {"w": [2, 3, 5, 5]}),
    ("conv_transpose2d 3x2 stride 2", [2, 3, 4], [convolution("conv_transpose2d", None, 2, 1)], {"w": [2, 3, 3, 2]}),
    ("conv_transpose2d 3x3 stride 1", [2, 3, 4], [convolution("conv_transpose2d", None, 1, 1)], {"w": [2, 3, 3, 3]}),
    ("conv_transpose2d 2x2 stride 3", [2, 3, 2], [convolution("conv_transpose2d", None, 3, 0, output_padding=1)],
     {"w": [2, 1, 2, 2]}),
    ("batch_norm of an image", IMAGE, [NORM], norm(2)),
    ("batch_norm of a row", [5], [NORM], norm(5)),
    ("relu", IMAGE, [{"op": "relu"}], {}),
    ("tanh", IMAGE, [{"op": "tanh"}], {}),
    ("sigmoid", IMAGE, [{"op": "sigmoid"}], {}),
    ("leaky_relu", IMAGE, [{"op": "leaky_relu", "slope": 0.2}], {}),
    ("upsample nearest", IMAGE, [upsample("nearest", 2)], {}),
    ("upsample nearest by 3", IMAGE, [upsample("nearest", 3)], {}),
    ("upsample bilinear", IMAGE, [upsample("bilinear", 2, half_pixel=True)], {}),
    ("upsample bilinear, default", IMAGE, [upsample("bilinear", 2)], {}),
    ("upsample bilinear by 3", IMAGE, [upsample("bilinear", 3)], {}),
    ("upsample bilinear from corners", IMAGE, [upsample("bilinear", 2, half_pixel=False)], {}),
    ("concat_constant", IMAGE, [{"op": "concat_constant", "tensor": "c"}], {"c": [3, 4, 6]}),
    ("concat_constant with a batch axis", IMAGE, [{"op": "concat_constant", "tensor": "c"}], {"c": [1, 1, 4, 6]}),
    ("pad", IMAGE, [{"op": "pad", "pads": [1, 2, 0, 3]}], {}),
    ("crop", IMAGE, [{"op": "pad", "pads": [-1, 0, -1, -2]}], {}),
    ("pad and crop", IMAGE, [{"op": "pad", "pads": [1, -1, -2, 2]}], {}),
    ("max_pool 2x2", IMAGE, [{"op": "max_pool", "size": 2, "stride": 2, "padding": 0}], {}),
    ("max_pool 3x3 stride 2 padded", [2, 7, 6], [{"op": "max_pool", "size": 3, "stride": 2, "padding": 1}], {}),
    ("global_max_pool", IMAGE, [{"op": "global_max_pool"}], {}),
    ("global_average_pool", IMAGE, [{"op": "global_average_pool"}], {}),
    ("adaptive_average_pool", IMAGE, [{"op": "adaptive_average_pool", "size": [2, 3]}], {}),
    ("concat", IMAGE, [{"op": "concat", "branches": [
        [{"op": "global_max_pool"}], [{"op": "adaptive_average_pool", "size": [2, 2]}], []]}], {}),
    ("residual", IMAGE, [{"op": "residual", "shortcut": [], "layers": [
        convolution("conv2d", None, 1, 1), {"op": "relu"}]}], {"w": [2, 2, 3, 3]}),
    ("residual with a shortcut", IMAGE, [
        {"op": "residual", "layers": [convolution("conv2d", None, 2, 1), NORM],
         "shortcut": [{"op": "conv2d", "weight": "s", "bias": None, "stride": 2, "padding": 0}]},
        {"op": "relu"}, {"op": "global_average_pool"}],
     {"w": [3, 2, 3, 3], "s": [3, 2, 1, 1], **norm(3)}),
    ("two linear layers on a flattened image", IMAGE, [
        {"op": "flatten"}, {"op": "linear", "weight": "w", "bias": None}, {"op": "leaky_relu", "slope": 0.1},
        {"op": "linear", "weight": "v", "bias": None}], {"w": [6, 48], "v": [2, 6]}),
    ("concat_maps", [6], [{"op": "reshape", "shape": [1, 2, 3]}, {"op": "concat_maps", "tensor": "c"}],
     {"c": [4, 2, 2, 3]}),
]


def rounded(tensor):
    return [round(value, 6) for value in tensor.flatten().tolist()]


def weight(name, shape, generator):
    values = torch.randn(shape, generator=generator)
    return values.abs() + 0.5 if name.endswith("running_var") else values


def case(index, name, shape, layers, weight_shapes):
    generator = torch.Generator().manual_seed(index)
    weights = {key: weight(key, sides, generator).double() for key, sides in weight_shapes.items()}
    x = torch.randn([COUNT, *shape], generator=generator).double()
    y = run(layers, x, weights)
    return {
        "name": name,
        "network": {"input": shape, "output": list(y.shape[1:]), "layers": layers},
        "weights": {key: {"shape": list(value.shape), "data": rounded(value)} for key, value in weights.items()},
        "input": rounded(x),
        "output": rounded(y),
    }


cases = [case(index, *one) for index, one in enumerate(CASES)]
text = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
target = pathlib.Path(__file__).with_name("layers.json")
target.write_text(f'{{"count":{COUNT},"cases":[\n{text}\n]}}\n')
