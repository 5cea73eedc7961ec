"""Fits the cases with the original Prophet and writes what it says as JSON to standard output.

    python -m venv /tmp/judge && /tmp/judge/bin/pip install prophet==1.5.0 scipy==1.17.1
    node_modules/.bin/deno run --allow-read=. tests/models/prophet/inputs.ts |
        /tmp/judge/bin/python tests/models/prophet/reference.py > tests/models/prophet/reference.json
    node_modules/.bin/deno fmt tests/models/prophet/reference.json

Stan's optimiser stops early: the prior of the changes of slope has a kink at 0, where its line search gets stuck. So
each case is also climbed to the top of the same posterior, with the changes of slope split into a rising and a
falling part, both at least 0, which has no kink (L-BFGS-B of SciPy). "prophet" is what Prophet says as it is,
"optimum" what its own predict says of the top.
"""

import json
import sys

import numpy as np
import pandas as pd
import prophet
import scipy
from scipy.optimize import minimize


def dates(steps, hourly):
    return pd.to_datetime(pd.Series(steps), unit="h" if hourly else "D", origin="unix")


def frame(case, steps):
    made = pd.DataFrame({"ds": dates(steps, case["hourly"])})
    if case["cap"] is not None:
        made["cap"] = case["cap"]
        made["floor"] = 0.0
    known = case["regressors"]
    if known is not None:
        for name, column in zip(known["names"], known["columns"]):
            made[name] = [column[int(step) - known["start"]] for step in steps]
    return made


def unfitted(case):
    model = prophet.Prophet(
        growth="linear" if case["cap"] is None else "logistic",
        seasonality_mode=case["effects"],
        uncertainty_samples=0,
    )
    if case["regressors"] is not None:
        for name in case["regressors"]["names"]:
            model.add_regressor(name)
    return model


def history(case):
    present = [i for i, value in enumerate(case["values"]) if value is not None]
    made = frame(case, [case["start"] + i for i in present])
    made["y"] = [case["values"][i] for i in present]
    return made


class Posterior:
    """Minus the log posterior of prophet.stan and its slope, at (k, m, rises, falls, beta, log sigma)."""

    def __init__(self, data):
        self.t, self.y, self.cap = (np.asarray(data[name], float) for name in ("t", "y", "cap"))
        self.X = np.asarray(data["X"], float)
        self.scales = np.asarray(data["sigmas"], float)
        self.scaling = np.asarray(data["s_m"], float).any()
        self.logistic = data["trend_indicator"] == 1
        changes = np.asarray(data["t_change"], float)
        self.bends = np.maximum(0, self.t[:, None] - changes[None, :])
        self.tau = float(data["tau"])
        self.S = len(changes)

    def split(self, at):
        S = self.S
        return at[0], at[1], at[2 : 2 + S], at[2 + S : 2 + 2 * S], at[2 + 2 * S : -1], at[-1]

    def __call__(self, at):
        k, m, rises, falls, beta, log_sigma = self.split(at)
        predictor = self.bends @ (rises - falls) + (k * (self.t - m) if self.logistic else k * self.t + m)
        share = 1 / (1 + np.exp(-predictor))
        trend = self.cap * share if self.logistic else predictor
        steepness = self.cap * share * (1 - share) if self.logistic else np.ones_like(trend)
        effects = self.X @ beta
        mean = trend * (1 + effects) if self.scaling else trend + effects
        sigma = np.exp(log_sigma)
        left = self.y - mean
        cost = (
            len(self.y) * log_sigma
            + left @ left / (2 * sigma**2)
            + 2 * sigma**2
            + (k**2 + m**2) / 50
            + (rises.sum() + falls.sum()) / self.tau
            + (beta**2 / self.scales**2).sum() / 2
        )
        pull = -left / sigma**2
        by_trend = pull * steepness * ((1 + effects) if self.scaling else 1)
        by_change = self.bends.T @ by_trend
        slope = np.concatenate(
            [
                [by_trend @ ((self.t - m) if self.logistic else self.t) + k / 25],
                [(-k if self.logistic else 1) * by_trend.sum() + m / 25],
                by_change + 1 / self.tau,
                -by_change + 1 / self.tau,
                self.X.T @ (pull * (trend if self.scaling else 1)) + beta / self.scales**2,
                [len(self.y) - left @ left / sigma**2 + 4 * sigma**2],
            ]
        )
        return cost, slope


def climbed(case, params):
    """The parameters at the top of the posterior, and its height."""
    data = unfitted(case).preprocess(history(case))
    posterior = Posterior({name: getattr(data, name) for name in data.__dataclass_fields__})
    k, m, sigma = (params[name][0][0] for name in ("k", "m", "sigma_obs"))
    delta, beta = params["delta"][0], params["beta"][0]
    at = np.concatenate([[k, m], np.maximum(0, delta), np.maximum(0, -delta), beta, [np.log(sigma)]])
    S = posterior.S
    bounds = [(None, None)] * 2 + [(0, None)] * (2 * S) + [(None, None)] * (len(beta) + 1)
    for _ in range(20):
        top = minimize(
            posterior,
            at,
            jac=True,
            method="L-BFGS-B",
            bounds=bounds,
            options={"maxiter": 20000, "maxfun": 100000, "maxcor": 50, "ftol": 1e-16, "gtol": 1e-9},
        )
        at = top.x
    k, m, rises, falls, beta, log_sigma = posterior.split(at)
    found = {"k": k, "m": m, "delta": rises - falls, "beta": beta, "sigma_obs": np.exp(log_sigma)}
    return {name: np.atleast_2d(value) for name, value in found.items()}, -top.fun


def said(model, case, log_posterior):
    forecast = model.predict(frame(case, case["steps"])).sort_values("ds")
    return {
        "log_posterior": float(log_posterior),
        "yhat": [float(f"{value:.8g}") for value in forecast["yhat"]],
        "trend": [float(f"{value:.8g}") for value in forecast["trend"]],
    }


def reference(case):
    model = unfitted(case).fit(history(case), seed=1)
    as_is = said(model, case, model.params["lp__"][0][0])
    top, height = climbed(case, model.params)
    model.params.update(top)
    return {
        "name": case["name"],
        "steps": [int(step) for step in case["steps"]],
        "prophet": as_is,
        "optimum": said(model, case, height),
    }


print(
    json.dumps(
        {
            "made_by": f"prophet {prophet.__version__}, scipy {scipy.__version__}; command in reference.py",
            "cases": [reference(case) for case in json.load(sys.stdin)],
        }
    )
)
