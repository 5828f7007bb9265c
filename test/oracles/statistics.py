"""Correlations and quantiles by scipy and numpy, for test/numeric/statistics.test.ts.

    python3 test/oracles/statistics.py > test/oracles/statistics.json     (needs numpy and scipy)
"""

import json
import sys

import numpy as np
import scipy
from scipy.stats import pearsonr, rankdata, spearmanr


def case(name, left, right):
    return {
        'name': name,
        'left': left.tolist(),
        'right': right.tolist(),
        'mean': float(left.mean()),
        'sd': float(left.std(ddof=1)),
        'quartiles': [float(q) for q in np.quantile(left, [0, 0.25, 0.5, 0.75, 1])],
        'ranks': rankdata(left).tolist(),
        'pearson': float(pearsonr(left, right)[0]),
        'spearman': float(spearmanr(left, right)[0]),
    }


random = np.random.default_rng(1)
normal = np.round(random.normal(size=40), 6)
cases = [
    case('independent', normal, np.round(random.normal(size=40), 6)),
    case('related', normal, np.round(0.8 * normal + 0.3 * random.normal(size=40), 6)),
    case('opposed, heavy-tailed', np.exp(3 * normal), -np.exp(normal)),
    case('ties', random.integers(0, 5, 30).astype(float), random.integers(0, 3, 30).astype(float)),
    case('large offset', 1e9 + normal, 1e9 - 2 * normal + np.round(random.normal(size=40), 6)),
]
json.dump({'scipy': scipy.__version__, 'numpy': np.__version__, 'cases': cases}, sys.stdout, indent=1)
print()
