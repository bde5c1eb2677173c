"""``archex flow``: the week, failures, promises, and Markdown."""

import csv
import io
import json

import pytest

from explorer.cli import run

DESIGN = """archex: 1
nodes:
  topic: {service: sns}
  work: {service: lambda}
  kept: {service: dynamodb}
connections:
  tell: {from: topic, to: work, mechanism: subscription, fails: 0.5}
  keep: {from: work, to: kept, mechanism: sdk-call}
workloads:
  topic: {kind: events, items_per_month: 1000, item_kb: 1, shape: office-hours}
"""


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "x.archex.yaml"
    made.write_text(DESIGN)
    return made


def out_of(capsys, *arguments):
    assert run([*map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_the_week_is_given_hour_by_hour(capsys, file):
    answer = json.loads(out_of(capsys, "flow", file, "--format", "json"))

    hours = answer["week"]["items_per_s"]["kept"]
    assert len(hours) == 168
    assert hours.index(max(hours)) == 10
    assert answer["connections"]["keep"]["records"]["items_per_month"]["expected"] == pytest.approx(
        sum(hours) / 168 * 730 * 3600, rel=1e-4
    )


def test_what_fails_is_given_with_the_rule_for_it(capsys, file):
    answer = json.loads(out_of(capsys, "flow", file, "--format", "json"))

    assert list(answer["retries"]) == ["tell"]
    tell = answer["retries"]["tell"]
    assert tell["attempts_per_item"]["expected"] == 1.75
    assert tell["extra_items_per_month"]["expected"] == pytest.approx(750)
    assert tell["failed_items_per_month"]["expected"] == pytest.approx(125)
    assert tell["rule"]["id"] == "lambda-asynchronous"
    assert answer["nodes"]["work"]["quantities"]["invocations"]["expected"] == pytest.approx(1750)


def test_what_the_services_promise_is_given_with_its_source(capsys, file):
    answer = json.loads(out_of(capsys, "flow", file, "--format", "json"))

    (path,) = answer["availability"]["paths"]
    assert path["nodes"] == ["topic", "work", "kept"]
    assert path["percent"] == pytest.approx(99.9 * 0.9995 * 0.9999)
    assert (path["at_most"], path["unknown"]) == (False, [])
    assert path["down_minutes_per_month"] == pytest.approx((1 - path["percent"] / 100) * 43_800)
    assert answer["availability"]["nodes"]["work"]["source"].endswith("https://aws.amazon.com/lambda/sla/")


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_people_are_told_the_same(capsys, file, format_):
    said = out_of(capsys, "flow", file, "--format", format_)

    assert "Mon 10:00" in said
    assert "Lambda runs an event twice more" in said
    assert said.rstrip().endswith("Its services promise 99.84 % of a month (all but 70.1 min).")


def test_markdown_is_tables_parted_by_empty_lines(capsys, file):
    blocks = out_of(capsys, "flow", file, "--format", "markdown").strip().split("\n\n")

    assert [block.startswith("| ") for block in blocks] == [True, False, True, True, True, True, False]


def test_without_a_week_of_its_own_nothing_is_said_of_one(capsys, file):
    file.write_text(DESIGN.replace(", shape: office-hours", ", peak_ratio: 3").replace(", fails: 0.5", ""))

    answer = json.loads(out_of(capsys, "flow", file, "--format", "json"))
    said = out_of(capsys, "flow", file)

    assert (answer["week"]["items_per_s"]["kept"], answer["retries"]) == (None, {})
    assert "busiest hour" not in said
    assert "fails along" not in said


def test_comma_separated_values_hold_the_limits_with_their_multiple_source_and_date(capsys, tmp_path):
    path = tmp_path / "calls.archex.yaml"
    assert run(["template", "new", "call-recordings", "-o", str(path)]) == 0
    capsys.readouterr()
    assert run(["flow", str(path), "--format", "csv"]) == 0
    rows = [row for row in csv.DictReader(io.StringIO(capsys.readouterr().out)) if row["what"] == "limit"]

    assert any(row["breaks at multiple"] for row in rows)
    for row in rows:
        assert row["allowed"]
        assert row["adjustable"] in {"yes", "no"}
        assert "https://" in row["source"]
        assert row["as of"] >= "2026"
