"""The command line as a process would see it: what it prints, and its exit code."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.cli import run

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = ("call-recordings", "sentiment-dashboard")


@pytest.fixture
def calls(tmp_path):
    path = tmp_path / "calls.archex.yaml"
    assert run(["template", "new", "call-recordings", "-o", str(path)]) == 0
    return path


def out_of(capsys, *arguments, code=0):
    capsys.readouterr()
    assert run([str(argument) for argument in arguments]) == code
    return capsys.readouterr().out


def json_of(capsys, *arguments, code=0):
    return json.loads(out_of(capsys, *arguments, "--format", "json", code=code))


def test_check_answers_in_the_promised_shape(capsys, calls):
    answer = json_of(capsys, "check", calls)

    assert answer["schema_version"] == 1
    for finding in answer["findings"]:
        assert finding.keys() >= {"rule", "severity", "message", "nodes", "connections", "source"}
        assert finding["severity"] in {"error", "warning", "advice"}
        assert "https://" in finding["source"]


def test_check_fails_at_the_level_asked_for(capsys, calls):
    text = calls.read_text().replace("service: athena", "service: elastic-inference")
    calls.write_text(text)

    out_of(capsys, "check", calls, code=1)
    out_of(capsys, "check", calls, "--fail-on", "never", code=0)


def test_check_takes_many_files_and_standard_input(capsys, calls, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(calls.read_bytes())))

    answer = json_of(capsys, "check", calls, "-")

    assert {finding["file"] for finding in answer["findings"]} == {str(calls), "-"}


def test_github_annotations_cannot_be_forged_by_a_label(capsys, calls):
    calls.write_text(calls.read_text().replace("label: Insights", 'label: "x\\n::set-env name=A::b"'))

    lines = out_of(capsys, "check", calls, "--format", "github").splitlines()

    assert lines
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)


def test_cost_adds_up_in_the_promised_shape(capsys, calls):
    answer = json_of(capsys, "cost", calls)

    keys = {
        "node",
        "dimension",
        "quantity",
        "unit",
        "unit_price",
        "usd",
        "low",
        "high",
        "region",
        "as_of",
        "source",
        "confidence",
    }
    assert all(line.keys() >= keys for line in answer["lines"])
    assert answer["total"] == pytest.approx(sum(line["usd"] for line in answer["lines"]))
    assert answer["low"] <= answer["total"] <= answer["high"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_bill_of_each_template_is_as_judged(capsys, tmp_path, template):
    """To accept a new bill after reading it: ARCHEX_REWRITE_GOLDEN=1."""
    path = tmp_path / "design.archex.yaml"
    run(["template", "new", template, "-o", str(path)])
    bill = out_of(capsys, "cost", path, "--format", "markdown")
    golden = GOLDEN / f"{template}.cost.md"
    if os.environ.get("ARCHEX_REWRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(bill, encoding="utf-8")

    assert bill == golden.read_text(encoding="utf-8")


def test_csv_has_no_cell_that_a_spreadsheet_would_run(capsys, calls):
    calls.write_text(calls.read_text().replace("  dashboard:\n", "  dashboard:\n    group: '=1+1'\n", 1))

    rows = list(csv.reader(io.StringIO(out_of(capsys, "cost", calls, "--format", "csv"))))

    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]


def test_flow_gives_every_quantity_with_its_unit(capsys, calls):
    answer = json_of(capsys, "flow", calls)

    seconds = answer["nodes"]["speech-to-text"]["quantities"]["audio_seconds"]
    assert (seconds["expected"], seconds["unit"][:1]) == (48_000_000, "s")
    along = answer["connections"]["speech-to-text-to-transcripts"]["text"]
    assert along["items_per_month"]["expected"] == 200_000


def test_flow_ranks_the_limits_and_times_the_paths(capsys, calls):
    answer = json_of(capsys, "flow", calls)

    multiples = [limit["breaks_at_multiple"] for limit in answer["limits"]]
    assert multiples == sorted(multiples)
    assert answer["limits"][0].keys() >= {"node", "name", "used", "allowed", "unit", "adjustable", "source"}
    assert {None} == {limit["breaks_at_multiple"] for limit in answer["load_independent_limits"]}
    slowest = answer["latency"]["slowest_path"]
    assert slowest["high_s"] == pytest.approx(sum(step["high_s"] for step in slowest["steps"]))
    assert answer["latency"]["nodes"].keys() == answer["nodes"].keys()


def test_flow_ends_with_what_breaks_first_and_the_slowest_path(capsys, calls):
    quantities, _, rest = out_of(capsys, "flow", calls).partition("first to break")
    limits, _, path = rest.partition("slowest path")

    assert "speech-to-text" in quantities
    assert limits.index("Concurrent batch jobs") < limits.index("State transitions")
    assert path.splitlines()[-1].startswith("The slowest path takes ")


def test_convert_to_json_keeps_the_contract(capsys, calls):
    answer = json.loads(out_of(capsys, "convert", calls, "--to", "json", "-o", "-"))

    assert len(answer["nodes"]) == 12
    assert all(node.keys() >= {"id", "service", "label", "settings", "x", "y"} for node in answer["nodes"])
    assert all(link.keys() >= {"id", "source", "target", "mechanism"} for link in answer["connections"])
    assert answer["region"] == "us-east-1"
    assert "groups" in answer


def test_export_takes_official_icons_from_a_folder_and_says_for_how_many(capsys, calls, tmp_path):
    icons, picture = tmp_path / "icons", tmp_path / "calls.svg"
    icons.mkdir()
    square = '<svg viewBox="0 0 64 64"><rect width="64" height="64" fill="#2a6f97"/></svg>'
    (icons / "Arch_Amazon-Simple-Storage-Service_48.svg").write_text(square)
    (icons / "Arch_Amazon-Transcribe_48.svg").write_text("<svg viewBox='0 0 64 64'><use/></svg>")
    assert run(["export", str(calls), "-o", str(picture), "--icons", str(icons)]) == 0
    said = capsys.readouterr().err

    assert "#2a6f97" in picture.read_text()
    assert "official icons for 1 of " in said
    assert "refused 1: Arch_Amazon-Transcribe_48.svg uses <use>" in said


def test_export_names_a_folder_of_icons_that_is_not_there(capsys, calls, tmp_path):
    assert run(["export", str(calls), "-o", str(tmp_path / "a.svg"), "--icons", str(tmp_path / "no")]) == 3
    assert "cannot be read as a folder of icons" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf", "drawio", "mmd", "json"])
def test_export_writes_each_format_and_the_same_bytes_twice(capsys, calls, tmp_path, suffix):
    first, second = tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix}"
    for path in (first, second):
        out_of(capsys, "export", calls, "-o", path)

    assert first.stat().st_size > 500
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("pair", "verdict"),
    [("s3 lambda", "possible"), ("sqs s3", "not-possible"), ("quicksight iot-device", "not-known")],
)
def test_path_gives_the_verdict_with_receipts(capsys, pair, verdict):
    answer = json_of(capsys, "catalog", "path", *pair.split())

    assert answer["verdict"] == verdict
    for entry in answer["integrations"]:
        assert entry.keys() >= {"mechanism", "direction", "carries", "constraints", "source", "confidence"}


def test_path_answers_a_batch_in_one_run(capsys, tmp_path):
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("s3\tlambda\nsqs\ts3\n\nno-such\tlambda\n")

    answer = json_of(capsys, "catalog", "path", "--batch", pairs)

    assert [pair["verdict"] for pair in answer["pairs"]] == ["possible", "not-possible", "not-known"]


def test_lists_are_arrays_in_the_promised_shape(capsys):
    assert all(
        e.keys() >= {"id", "name", "kind", "layer", "draggable", "lifecycle", "aliases"}
        for e in json_of(capsys, "catalog", "list")
    )
    assert json_of(capsys, "catalog", "search", "A2I")[0]["id"] == "augmented-ai"
    assert all(e.keys() >= {"id", "title", "severity", "source"} for e in json_of(capsys, "rules", "list"))
    assert {e["id"] for e in json_of(capsys, "template", "list")} >= set(TEMPLATES)


def test_show_tells_facts_with_their_sources(capsys):
    text = out_of(capsys, "catalog", "show", "lambda")

    assert "Sends to" in text
    assert "[AWS Lambda" in text
    assert out_of(capsys, "rules", "show", "w2105").startswith("W2105")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["chek"], 2, "Did you mean 'check'?"),
        (["check"], 2, "Missing argument"),
        (["check", "nothing.archex.yaml"], 3, "does not exist"),
        (["check", "."], 3, "is a folder"),
        (["catalog", "show", "lamda"], 2, "lambda"),
        (["export", "{calls}", "-o", "x.docx"], 2, "does not tell a format"),
        (["export", "{calls}", "-o", "/nowhere/at/all.svg"], 4, "could not be written"),
        (["convert", "{calls}", "-o", "-"], 2, "--to is needed"),
        (["template", "new", "nothing"], 2, "there is no template"),
        (["rules", "show", "X9"], 2, "there is no rule"),
    ],
)
def test_mistakes_get_a_sentence_and_their_exit_code(capsys, calls, arguments, code, said):
    assert run([argument.format(calls=calls) for argument in arguments]) == code
    captured = capsys.readouterr()

    assert said in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("verb", ["check", "cost", "flow"])
def test_an_unknown_service_is_told_with_file_line_and_the_name_that_was_meant(capsys, calls, verb):
    calls.write_text(calls.read_text().replace("service: athena", "service: athina"))
    before = calls.read_bytes()
    line = before.decode().splitlines().index("    service: athina") + 1

    assert run([verb, str(calls)]) == 3
    told = capsys.readouterr().err
    assert told.startswith(
        f"archex: {calls}:{line}: the service 'athina' of node 'queries' is not in the catalog"
    )
    assert "athena" in told
    assert told.count("\n") == 1
    assert calls.read_bytes() == before


def test_a_broken_design_names_file_and_line_and_changes_nothing(capsys, tmp_path):
    path = tmp_path / "broken.archex.yaml"
    path.write_text("archex: 1\nnodes:\n  a:\n    service: s3\n   label: x\n")
    before = path.read_bytes()

    assert run(["check", str(path)]) == 3
    assert f"{path}:5: is not valid YAML" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["broken.archex.yaml"]


def test_it_runs_with_no_home_no_display_and_from_a_hostile_folder(tmp_path):
    """Neither a read-only home nor a module of the same name in the working directory may matter."""
    (tmp_path / "yaml.py").write_text("raise SystemExit('imported the wrong yaml')")
    (tmp_path / "msgspec.py").write_text("raise SystemExit('imported the wrong msgspec')")
    path = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "XDG_CACHE_HOME": "/dev/null/x"}
    command = [sys.executable, "-P", "-m", "explorer", "catalog", "path", "s3", "lambda"]

    done = subprocess.run(command, cwd=tmp_path, env=path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("possible")


def test_checking_imports_neither_the_toolkit_nor_the_heavy_numerics():
    code = (
        "import sys; from explorer.cli import run; run(['template', 'list']);"
        "run(['check', '-q', str(__import__('explorer.app.templates').app.templates.template('call-recordings').path)]);"
        "print(sorted({'PySide6', 'numpy', 'networkx', 'pyqtgraph', 'reportlab', 'resvg_py'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
