"""Verdicts against pairs that others have built, and pairs that cannot be built."""

import csv
from pathlib import Path

import pytest
from sketch import CATALOG

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"


def rows(name):
    path = REAL / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside this checkout")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_impossible_pair_is_refused():
    verdicts = {
        (row["source"], row["target"]): CATALOG.verdict(row["source"], row["target"]).verdict
        for row in rows("impossible.tsv")
        if row["still_impossible_on_coarse_ids"] == "yes"
    }

    assert {pair for pair, verdict in verdicts.items() if verdict != "not-possible"} == set()


def test_no_declared_pair_is_refused():
    pairs = {(row["source"], row["target"]) for row in rows("edges.tsv") if row["tier"] == "declared"}

    assert {pair for pair in pairs if CATALOG.verdict(*pair).verdict == "not-possible"} == set()
