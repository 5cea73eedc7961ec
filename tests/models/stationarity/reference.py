"""Tests the cases with statsmodels and writes them with its answers as JSON to standard output.

    python -m venv /tmp/judge && /tmp/judge/bin/pip install statsmodels==0.15.0
    /tmp/judge/bin/python tests/models/stationarity/reference.py > tests/models/stationarity/reference.json
    node_modules/.bin/deno fmt tests/models/stationarity/reference.json

Nile and sunspots come with statsmodels (public domain); the others are drawn here from a seed and rounded, so that
the file holds the very values that were tested.
"""

import json
import platform
import sys
import warnings

import numpy as np
import statsmodels
from statsmodels.datasets import nile, sunspots
from statsmodels.tsa.stattools import adfuller, kpss

warnings.simplefilter("ignore")
draw = np.random.default_rng(42)
days = np.arange(730)


def autoregression(share, count, spread=1.0):
    values = np.zeros(count)
    for t in range(1, count):
        values[t] = share * values[t - 1] + draw.normal(0, spread)
    return values


CASES = {
    "nile": nile.load_pandas().data["volume"].to_numpy(),
    "sunspots": sunspots.load_pandas().data["SUNACTIVITY"].to_numpy(),
    "constant and noise": 40 + draw.normal(0, 3, 400),
    "trend and noise": 20 + 0.05 * days + draw.normal(0, 2, 730),
    "trend and autoregression": 20 + 0.03 * days + autoregression(0.7, 730),
    "random walk": 50 + np.cumsum(draw.normal(0, 1, 730)),
    "random walk with drift": 10 + np.cumsum(draw.normal(0.1, 1, 365)),
    "near unit root": 50 + autoregression(0.97, 730),
    "weekly season": 40 + 8 * (days % 7 < 5) + draw.normal(0, 2, 730),
    "annual season": 40 + 10 * np.sin(2 * np.pi * days / 365.25) + autoregression(0.5, 730),
    "level shift": 30 + 10 * (days > 400) + draw.normal(0, 2, 730),
    "moving average": 5 + np.convolve(draw.normal(0, 1, 301), [1, 0.6], mode="valid"),
    "short": 12 + draw.normal(0, 1, 40),
    "large level, small noise": 1e6 + draw.normal(0, 1, 200),
}


def tested(values, around):
    adf = adfuller(values, regression=around, autolag="AIC", result_object=True)
    still = kpss(values, regression=around, nlags="auto", result_object=True)
    return {
        "adf": {"statistic": adf.statistic, "p": adf.pvalue, "lags": int(adf.lags)},
        "kpss": {"statistic": float(still.statistic), "p": float(still.pvalue), "lags": int(still.lags)},
    }


cases = []
for name, raw in CASES.items():
    values = np.round(np.asarray(raw, dtype=float), 4)
    cases.append(
        {
            "name": name,
            "values": values.tolist(),
            "level": tested(values, "c"),
            "trend": tested(values, "ct"),
        }
    )

json.dump(
    {
        "made": {
            "command": "python tests/models/stationarity/reference.py",
            "statsmodels": statsmodels.__version__,
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
        "cases": cases,
    },
    sys.stdout,
)
