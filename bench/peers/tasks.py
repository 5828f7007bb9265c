"""What the peers do, by the names that bench/own/tasks.mjs gives the same work. Imports only what a task needs."""

import pathlib

import numpy as np


def latents(request):
    import torch
    return torch.from_numpy(np.load(request["latents"])).float()


def prepare_network(role):
    def prepare(request):
        from networks import network
        values = latents(request) if role == "generator" else patches_with_channel(request)
        return network(pathlib.Path(request["world"]), role), values
    return prepare


def patches_with_channel(request):
    import torch
    return torch.from_numpy(np.load(request["patches"]))[:, None]


def run_network(state, request):
    from networks import in_chunks
    model, values = state
    rows = values[[index % len(values) for index in range(request["count"])]]
    return in_chunks(model, rows).flatten()[:4].tolist()


def prepare_measure(request):
    from measuring import measure_all
    return measure_all, np.load(request["patches"])


def rows_of(fields, count):
    return [fields[index % len(fields)] for index in range(count)]


def measure(state, request):
    measure_all, fields = state
    return measure_all(rows_of(fields, request["count"]))[0].tolist()


def prepare_pool(request):
    import multiprocessing
    measure_all, fields = prepare_measure(request)
    pool = multiprocessing.Pool(request["workers"])
    pool.map(measure_all, [fields[:1]] * request["workers"])
    return pool, measure_all, fields


def measure_by_workers(state, request):
    pool, measure_all, fields = state
    rows = rows_of(fields, request["count"])
    parts = pool.map(measure_all, [rows[first : first + 100] for first in range(0, len(rows), 100)], chunksize=1)
    return parts[0][0].tolist()


def prepare_query(request):
    from query import World
    return World(request["world"])


def query(world, request):
    from query import ask
    return ask(world, request["seed"])


def prepare_rows(request):
    import sklearn.svm  # noqa: F401
    return np.load(request["latents"]), np.load(request["labels"])


def direction(machine):
    def train(state, _request):
        import sklearn.svm
        rows, labels = state
        made = {
            "svc": lambda: sklearn.svm.SVC(kernel="linear", C=1),
            "liblinear-dual": lambda: sklearn.svm.LinearSVC(C=1),
            "liblinear-primal": lambda: sklearn.svm.LinearSVC(C=1, dual=False),
        }[machine]().fit(rows, labels)
        return (made.coef_[0] / np.linalg.norm(made.coef_[0])).tolist()
    return train


def prepare_search(request):
    rng = np.random.default_rng(1)
    rows = rng.standard_normal((request["rows"], 100), dtype=np.float32)
    return rows, rng.standard_normal((64, 100), dtype=np.float32)


def search(state, request):
    rows, queries = state
    distances = ((rows - queries[request["seed"] % 64]) ** 2).sum(1)
    nearest = np.argpartition(distances, 5)[:5]
    return nearest[np.argsort(distances[nearest])].tolist()


MACHINES = ("svc", "liblinear-dual", "liblinear-primal")
PREPARE = {
    "generate": prepare_network("generator"), "embed": prepare_network("encoder"), "measure": prepare_measure,
    "measure-by-workers": prepare_pool, "query": prepare_query, "search": prepare_search,
    **{machine: prepare_rows for machine in MACHINES},
}
RUN = {
    "generate": run_network, "embed": run_network, "measure": measure, "measure-by-workers": measure_by_workers,
    "query": query, "search": search, **{machine: direction(machine) for machine in MACHINES},
}
