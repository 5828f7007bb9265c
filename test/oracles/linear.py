"""Logistic and ridge regression by scipy and numpy, for test/models/training/linear.test.ts.

    python3 test/oracles/linear.py > test/oracles/linear.json     (needs numpy and scipy)

The rows come from a linear congruential generator that the test repeats, so only the answers are stored. The intercept
is the weight of a constant 1 appended to every row, and regularised as any other.
"""

import json
import sys

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import expit


def rows_and_labels(seed, count, dimension):
    """As in svm.py."""
    state = seed

    def number():
        nonlocal state
        total = 0.0
        for _ in range(3):
            state = (1664525 * state + 1013904223) % 2**32
            total += state / 2**31 - 1
        return total

    plane = [number() for _ in range(dimension)]
    length = sum(w * w for w in plane) ** 0.5
    rows, labels = [], []
    for _ in range(count):
        row = [number() for _ in range(dimension)]
        score = sum(w * x for w, x in zip(plane, row)) / length + 0.5 * number() + 0.3
        rows.append(row)
        labels.append(1 if score > 0 else -1)
    return np.array(rows), np.array(labels)


def logistic(x, y):
    def loss(w):
        return w @ w / 2 + np.logaddexp(0, -y * (x @ w)).sum()

    def slope(w):
        return w - x.T @ (y * expit(-y * (x @ w)))

    def curvature(w):
        p = expit(x @ w)
        return np.eye(len(w)) + (x.T * (p * (1 - p))) @ x

    start = np.zeros(x.shape[1])
    return minimize(loss, start, jac=slope, hess=curvature, method='trust-exact', options={'gtol': 1e-9}).x


def ridge(x, y):
    """Least squares with a row more for each weight."""
    size = x.shape[1]
    return np.linalg.lstsq(np.vstack([x, np.eye(size)]), np.concatenate([y, np.zeros(size)]), rcond=None)[0]


def case(seed, count, dimension):
    rows, labels = rows_and_labels(seed, count, dimension)
    x = np.hstack([rows, np.ones((count, 1))])
    answers = {
        name: [float(f'{w:.12g}') for w in solve(x, labels)]
        for name, solve in [('logistic', logistic), ('ridge', ridge)]
    }
    return {'seed': seed, 'count': count, 'dimension': dimension, 'answers': answers}


cases = [case(1, 300, 10), case(3, 2000, 40)]
json.dump({'scipy': scipy.__version__, 'cases': cases}, sys.stdout, indent=1)
print()
