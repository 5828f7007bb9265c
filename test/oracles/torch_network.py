"""Runs giq's layer lists in PyTorch: the oracle of the engines' conformance suite.

Written from the conventions in src/models/network.ts, with torch.nn.functional only.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F

TYPES = {"F32": np.float32, "F64": np.float64, "F16": np.float16, "I32": np.int32}


def read_safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    return {name: tensor_of(entry, data[start:]) for name, entry in header.items()}


def tensor_of(entry, data):
    begin, end = entry["data_offsets"]
    values = np.frombuffer(data[begin:end], dtype=TYPES[entry["dtype"]])
    return torch.from_numpy(values.reshape(entry["shape"]).copy())


def write_safetensors(path, tensors):
    """float32 arrays by name."""
    header, parts, offset = {}, [], 0
    for name, array in tensors.items():
        data = np.ascontiguousarray(array, dtype="<f4")
        header[name] = {"dtype": "F32", "shape": list(data.shape), "data_offsets": [offset, offset + data.nbytes]}
        parts.append(data.tobytes())
        offset += data.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(parts))


SOURCE = "what the network is given"


def run(layers, x, weights):
    weights = {SOURCE: x, **weights}
    for layer in layers:
        x = OPERATIONS[layer["op"]](x, layer, weights)
    return x


def parameters(layer, weights):
    return weights[layer["weight"]], None if layer["bias"] is None else weights[layer["bias"]]


def batch_norm(x, layer, weights):
    gamma, beta, mean, variance = (
        weights[f"{layer['prefix']}.{part}"] for part in ("weight", "bias", "running_mean", "running_var")
    )
    return F.batch_norm(x, mean, variance, gamma, beta, eps=layer["eps"])


def conv_transpose2d(x, layer, weights):
    extra = layer.get("output_padding", 0)
    return F.conv_transpose2d(x, *parameters(layer, weights), layer["stride"], layer["padding"], extra)


def upsample(x, layer, weights):
    if layer["mode"] == "nearest":
        return F.interpolate(x, scale_factor=layer["scale"], mode="nearest")
    if layer.get("half_pixel", True):
        return F.interpolate(x, scale_factor=layer["scale"], mode="bilinear", align_corners=False)
    return upsample_from_corners(x, layer["scale"])


def upsample_from_corners(x, scale):
    """Output pixel i lies at input coordinate i / scale; PyTorch has no such mode, so it is written as matrices."""
    for axis in (2, 3):
        length = x.shape[axis]
        matrix = torch.zeros(length * scale, length, dtype=x.dtype)
        for i in range(length * scale):
            floor, rest = divmod(i, scale)
            matrix[i, floor] += 1 - rest / scale
            matrix[i, min(floor + 1, length - 1)] += rest / scale
        x = torch.movedim(torch.tensordot(matrix, x, dims=([1], [axis])), 0, axis)
    return x


def concat_constant(x, layer, weights):
    constant = weights[layer["tensor"]]
    constant = constant.reshape(1, *constant.shape[-3:]).expand(len(x), -1, -1, -1)
    return torch.cat([x, constant], 1)


def concat_maps(x, layer, weights):
    maps, latents = weights[layer["tensor"]], weights[SOURCE]
    shares = latents[:, -len(maps):] / len(maps) ** 0.5
    return torch.cat([x, torch.einsum("nk,kchw->nchw", shares, maps)], 1)


def pad(x, layer, weights):
    top, bottom, left, right = layer["pads"]
    return F.pad(x, (left, right, top, bottom))


def concat(x, layer, weights):
    return torch.cat([run(branch, x, weights).flatten(1) for branch in layer["branches"]], 1)


OPERATIONS = {
    "linear": lambda x, layer, weights: F.linear(x, *parameters(layer, weights)),
    "reshape": lambda x, layer, weights: x.reshape(len(x), *layer["shape"]),
    "flatten": lambda x, layer, weights: x.flatten(1),
    "conv2d": lambda x, layer, weights: F.conv2d(x, *parameters(layer, weights), layer["stride"], layer["padding"]),
    "conv_transpose2d": conv_transpose2d,
    "batch_norm": batch_norm,
    "relu": lambda x, layer, weights: F.relu(x),
    "tanh": lambda x, layer, weights: torch.tanh(x),
    "sigmoid": lambda x, layer, weights: torch.sigmoid(x),
    "leaky_relu": lambda x, layer, weights: F.leaky_relu(x, layer["slope"]),
    "upsample": upsample,
    "concat_constant": concat_constant,
    "concat_maps": concat_maps,
    "pad": pad,
    "max_pool": lambda x, layer, weights: F.max_pool2d(x, layer["size"], layer["stride"], layer["padding"]),
    "global_max_pool": lambda x, layer, weights: x.amax((2, 3)),
    "global_average_pool": lambda x, layer, weights: x.mean((2, 3)),
    "adaptive_average_pool": lambda x, layer, weights: F.adaptive_avg_pool2d(x, layer["size"]),
    "concat": concat,
    "residual": lambda x, layer, weights: run(layer["layers"], x, weights) + run(layer["shortcut"], x, weights),
}
