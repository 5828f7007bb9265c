"""Figures of merit by numpy and scipy, for test/numeric and test/evaluation.

    python3 test/oracles/evaluation.py > test/oracles/evaluation.json     (needs numpy and scipy)

Pictures are made from a formula that test/evaluation/pictures.ts repeats.
"""

import json
import sys

import numpy as np
import scipy
from scipy.linalg import sqrtm
from scipy.ndimage import map_coordinates
from scipy.spatial.distance import pdist, squareform
from scipy.stats import ks_2samp

SIZE = 128
ROW, COLUMN = np.mgrid[:SIZE, :SIZE].astype(float)


def picture(k):
    waves = 0.3 * np.sin(0.05 * (k + 1) * ROW + 0.03 * COLUMN + k) * np.cos(0.04 * COLUMN - 0.02 * k * ROW)
    rough = 0.02 * np.sin(1.7 * ROW + 0.9 * k) * np.sin(2.3 * COLUMN + 0.01 * ROW * COLUMN)
    return (waves + rough + 0.001 * k * (-1) ** (ROW + COLUMN)).astype(np.float32)


def spectra(pictures):
    return np.mean([np.abs(np.fft.fft2(p.astype(float))) ** 2 for p in pictures], axis=0)


def lattice(power, period):
    k = SIZE // period
    ratios = []
    for row, column in ((0, k), (k, 0), (k, k)):
        around = [
            power[(row + i) % SIZE, (column + j) % SIZE]
            for i in range(-4, 5) for j in range(-4, 5) if max(abs(i), abs(j)) >= 2
        ]
        ratios.append(power[row, column] / np.sort(around)[len(around) // 2])
    return float(np.mean(ratios))


def radial(power):
    frequency = np.minimum(np.arange(SIZE), SIZE - np.arange(SIZE))
    ring = np.floor(np.hypot(frequency[:, None], frequency[None])).astype(int)
    return np.bincount(ring.ravel(), power.ravel()) / np.bincount(ring.ravel())


def log_spectral(one, other):
    decibels = 10 * np.log10(radial(one)[1:SIZE // 2] / radial(other)[1:SIZE // 2])
    return float(np.sqrt(np.mean(decibels ** 2)))


def shifted_correlation(one, other):
    best = -2
    for down in range(-8, 9, 2):
        for right in range(-8, 9, 2):
            a = one[max(0, down):SIZE + min(0, down), max(0, right):SIZE + min(0, right)]
            b = other[max(0, -down):SIZE + min(0, -down), max(0, -right):SIZE + min(0, -right)]
            best = max(best, np.corrcoef(a.ravel().astype(float), b.ravel().astype(float))[0, 1])
    return float(best)


def augmented(p, rotation, zoom, right, down, mirrored):
    """The inverse map of: mirror, zoom, rotate (anticlockwise on the screen), move."""
    centre = (SIZE - 1) / 2
    x, y = COLUMN - centre - right, -(ROW - centre - down)
    angle = np.radians(rotation)
    back = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]) / zoom
    east, north = back[0, 0] * x + back[0, 1] * y, back[1, 0] * x + back[1, 1] * y
    row = -north * (-1 if mirrored else 1)
    padded = np.pad(p.astype(float), 1)
    return map_coordinates(padded, [row + centre + 1, east + centre + 1], order=1, mode='grid-constant', cval=0)


def frechet(a, b):
    mean = a.mean(0) - b.mean(0)
    ca, cb = np.cov(a.T), np.cov(b.T)
    return float(mean @ mean + np.trace(ca + cb - 2 * np.real(sqrtm(ca @ cb))))


def augmentation(k, **how):
    image = augmented(picture(k), **how)
    places = [(0, 0), (10, 100), (64, 64), (77, 31), (120, 5), (127, 127), (40, 90)]
    return {'picture': k, 'how': how, 'pixels': [{'row': r, 'column': c, 'value': float(image[r, c])} for r, c in places]}


random = np.random.default_rng(1)
rows = {name: np.round(random.normal(size=(n, 5)) @ random.normal(size=(5, 5)) + shift, 5)
        for name, n, shift in (('a', 30, 0.0), ('b', 24, 0.5), ('degenerate', 4, 0.0))}
samples = [
    (np.round(random.normal(size=40), 4), np.round(random.normal(0.4, 1.3, size=25), 4)),
    (random.integers(0, 4, 30).astype(float), random.integers(1, 6, 50).astype(float)),
]
first, second = [picture(k) for k in range(4)], [picture(k) for k in range(4, 9)]
blocks = np.array([p.reshape(32, 4, 32, 4).mean((1, 3)).ravel() for p in second], dtype=float)
sizes = (blocks ** 2).sum(1)
nearest = squareform(pdist(blocks)) / np.sqrt(sizes[:, None] + sizes[None])
np.fill_diagonal(nearest, np.inf)
json.dump({
    'scipy': scipy.__version__,
    'numpy': np.__version__,
    'kolmogorovSmirnov': [
        {'one': a.tolist(), 'other': b.tolist(), 'distance': float(ks_2samp(a, b).statistic)} for a, b in samples
    ],
    'frechet': [
        {'one': rows[a].tolist(), 'other': rows[b].tolist(), 'distance': frechet(rows[a], rows[b])}
        for a, b in (('a', 'b'), ('a', 'a'), ('a', 'degenerate'))
    ],
    'eigenvalues': {'matrix': np.cov(rows['a'].T).tolist(), 'values': np.linalg.eigvalsh(np.cov(rows['a'].T)).tolist()},
    'lattice': [{'period': period, 'value': lattice(spectra(first), period)} for period in (2, 4)],
    'logSpectralDistance': log_spectral(spectra(first), spectra(second)),
    'shiftedCorrelation': [
        {'one': a, 'other': b, 'value': shifted_correlation(picture(a), picture(b))} for a, b in ((0, 1), (2, 3), (3, 3))
    ],
    'meanPatchRms': float(np.sqrt(np.mean(np.mean(np.array(second, dtype=float), axis=0) ** 2))),
    'meanPairDistance': float(np.mean(pdist(np.array([p.ravel() for p in second], dtype=float))) / SIZE),
    'nearestPairs': {'nearest': float(nearest.min()), 'median': float(np.median(nearest.min(1)))},
    'augment': [
        augmentation(0, rotation=17, zoom=1.15, right=4.5, down=-7.25, mirrored=False),
        augmentation(1, rotation=-9, zoom=0.85, right=-3, down=6, mirrored=True),
    ],
}, sys.stdout, indent=1)
print()
