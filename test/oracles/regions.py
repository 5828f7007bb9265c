"""Fixtures for test/archive/regions: components and smoothing by scipy, disk projection and solar rotation by numpy.

Run: python3 test/oracles/regions.py   (needs numpy and scipy; writes test/oracles/regions.json)
"""

import json
from datetime import datetime, timedelta
from math import atan2, cos, degrees, radians, sin
from pathlib import Path

import numpy as np
from scipy import ndimage

WIDTH, HEIGHT = 60, 30
SQUARE = np.ones((3, 3))


def round_labels(mask):
    """8-connected labels where the last column lies beside the first."""
    labels, count = ndimage.label(mask, structure=SQUARE)
    parent = list(range(count + 1))

    def root(label):
        while parent[label] != label:
            label = parent[label]
        return label

    for row in range(HEIGHT):
        for other in range(max(0, row - 1), min(HEIGHT, row + 2)):
            a, b = labels[row, -1], labels[other, 0]
            if a and b:
                parent[root(a)] = root(b)
    return np.vectorize(root)(labels)


def components(mask, gap, is_round):
    """Sorted lists of cells."""
    reach = -(-gap // 2)
    joined = mask
    if reach:
        square = np.ones((2 * reach + 1,) * 2)
        tiled = np.concatenate([mask] * 3, axis=1) if is_round else mask
        joined = ndimage.binary_dilation(tiled, structure=square)
        if is_round:
            joined = joined[:, WIDTH : 2 * WIDTH]
    labels = round_labels(joined) if is_round else ndimage.label(joined, structure=SQUARE)[0]
    labels = np.where(mask, labels, 0).ravel()
    groups = {}
    for cell in np.flatnonzero(labels):
        groups.setdefault(int(labels[cell]), []).append(int(cell))
    return sorted(groups.values())


def disk_pixel(longitude, latitude, disk):
    """Pixel by turning vectors: Carrington-free, so longitude is from the central meridian."""
    lon, lat, b0 = map(radians, (longitude, latitude, disk["latitude"]))
    point = np.array([cos(lat) * sin(lon), sin(lat), cos(lat) * cos(lon)])  # west, north, to the observer at B0 = 0
    tilt = np.array([[1, 0, 0], [0, cos(b0), -sin(b0)], [0, sin(b0), cos(b0)]])
    seen = tilt @ point
    observer = np.array([0, 0, disk["distance"]])
    sight = observer - seen
    mu = float(seen @ sight / np.linalg.norm(sight))
    if mu <= 0:
        return None
    theta = np.degrees(np.arctan2(seen[0], sight[2])) * 3600, np.degrees(np.arcsin(seen[1] / np.linalg.norm(sight))) * 3600
    rho = radians(disk["rotation"])
    to_sky = np.array([[cos(rho), -sin(rho)], [sin(rho), cos(rho)]])  # PC matrix of CROTA2
    pixel = np.linalg.solve(to_sky, np.array(theta)) / np.array(disk["step"]) + np.array(disk["centre"])
    return [float(pixel[0]), float(pixel[1]), mu]


def central_longitude(day):
    """L0 of a Julian ephemeris day (Meeus, Astronomical Algorithms, 2nd edition, chapter 29)."""
    theta = (day - 2398220) * 360 / 25.38
    inclination, node = radians(7.25), radians(73.6667 + 1.3958333 * (day - 2396758) / 36525)
    t = (day - 2451545) / 36525
    anomaly = radians(357.5291 + 35999.0503 * t)
    centre = (1.9146 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.00029 * sin(3 * anomaly)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre - 20.4898 / 3600
    x = radians(longitude) - node
    return (degrees(atan2(-sin(x) * cos(inclination), -cos(x))) - theta) % 360


def passages():
    rows = []
    for start in ("1997-05-03T04:00:00", "2010-05-06T08:30:00", "2014-10-24T12:00:00", "2023-01-01T00:00:00"):
        for days in (0, 7.3, 15.1):
            moment = datetime.fromisoformat(start) + timedelta(days=days)
            julian = 2440587.5 + (moment - datetime(1970, 1, 1)).total_seconds() / 86400 + 69 / 86400
            longitude = central_longitude(julian)
            rotation = round((julian - 2398140.227) / 27.2752316 - (360 - longitude) / 360)
            rows.append({"utc": moment.isoformat() + "Z", "rotation": rotation, "longitude": longitude})
    return rows


def main():
    random = np.random.default_rng(7)
    field = np.abs(random.normal(0, 100, (HEIGHT, WIDTH))).round().astype(int)
    mask = field > 150
    disks = [
        {"centre": [2047.5, 2050.2], "step": [0.504, 0.504], "rotation": 180.08, "distance": 214.0, "latitude": -6.7},
        {"centre": [511.0, 513.5], "step": [1.98, 1.98], "rotation": 0.0, "distance": 211.5, "latitude": 7.2},
    ]
    points = [(float(a), float(b)) for a in (-85, -40, 0, 33, 70, 120) for b in (-60, -20, 0, 35)]
    fixture = {
        "width": WIDTH,
        "height": HEIGHT,
        "field": field.ravel().tolist(),
        "threshold": 150,
        "components": [
            {"gap": gap, "round": is_round, "cells": components(mask, gap, is_round)}
            for gap in (0, 2, 3)
            for is_round in (False, True)
        ],
        "smoothed": [
            {
                "sigma": sigma,
                "round": is_round,
                "values": ndimage.gaussian_filter(
                    field.astype(float), sigma[::-1], mode=("constant", "wrap" if is_round else "constant")
                )[::6, ::5].ravel().tolist(),
            }
            for sigma in ([1.5, 2.0], [3.0, 0.8])
            for is_round in (False, True)
        ],
        "disks": [
            {**disk, "points": [{"at": point, "pixel": disk_pixel(*point, disk)} for point in points]} for disk in disks
        ],
        "passages": passages(),
    }
    Path(__file__).with_name("regions.json").write_text(json.dumps(fixture, separators=(",", ":")) + "\n")


main()
