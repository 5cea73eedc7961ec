"""The same job in pandas: CSV, gz, to daily P95, maximum, mean and count of each server and metric.

python3 -m venv /tmp/ingest-peer && /tmp/ingest-peer/bin/pip install pandas==2.3.3
"""

import sys

import pandas as pd

source, target = sys.argv[1:]
samples = pd.read_csv(source, parse_dates=["timestamp"])
samples["date"] = samples["timestamp"].dt.floor("D")
days = samples.groupby(["server_id", "metric", "date"])["value"]
daily = pd.DataFrame(
    {"p95": days.quantile(0.95), "max": days.max(), "mean": days.mean(), "samples": days.count()}
)
daily.to_csv(target)
