"""Measures fixture patches with numpy, scipy and scikit-image: the oracle of test/physics.

Usage: python3 test/oracles/physics.py PROTOTYPE_PATCHES.npy

PROTOTYPE_PATCHES.npy holds float32 patches in kG, n x 128 x 128, from a generator (not observations). Eight of them and
some synthetic fields are rounded to whole gauss and written to physics.npz (int16, one array a size); the parameters of
these, and the resampling of some small maps, to physics.json. Missing values are null.
"""
import json
import sys
from pathlib import Path

import numpy as np
from scipy import ndimage, optimize, stats
from skimage.morphology import dilation

HERE = Path(__file__).parent
STRONG = np.float32(0.15)


# ---- fixture fields, in gauss

def spot(size, row, column, radius, strength):
    rows, columns = np.mgrid[:size, :size]
    return strength * np.exp(-((rows - row) ** 2 + (columns - column) ** 2) / (2.0 * radius**2))


def noise(size, sigma, seed, smooth=0.0):
    field = np.random.default_rng(seed).normal(size=(size, size))
    if smooth:
        field = ndimage.gaussian_filter(field, smooth, mode="wrap")
    return sigma * field / field.std()


def synthetic(size):
    s = size / 128
    bipole = spot(size, 60 * s, 40 * s, 9 * s, 900) - spot(size, 71 * s, 88 * s, 11 * s, 800)
    return {
        "bipole": bipole + noise(size, 15, 1),
        "anti-Hale bipole": -bipole[:, ::-1].T + noise(size, 15, 2, 2 * s),
        "delta": spot(size, 50 * s, 60 * s, 14 * s, 1000) - spot(size, 64 * s, 66 * s, 8 * s, 1000) + noise(size, 20, 3),
        "quadrupole": bipole + 0.7 * np.roll(bipole[::-1, ::-1], int(20 * s), 0) + noise(size, 25, 4, s),
        "corners": spot(size, 0, 0, 5 * s, 700) - spot(size, size - 1, 2, 4 * s, 700)
        + spot(size, 2, size - 1, 6 * s, 400) - spot(size, 8 * s, 3, 3 * s, 900),
        "weak": 0.13 * bipole + noise(size, 5, 5),
        "positive only": spot(size, 40 * s, 90 * s, 10 * s, 600) + noise(size, 8, 6),
        "negative only": -spot(size, 40 * s, 90 * s, 10 * s, 600) + noise(size, 8, 7),
        "noise": noise(size, 60, 8),
        "at the threshold": np.random.default_rng(9).choice([-151, -150, -149, 149, 150, 151], (size, size)),
        "half missing": np.where(np.mgrid[:size, :size][0] < size // 2, 0, bipole + noise(size, 30, 10)),
        "empty": np.zeros((size, size)),
        "constant": np.full((size, size), 37),
    }


def as_gauss(field):
    return np.round(field).clip(-1000, 1000).astype(np.int16)


def fixtures(prototype):
    fields = {128: {f"generated {i}": as_gauss(prototype[i] * 1000) for i in range(8)}}
    for size, names in ((128, None), (64, ("bipole", "delta", "corners", "noise")), (16, ("bipole", "delta", "noise"))):
        made = synthetic(size)
        fields.setdefault(size, {}).update({name: as_gauss(made[name]) for name in names or made})
    return fields


# ---- parameters; fields in kG

def centroid_or_none(field, mask):
    return np.array(ndimage.center_of_mass(np.abs(field) * mask)) if mask.any() else None


def sigma(field):
    if np.ptp(field) == 0:
        return None
    density, edges = np.histogram(field, bins=256, density=True)
    fitted, _ = optimize.curve_fit(
        lambda x, width: stats.norm.pdf(x, scale=abs(width)) * np.sign(width),
        (edges[1:] + edges[:-1]) / 2, density, p0=field.std(), ftol=1e-14, xtol=1e-14, gtol=0,
    )
    return abs(fitted[0]) * 1000


def alpha(field):
    if np.ptp(field) == 0:
        return None
    size = len(field)
    frequencies = np.fft.fftfreq(size, 1 / size)
    wavenumber = np.sqrt(frequencies[:, None] ** 2 + frequencies**2).astype(int)
    cycles = np.arange(1, min(25, size // 2) + 1)
    power = ndimage.mean(np.abs(np.fft.fft2(field)) ** 2, labels=wavenumber, index=cycles)
    return -stats.linregress(np.log10(cycles), np.log10(power)).slope


def parameters(gauss):
    single = (gauss / 1000).astype(np.float32)
    positive, negative = single > STRONG, single < -STRONG
    field = single.astype(np.float64)
    square = np.ones((7, 7), bool)
    near = dilation(positive, square) & dilation(negative, square)
    flux = lambda mask: 1000 * np.abs(field)[mask].sum()
    p, n = centroid_or_none(field, positive), centroid_or_none(field, negative)
    both = p is not None and n is not None
    distance = np.linalg.norm(p - n) if both else None
    along_columns, along_rows = np.gradient(field)
    return {
        "TUF": flux(np.ones_like(positive)),
        "TPF": flux(positive),
        "TNF": flux(negative),
        "R": flux(near),
        "PSEP": distance,
        "TILT": np.degrees(np.arcsin((n[0] - p[0]) / distance)) if both else None,
        "POLARITY": np.sign(p[1] - n[1]) if both else None,
        "AREA": int((positive | negative).sum()),
        "NET": flux(positive) - flux(negative),
        "SIGMA": sigma(field),
        "ALPHA": alpha(field),
        "GRAD": 1000 * np.hypot(along_rows, along_columns).mean(),
    }


# ---- resampling; maps in gauss, patches in kG

def area_average(field, size):
    """Exact: every pixel is cut into `size` pieces, and `length` pieces make a new pixel."""
    length = len(field)
    return np.repeat(field, size, axis=0).reshape(size, length, -1).mean(axis=1)


def interpolate(field, size):
    zoom = (size / len(field), 1)
    return ndimage.zoom(field, zoom, order=1, mode="nearest", grid_mode=True)


def resample_axis(field, size):
    return area_average(field, size) if len(field) >= size else interpolate(field, size)


def resampled(values, size, row_zero):
    field = np.clip(np.nan_to_num(values, nan=0.0), -1000, 1000)
    if row_zero == "south":
        field = field[::-1]
    return resample_axis(resample_axis(field, size).T, size).T / 1000


def resampling_cases():
    for height, width, row_zero, size in (
        (8, 8, "north", 8), (12, 20, "south", 8), (5, 6, "north", 8), (5, 19, "south", 8), (17, 3, "north", 8), (1, 9, "south", 4),
    ):
        values = np.round(np.random.default_rng(height * 100 + width).normal(0, 700, (height, width)))
        values[height // 2, width // 3] = np.nan
        yield {
            "width": width, "height": height, "rowZero": row_zero, "size": size,
            "values": [None if np.isnan(v) else v for v in values.ravel()],
            "pixels": list(resampled(values, size, row_zero).ravel()),
        }


def plain(value):
    return value.item() if isinstance(value, np.generic) else value


def main():
    fields = fixtures(np.load(sys.argv[1]))
    np.savez_compressed(HERE / "physics.npz", **{f"size{size}": np.stack(list(named.values())) for size, named in fields.items()})
    patches = [
        {"size": size, "name": name, "parameters": {key: plain(value) for key, value in parameters(gauss).items()}}
        for size, named in fields.items() for name, gauss in named.items()
    ]
    oracle = {"patches": patches, "resampling": list(resampling_cases())}
    (HERE / "physics.json").write_text(json.dumps(oracle, indent=1, allow_nan=False) + "\n")


main()
