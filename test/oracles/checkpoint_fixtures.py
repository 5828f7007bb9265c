"""Writes checkpoints/: small checkpoints in every layout, and malicious ones, for tests without PyTorch.

    python3 test/oracles/checkpoint_fixtures.py

The generator has 4 latents: linear, 8 x 8, batch norm, two convolutions, upsampled by 16. `expected.json` has what PyTorch
makes of `latents` before the upsampling, and every tensor of `numbers.pt`.
"""

import argparse
import collections
import io
import json
import os
import pathlib
import pickle
import zipfile

import torch
import torch.nn as nn

from paper_networks import randomised

folder = pathlib.Path(__file__).with_name("checkpoints")
folder.mkdir(exist_ok=True)


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 64)
        self.bn = nn.BatchNorm2d(1)
        self.conv1 = nn.Conv2d(1, 2, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(2, 1, 3, padding=1)

    def forward(self, z):
        x = self.bn(self.fc(z).view(-1, 1, 8, 8))
        return torch.tanh(self.conv2(torch.relu(self.conv1(x))))


def rewrite(source, target, change=lambda name, data: data, more=(), compression=zipfile.ZIP_STORED):
    """Copies a zip entry by entry."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", compression) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), change(name, old.read(name)), compression)
        for name, data in more:
            new.writestr(zipfile.ZipInfo(name), data, compression)


def swapped(name, data):
    """float32 and int64 numbers with their bytes the other way round."""
    if "/data/" not in name:
        return data
    width = 8 if len(data) == 8 and name.endswith(COUNTER) else 4
    return b"".join(data[i:i + width][::-1] for i in range(0, len(data), width))


torch.manual_seed(0)
generator = randomised(Generator(), 1)
state = generator.state_dict()
latents = torch.randn(2, 4)
COUNTER = f"/{list(state).index('bn.num_batches_tracked')}"

torch.save(state, folder / "tiny.pt")
torch.save(state, folder / "tiny-legacy.pth", _use_new_zipfile_serialization=False)
torch.save(state, folder / "tiny-protocol4.pt", pickle_protocol=4)

# What PyTorch 2.6 adds to the archive; its pickle is the same.
root = "tiny"
rewrite(folder / "tiny.pt", folder / "tiny-torch2.pt", more=[
    (f"{root}/.format_version", b"1"), (f"{root}/.storage_alignment", b"64"), (f"{root}/byteorder", b"little"),
    (f"{root}/.data/serialization_id", b"0636067351462929100117395289416520041013"),
])
rewrite(folder / "tiny.pt", folder / "big-endian.pt", swapped, [(f"{root}/byteorder", b"big")])
rewrite(folder / "tiny.pt", folder / "compressed.pt", compression=zipfile.ZIP_DEFLATED)

# Lightning, with the objects that hyperparameters and callbacks bring along.
behind = lambda prefix: [(prefix + name, value) for name, value in state.items()]
torch.save({
    "epoch": 3, "global_step": 10, "pytorch-lightning_version": "2.1.0",
    "state_dict": collections.OrderedDict(behind("netG.") + [("loss.weight", torch.ones(3))]),
    "optimizer_states": [torch.optim.Adam(generator.parameters()).state_dict()],
    "hyper_parameters": argparse.Namespace(lr=5e-4, path=pathlib.PurePosixPath("runs")),
    "device": torch.device("cpu"), "size": torch.Size([1, 2]), "seen": {1, 2}, "large": 2 ** 70,
}, folder / "lightning.ckpt")
torch.save({"model": collections.OrderedDict(behind("module.g.") + behind("module.g_ema."))}, folder / "two.pt")

# Number types, strides, offsets, shared storage.
base = torch.arange(24, dtype=torch.float32)
numbers = {
    "float64": torch.tensor([0.1, -2.5], dtype=torch.float64), "float16": torch.tensor([0.1, -65504.0]).half(),
    "bfloat16": torch.tensor([0.1, 3e38]).bfloat16(), "int64": torch.tensor([-3, 2 ** 40]),
    "int32": torch.tensor([-7], dtype=torch.int32), "int16": torch.tensor([-9], dtype=torch.int16),
    "int8": torch.tensor([-5], dtype=torch.int8), "uint8": torch.tensor([200], dtype=torch.uint8),
    "bool": torch.tensor([True, False]), "scalar": torch.tensor(1.5), "empty": torch.zeros(0, 3),
    "offset": base[5:9], "transposed": base.view(4, 6).t(), "strided": base.view(2, 3, 4)[:, 1:, ::2],
    "expanded": base[3:5].expand(3, 2), "parameter": nn.Parameter(base[:2]),
}
torch.save(numbers, folder / "numbers.pt")
torch.save(numbers, folder / "numbers-legacy.pt", _use_new_zipfile_serialization=False)

with torch.no_grad():
    outputs = generator(latents)
expected = {
    "latents": latents.tolist(), "outputs": outputs.tolist(),
    "numbers": {name: {"shape": list(value.shape), "data": value.double().flatten().tolist()} for name, value in numbers.items()},
}
(folder / "expected.json").write_text(json.dumps(expected) + "\n")


# Malicious and foreign pickles, in an archive like PyTorch's. None of them is ever loaded here.
class Calls:
    def __init__(self, function, *args):
        self.function, self.args = function, args

    def __reduce__(self):
        return self.function, self.args


def archive(name, data):
    with zipfile.ZipFile(folder / name, "w") as new:
        for entry, content in [("archive/data.pkl", data), ("archive/version", b"3\n")]:
            new.writestr(zipfile.ZipInfo(entry), content)


def pickled(value, protocol=2):
    file = io.BytesIO()
    pickle.Pickler(file, protocol).dump(value)
    return file.getvalue()


inner = pickled(Calls(os.system, "true"))
archive("evil-system.pt", pickled({"weight": Calls(os.system, "true")}))
archive("evil-system-protocol4.pt", pickled({"weight": Calls(os.system, "true")}, 4))
archive("evil-eval.pt", pickled({"state_dict": {"weight": Calls(eval, "1 + 1")}}))
archive("evil-nested.pt", pickled({"weight": Calls(pickle.loads, inner)}))
archive("evil-storage.pt", pickled({"weight": Calls(torch.storage._load_from_bytes, inner)}))
archive("evil-getattr.pt", pickled({"weight": Calls(getattr, Calls(__import__, "os"), "system")}))
# os.system by opcodes that PyTorch never writes: INST of protocol 0, and an extension registry.
archive("evil-inst.pt", b"(S'true'\nios\nsystem\n.")
archive("evil-extension.pt", b"\x80\x02\x82\x01.")
archive("evil-call-text.pt", b"\x80\x02X\x02\x00\x00\x00os)R.")
(folder / "evil-legacy.pth").write_bytes(pickled(Calls(os.system, "true")))
