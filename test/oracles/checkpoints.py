"""Writes checkpoints of the paper's networks with random weights, and what PyTorch makes of random inputs:

    python3 test/oracles/checkpoints.py FOLDER
"""

import collections
import pathlib
import sys

# `statistics.py` of this folder is not what PyTorch 2 wants of that name.
sys.path.append(sys.path.pop(0))

import numpy as np
import torch
import torch.nn as nn

from paper_networks import Discriminator, Generator, SimSiam, randomised
from torch_network import write_safetensors

ITEMS = 4
folder = pathlib.Path(sys.argv[1])


def save_arrays(name, network, x):
    with torch.no_grad():
        np.save(folder / f"{name}-inputs.npy", x.numpy())
        np.save(folder / f"{name}-outputs.npy", network(x).numpy())


def behind(prefix, network):
    return collections.OrderedDict((prefix + name, value) for name, value in network.state_dict().items())




torch.manual_seed(0)
generator = randomised(Generator(), 1)
plain = randomised(Generator(norm=False, channels=(64, 48, 24)), 2)
discriminator = randomised(Discriminator(), 3)
simsiam = randomised(SimSiam(), 4)
latents = torch.randn(ITEMS, 100)
patches = torch.tanh(torch.randn(ITEMS, 1, 128, 128))
optimiser = torch.optim.SGD(simsiam.parameters(), lr=1e-4, momentum=0.9)
simsiam(patches).square().mean().backward()
optimiser.step()
save_arrays("generator", generator, latents)
save_arrays("plain", plain, latents)
save_arrays("discriminator", discriminator, patches)
save_arrays("encoder", simsiam, patches)

# State dictionaries alone, in both formats of torch.save.
torch.save(generator.state_dict(), folder / "generator.pt")
torch.save(generator.state_dict(), folder / "generator-legacy.pth", _use_new_zipfile_serialization=False)
torch.save(plain.state_dict(), folder / "plain.pth")
torch.save(discriminator.state_dict(), folder / "discriminator.pth")

# Trained on several GPUs, with everything that a training script saves.
torch.save(
    {"epoch": 99, "arch": "resnet18", "state_dict": behind("module.", simsiam), "optimizer": optimiser.state_dict()},
    folder / "simsiam.pth.tar",
)

# Lightning: a GAN and an encoder with its target network, beside all that Lightning records.
LIGHTNING = {
    "epoch": 9, "global_step": 1000, "pytorch-lightning_version": "1.8.6", "loops": {"fit_loop": {"state_dict": {}}},
    "callbacks": {"ModelCheckpoint{'monitor': 'loss'}": {"best_model_score": torch.tensor(0.5), "dirpath": "runs"}},
    "optimizer_states": [torch.optim.Adam(generator.parameters()).state_dict()], "lr_schedulers": [],
    "hparams_name": "kwargs", "hyper_parameters": {"lr": 5e-4, "latent": 100},
}
gan = collections.OrderedDict([*behind("generator.", generator).items(), *behind("discriminator.", discriminator).items()])
torch.save({**LIGHTNING, "state_dict": gan}, folder / "gan.ckpt")
target = randomised(SimSiam(), 5)
twins = collections.OrderedDict([
    *behind("online_encoder.", simsiam.encoder).items(),
    *behind("target_encoder.", target.encoder).items(),
    *behind("predictor.", simsiam.predictor).items(),
])
torch.save({**LIGHTNING, "state_dict": twins}, folder / "byol.ckpt")
torch.save({**LIGHTNING, "state_dict": gan}, folder / "gan-legacy.ckpt", _use_new_zipfile_serialization=False)

# Half of the precision, transposed in memory, shared storage.
state = generator.state_dict()
state["fc.weight"] = state["fc.weight"].t().contiguous().t()
together = torch.cat([state["up1.weight"].flatten(), state["up2.weight"].flatten()])
size = state["up1.weight"].numel()
state["up1.weight"] = together[:size].view_as(state["up1.weight"])
state["up2.weight"] = together[size:].view_as(state["up2.weight"])
state["up3.weight"] = state["up3.weight"].double()
torch.save({"netG": state}, folder / "views.pt")
torch.save(collections.OrderedDict((n, nn.Parameter(v)) for n, v in generator.state_dict().items() if v.is_floating_point()),
           folder / "parameters.pt")

# As safetensors sorts them.
sorted_state = dict(sorted((n, v.numpy()) for n, v in simsiam.state_dict().items() if v.is_floating_point()))
write_safetensors(folder / "encoder.safetensors", sorted_state)
torch.save(generator, folder / "whole-module.pt")
if torch.__version__.startswith("2"):
    sys.exit()  # Its exporter of ONNX needs packages of its own.
for name, network, x in [("generator", generator, latents), ("encoder", simsiam, patches)]:
    torch.onnx.export(network, x[:1], folder / f"{name}.onnx", input_names=["x"], output_names=["y"],
                      dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
torch.onnx.export(generator, latents[:1], folder / "generator-single.onnx")
