"""Writes checkpoints/torch2.pt: what PyTorch 2 saves of the state dictionary in checkpoints/tiny.pt.

    python3 test/oracles/checkpoint_torch2.py
"""

import pathlib

import torch

assert torch.__version__.startswith("2")
folder = pathlib.Path(__file__).with_name("checkpoints")
torch.save(torch.load(folder / "tiny.pt", weights_only=True), folder / "torch2.pt")
