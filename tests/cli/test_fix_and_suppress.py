"""``archex fix`` and ``archex suppress``: what they write, where, and what they tell."""

import json

import pytest

from explorer.cli import run


@pytest.fixture
def calls(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "calls.archex.yaml"
    run(["template", "new", "call-recordings", "-o", str(path)])
    return path


def test_a_fix_goes_to_the_new_file_and_is_told_with_its_cost(capsys, calls, tmp_path):
    before = calls.read_bytes()

    assert run(["fix", "calls.archex.yaml", "I5004", "-o", "better.archex.yaml", "--format", "json"]) == 0

    told = capsys.readouterr()
    (fix,) = json.loads(told.out)["fixes"]
    assert (fix["rule"], fix["applied"], round(fix["usd_before"], 2), round(fix["usd_after"], 2)) == (
        "I5004",
        True,
        23434.34,
        25354.34,
    )
    assert "1 fix applied; 23,434.34 → 25,354.34 USD a month" in told.err
    assert before == calls.read_bytes()
    assert "pii_redaction: true" in (tmp_path / "better.archex.yaml").read_text()


def test_a_dry_run_writes_nothing(capsys, calls, tmp_path):
    before = calls.read_bytes()

    assert run(["fix", "calls.archex.yaml", "I", "--dry-run"]) == 0

    assert "nothing was written" in capsys.readouterr().err
    assert before == calls.read_bytes()
    assert [calls] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "where", [(), ("-o", "calls.archex.yaml"), ("-o", "x.png"), ("-o", "x.archex.yaml", "--dry-run")]
)
def test_the_input_is_written_over_only_when_asked(calls, where):
    before = calls.read_bytes()

    assert run(["fix", "calls.archex.yaml", "I", *where]) == 2
    assert before == calls.read_bytes()
    assert run(["fix", "calls.archex.yaml", "I", "--in-place", "-q"]) == 0
    assert before != calls.read_bytes()


def test_advice_is_taken_only_where_it_is_named(capsys, calls):
    assert run(["fix", "calls.archex.yaml", "--dry-run"]) == 0

    assert capsys.readouterr().out == "Nothing to fix.\n"


def test_the_design_on_standard_output_is_not_mixed_with_words(capsys, calls):
    capsys.readouterr()
    assert run(["fix", "calls.archex.yaml", "I5004", "-o", "-"]) == 0

    told = capsys.readouterr()
    assert told.out.startswith("archex: ")
    assert "I5004" in told.err


def test_a_suppression_is_written_with_its_reason_and_taken_back(capsys, calls):
    before = calls.read_bytes()
    command = ["suppress", "calls.archex.yaml", "i7003", "--at", "insights", "--in-place"]

    assert run([*command, "--reason", "small on purpose", "--source", "https://example.org/why"]) == 0
    assert "1 finding suppressed" in capsys.readouterr().err
    assert "    reason: small on purpose\n" in calls.read_text()
    run(["check", "calls.archex.yaml"])
    assert "pieces of advice; 1 suppressed" in capsys.readouterr().err
    assert run([*command, "--take-back"]) == 0
    assert "1 finding told again" in capsys.readouterr().err
    assert before == calls.read_bytes()
    assert run([*command, "--take-back"]) == 2


def test_a_suppression_without_a_reason_is_refused_and_nothing_is_written(capsys, calls):
    before = calls.read_bytes()

    assert run(["suppress", "calls.archex.yaml", "I7003", "--in-place"]) == 2
    assert "needs a reason" in capsys.readouterr().err
    assert before == calls.read_bytes()


def test_a_rule_is_shown_with_its_examples_and_how_to_suppress_it(capsys):
    assert run(["rules", "show", "w2105"]) == 0
    text = capsys.readouterr().out
    assert "Finds something here:\n  q: sqs" in text
    assert "archex suppress FILE W2105 --at ID" in text

    assert run(["rules", "show", "w2105", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["id"], record["page"]) == ("W2105", "rules.md#w2105")
    assert record["fails"] != record["passes"]
