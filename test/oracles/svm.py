"""Linear support vector machines by scikit-learn, for test/models/training/svm.test.ts.

    python3 test/oracles/svm.py > test/oracles/svm.json     (about 20 s; needs numpy and scikit-learn)

The rows come from a linear congruential generator that the test repeats, so only the answers are stored.
"""

import json
import sys
import time

import numpy as np
import sklearn
from sklearn.svm import SVC, LinearSVC


def rows_and_labels(seed, count, dimension):
    """`count` rows of nearly normal numbers; labels by a random plane, blurred so that about 15 % are on the wrong side."""
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


def answer(machine, rows, labels):
    start = time.perf_counter()
    machine.fit(rows, labels)
    print(f'{machine}: {time.perf_counter() - start:.3f} s', file=sys.stderr)
    return {
        'weights': [float(f'{w:.12g}') for w in machine.coef_[0]],
        'intercept': float(f'{machine.intercept_[0]:.12g}'),
    }


def case(seed, count, dimension):
    rows, labels = rows_and_labels(seed, count, dimension)
    machines = {
        'primal': LinearSVC(loss='squared_hinge', dual=False, C=1, tol=1e-10, max_iter=100_000),
        'dual': LinearSVC(loss='hinge', dual=True, C=1, tol=1e-7, max_iter=1_000_000, random_state=0),
    }
    if count <= 1000:
        machines['ml-svm'] = SVC(kernel='linear', C=1, tol=1e-8)
    answers = {name: answer(machine, rows, labels) for name, machine in machines.items()}
    positive = int((labels == 1).sum())
    return {'seed': seed, 'count': count, 'dimension': dimension, 'positive': positive, 'answers': answers}


cases = [case(1, 300, 10), case(2, 7000, 100)]
json.dump({'scikit-learn': sklearn.__version__, 'cases': cases}, sys.stdout, indent=1)
print()
