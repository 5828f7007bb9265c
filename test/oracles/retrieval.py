"""Covariance, Mahalanobis distances, eigenvectors, thumbnails and shifted correlations by numpy and scipy.

    python3 test/oracles/retrieval.py > test/oracles/retrieval.json     (needs numpy and scipy)
"""

import json
import sys

import numpy as np
import scipy
from scipy.signal import correlate2d
from scipy.spatial.distance import cdist

random = np.random.default_rng(1)
rows = np.round(random.normal(size=(12, 4)) @ random.normal(size=(4, 4)), 4)
covariance = np.cov(rows.T)
values, vectors = np.linalg.eigh(covariance)


def unit(picture):
    centred = picture - picture.mean()
    return centred / np.linalg.norm(centred)


def shifted(query, candidate, reach):
    """The largest of the central (2 reach + 1)² values of the full cross-correlation, zeros outside of the frame."""
    full = correlate2d(unit(query), unit(candidate), mode='full')
    middle = query.shape[0] - 1
    return float(full[middle - reach : middle + reach + 1, middle - reach : middle + reach + 1].max())


pictures = np.round(random.normal(size=(3, 6, 6)), 4)
moved = np.zeros((6, 6))
moved[2:, :5] = pictures[0][:4, 1:]
pairs = [(pictures[0], pictures[1]), (pictures[0], moved), (pictures[1], pictures[2])]
patch = np.round(random.normal(size=(8, 8)), 4)

json.dump(
    {
        'by': f'numpy {np.__version__}, scipy {scipy.__version__}',
        'rows': rows.tolist(),
        'covariance': covariance.tolist(),
        'mahalanobis': cdist(rows, rows, 'mahalanobis', VI=np.linalg.inv(covariance)).tolist(),
        'eigenvalues': values[::-1].tolist(),
        'eigenvectors': vectors[:, ::-1].T.tolist(),
        'patch': patch.tolist(),
        'thumbnail': patch.reshape(4, 2, 4, 2).mean((1, 3)).tolist(),
        'pairs': [
            {
                'query': query.tolist(),
                'candidate': candidate.tolist(),
                'correlations': [shifted(query, candidate, reach) for reach in (0, 1, 2)],
            }
            for query, candidate in pairs
        ],
    },
    sys.stdout,
)
