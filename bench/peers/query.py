"""The query of the design card by PyTorch and numpy: `generate seed N | shift TUF +3 keeping R | flip polarity | retrieve k=5`.

It does less than giq: no checks, no re-ranking of what was found, no provenance.
"""

import json
import pathlib

import numpy as np
import torch

from networks import network, read_safetensors


class World:
    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.generator, self.encoder = network(folder, "generator"), network(folder, "encoder")
        self.embeddings = read_safetensors(folder / "embeddings.safetensors")["embeddings"].numpy()
        directions = json.loads((folder / "directions.json").read_text())["directions"]
        self.directions = {each["parameter"]: (np.array(each["normal"]), each["bias"]) for each in directions}


def leading_polarity(field):
    rows, columns = np.indices(field.shape)
    return np.sign(sum(
        sign * (columns * part).sum() / part.sum()
        for sign, part in ((1, field * (field > 0.15)), (-1, field * (field < -0.15)))
    ))


def render(world, latent):
    return world.generator(torch.from_numpy(latent[None]).float())


def flip(world, latent):
    normal, bias = world.directions["POLARITY"]
    before = leading_polarity(render(world, latent)[0, 0].numpy())
    flipped = latent - 2 * (latent @ normal + bias) * normal
    for step in range(24):
        patch = render(world, flipped - before * 0.5 * step * normal)
        if leading_polarity(patch[0, 0].numpy()) == -before:
            break
    return patch


def ask(world, seed):
    """The positions and distances of the five nearest observations."""
    latent = np.random.default_rng(seed).normal(size=100)
    target, kept = world.directions["TUF"][0], world.directions["R"][0]
    free = target - (target @ kept) * kept
    patch = flip(world, latent + 3 * free / np.linalg.norm(free))
    place = world.encoder(patch).numpy()
    distances = np.sqrt(((world.embeddings - place) ** 2).sum(1))
    nearest = np.argpartition(distances, 5)[:5]
    nearest = nearest[np.argsort(distances[nearest])]
    return [(int(position), float(distances[position])) for position in nearest]
