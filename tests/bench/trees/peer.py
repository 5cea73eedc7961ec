"""The peer of tests/bench/trees/main.ts: scikit-learn on the same rows. Nothing else of the project needs Python.

    python3 -m venv /tmp/trees-peer && /tmp/trees-peer/bin/pip install scikit-learn==1.7.2

Usage: peer.py MODEL FILE TRAIN UNSEEN COLUMNS TREES THREADS
MODEL is boosting, quantile or forest; FILE holds little-endian doubles: the columns of all rows one after another, then the
target; the first TRAIN rows are trained on. Prints one JSON object: seconds to fit by the clock and of processors, and the error on both parts.
"""
import json
import sys
import time

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
from threadpoolctl import threadpool_limits

model, path = sys.argv[1:3]
train, unseen, columns, trees, threads = map(int, sys.argv[3:])
rows = train + unseen
values = np.fromfile(path, dtype="<f8")
x = np.ascontiguousarray(values[: rows * columns].reshape(columns, rows).T)
y = values[rows * columns:]

boosting = dict(max_iter=trees, max_leaf_nodes=31, learning_rate=0.1, min_samples_leaf=20, early_stopping=False)
regressor = {
    "boosting": lambda: HistGradientBoostingRegressor(**boosting),
    "quantile": lambda: HistGradientBoostingRegressor(loss="quantile", quantile=0.9, **boosting),
    "forest": lambda: RandomForestRegressor(n_estimators=trees, max_features=1 / 3, n_jobs=threads, random_state=1),
}[model]()


def error(part):
    residuals = y[part] - regressor.predict(x[part])
    if model == "quantile":
        return float(np.mean(residuals * np.where(residuals > 0, 0.9, -0.1)))
    return float(np.sqrt(np.mean(residuals**2)))


with threadpool_limits(threads):
    started, used = time.perf_counter(), time.process_time()
    regressor.fit(x[:train], y[:train])
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    print(json.dumps({"seconds": seconds, "cpu": cpu, "trained": error(slice(train)), "unseen": error(slice(train, rows))}))
