"""Plots what each activity gets, last year and this: python docs/examples/budgets.py BASE PICTURE

Needs pandas (pip install pandas); matplotlib comes with the bot.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import matplotlib as mpl
import pandas as pd

mpl.use("agg")

QUERY = """
    select subject_name as activity, max(budget_before) as "2022", max(budget) as "2023" from budget_lines
    where subject_kind = 'activity' and item is null and year = 2023 group by subject
"""


def plot(base: Path, picture: Path) -> pd.DataFrame:
    """Writes the picture; returns what it shows, in millions of TL."""
    with closing(sqlite3.connect(f"{base.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        budgets = pd.read_sql_query(QUERY, connection, index_col="activity") / 1e6
    budgets = budgets.sort_values("2023")
    axes = budgets.plot.barh(figsize=(10, 6), xlabel="milyon TL", ylabel="")
    axes.figure.savefig(picture, bbox_inches="tight")
    return budgets


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Usage: python docs/examples/budgets.py BASE PICTURE")
    print(plot(Path(sys.argv[1]), Path(sys.argv[2])).iloc[::-1].round(1).to_string())
