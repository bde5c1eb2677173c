"""``archex size``: what it prints and writes."""

import csv
import io
import json

import pytest

from explorer.cli import run

DESIGN = """\
archex: 1
nodes:
  in: {service: client, x: 0, y: 0}
  stream:
    service: kinesis-data-streams
    label: Orders
    settings: {shards: 1}
    x: 200
    y: 0
connections:
  feed: {source: in, target: stream, mechanism: sdk-call}
workloads:
  in: {kind: records, items_per_s: 5200, item_kb: 1}
"""


@pytest.fixture
def design(tmp_path):
    path = tmp_path / "orders.archex.yaml"
    path.write_text(DESIGN)
    return path


def _run(capsys, *arguments, code=0):
    capsys.readouterr()

    assert run(["size", *map(str, arguments)]) == code

    return capsys.readouterr()


def test_the_table_says_what_is_needed_why_and_for_how_much(capsys, design):
    text = _run(capsys, design).out

    assert "Orders" in text
    assert "peak input 5,200 record/s, 1,000 record/s each, used to 70 %" in " ".join(text.split())
    assert "it changes a month's bill by +76.65 USD" in text


def test_growth_is_told(capsys, design):
    text = _run(capsys, design, "--growth", 3, "--format", "markdown").out

    assert text.startswith("| node |")
    assert "3 of today's load" in text


def test_json_and_csv_hold_the_same_with_sources_and_dates(capsys, design):
    (record,) = json.loads(_run(capsys, design, "--format", "json").out)["proposals"]
    (row,) = csv.DictReader(io.StringIO(_run(capsys, design, "--format", "csv").out))

    assert (record["node"], record["setting"], record["now"], record["proposed"]) == (
        "stream",
        "shards",
        1,
        8,
    )
    assert record["source"].startswith("Amazon Kinesis")
    assert record["as_of"] >= "2026"
    assert record.keys() == row.keys()
    assert float(row["usd_more"]) == record["usd_more"] == pytest.approx(7 * 0.015 * 730)


def test_apply_writes_the_sized_design_and_talks_on_standard_error(capsys, design, tmp_path):
    sized = tmp_path / "sized.archex.yaml"
    told = _run(capsys, design, "--apply", "-o", sized)

    assert told.out == ""
    assert "Shards" in told.err
    assert "shards: 8" in sized.read_text()
    assert _run(capsys, sized).out == "Every setting fits the load.\n"
    assert design.read_text() == DESIGN


def test_apply_does_not_write_over_what_it_reads(capsys, design):
    assert "is the file that is read" in _run(capsys, design, "--apply", "-o", design, code=2).err


def test_a_growth_of_nothing_is_a_mistake(capsys, design):
    assert "--growth" in _run(capsys, design, "--growth", 0, code=2).err
