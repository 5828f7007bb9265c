"""Writes reference.safetensors: latents, patches and embeddings of a world's networks, computed by PyTorch in float64.

    python3 test/oracles/reference.py worlds/solar-sim

To be run again whenever the weights of the embedded world change. With a folder that holds reference_latents.npy,
reference_patches.npy and reference_embeddings.npy as second argument, it says how far it is from those.
"""

import json
import pathlib
import sys

import numpy as np
import torch

from torch_network import read_safetensors, run, write_safetensors

COUNT = 4


def network(world, name):
    layers = json.loads((world / f"{name}.json").read_text())["layers"]
    weights = {key: value.double() for key, value in read_safetensors(world / f"{name}.safetensors").items()}
    return lambda x: run(layers, x, weights)


def difference(source, name, values):
    known = torch.from_numpy(np.load(source / f"reference_{name}.npy")[: len(values)]).double()
    return (known.flatten() - values.flatten()).abs().max().item()


world = pathlib.Path(sys.argv[1])
generator, encoder = network(world, "generator"), network(world, "encoder")
if len(sys.argv) > 2:
    source = pathlib.Path(sys.argv[2])
    latents = torch.from_numpy(np.load(source / "reference_latents.npy")).double()
    patches = generator(latents)
    print("patches", difference(source, "patches", patches))
    print("embeddings", difference(source, "embeddings", encoder(patches)))
latents = torch.randn([COUNT, 100], generator=torch.Generator().manual_seed(1))
patches = generator(latents.double())
tensors = {"latents": latents, "patches": patches, "embeddings": encoder(patches)}
target = pathlib.Path(__file__).with_name("reference.safetensors")
write_safetensors(target, {name: tensor.numpy() for name, tensor in tensors.items()})
