"""A world's networks in PyTorch, with the same weights, read from the world's own files."""

import json
import os
import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "test" / "oracles"))
from torch_network import read_safetensors, run  # noqa: E402

# What waits for other threads spins meanwhile, so that on a busy machine one thread can be faster than all.
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
torch.set_grad_enabled(False)


def network(world, role):
    layers = json.loads((world / f"{role}.json").read_text())["layers"]
    weights = {name: tensor.float() for name, tensor in read_safetensors(world / f"{role}.safetensors").items()}
    return lambda batch: run(layers, batch, weights)


def in_chunks(model, batch, chunk=32):
    return torch.cat([model(part) for part in batch.split(chunk)])
