"""The twelve parameters of a patch by numpy, scipy and scikit-image, as one would write them without giq."""

import numpy as np
from scipy.optimize import curve_fit
from skimage.measure import regionprops
from skimage.morphology import dilation

STRONG = np.float32(0.15)
SQUARE = np.ones((7, 7), np.uint8)
CYCLES = np.arange(1, 26)
LOG_CYCLES = np.log10(CYCLES)

FREQUENCIES = np.fft.fftfreq(128, 1 / 128)
RINGS = np.hypot(FREQUENCIES[:, None], FREQUENCIES).astype(int).ravel()
CELLS = np.bincount(RINGS)


def polarity(strength, mask):
    flux = strength[mask].sum(dtype=np.float64)
    if flux == 0:
        return flux, np.full(2, np.nan)
    (region,) = regionprops(mask.astype(np.uint8), strength)
    return flux, np.array(region.centroid_weighted)


def gaussian(x, sigma):
    return np.exp(-0.5 * (x / sigma) ** 2) / (np.sqrt(2 * np.pi) * sigma)


def gaussian_width(field):
    density, edges = np.histogram(field, bins=256, density=True)
    (sigma,), _ = curve_fit(gaussian, (edges[1:] + edges[:-1]) / 2, density, p0=field.std())
    return abs(sigma)


def spectral_exponent(field):
    power = np.abs(np.fft.fft2(field)) ** 2
    rings = (np.bincount(RINGS, power.ravel()) / CELLS)[1:26]
    return -np.polyfit(LOG_CYCLES, np.log10(rings), 1)[0]


def measure(field):
    """TUF, TPF, TNF, R, PSEP, TILT, POLARITY, AREA, NET, SIGMA, ALPHA, GRAD of float32 kG [128, 128]."""
    strength = np.abs(field)
    positive, negative = field > STRONG, field < -STRONG
    (up, north), (down, south) = polarity(strength, positive), polarity(strength, negative)
    inversion = (dilation(positive.astype(np.uint8), SQUARE) & dilation(negative.astype(np.uint8), SQUARE)).astype(bool)
    rows, columns = south[0] - north[0], north[1] - south[1]
    distance = np.hypot(rows, columns)
    along_rows, along_columns = np.gradient(field)
    return np.array([
        1000 * strength.sum(dtype=np.float64), 1000 * up, 1000 * down,
        1000 * strength[inversion].sum(dtype=np.float64),
        distance, np.degrees(np.arctan2(rows, abs(columns))), np.sign(columns),
        positive.sum() + negative.sum(), 1000 * (up - down),
        1000 * gaussian_width(field), spectral_exponent(field),
        1000 * np.hypot(along_rows, along_columns).mean(),
    ])


def measure_all(fields):
    return np.array([measure(field) for field in fields])
