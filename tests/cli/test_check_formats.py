"""``archex check`` in CI: its reports for machines, the choice of rules, and a project's settings."""

import json
import re
import xml.etree.ElementTree as ET
from importlib.metadata import version

import msgspec
import pytest
import yaml
from sarif_form import Log

from explorer.cli import run
from explorer.cli.reports import Checked, Checkup, report, report_names
from explorer.rules import Finding, rules

LEVELS = {"error", "warning", "note"}
REPORTS = ("table", "csv", "github", "json", "junit", "markdown", "sarif")


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """A design with findings of every severity, in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "my calls.archex.yaml"
    run(["template", "new", "call-recordings", "-o", str(path)])
    path.write_text(path.read_text().replace("service: athena", "service: elastic-inference"))
    return path


def out_of(capsys, *arguments, code=0):
    capsys.readouterr()
    assert run([str(argument) for argument in arguments]) == code
    return capsys.readouterr().out


def sarif_of(capsys, path, *arguments):
    return json.loads(out_of(capsys, "check", path, "--format", "sarif", "--exit-zero", *arguments))["runs"][
        0
    ]


def rules_found(capsys, path, *arguments):
    answer = json.loads(out_of(capsys, "check", path, "--format", "json", "--exit-zero", *arguments))
    return {finding["rule"] for finding in answer["findings"]}


def many(count, severity="error"):
    rule = next(rule for rule in rules().values() if rule.severity == severity)
    found = (Finding("x", nodes=(f"n{n}",), rule=rule.id, severity=severity) for n in range(count))
    return Checked("big.archex.yaml", tuple(found), {}), rule


def test_the_folder_is_the_list_of_formats():
    assert report_names() == REPORTS


def test_sarif_keeps_the_essential_constraints_of_its_schema(capsys, calls):
    log = json.loads(out_of(capsys, "check", calls, "--format", "sarif", code=1))

    assert log.keys() == {"$schema", "version", "runs"}
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    driver = log["runs"][0]["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("archex", version("archex"))
    assert [rule["id"] for rule in driver["rules"]] == list(rules())
    for rule in driver["rules"]:
        assert rule["name"].isalnum()
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"] == rules()[rule["id"]].why
        assert rule["helpUri"].startswith("https://")
        assert rule["defaultConfiguration"]["level"] in LEVELS
    results = log["runs"][0]["results"]
    assert {result["level"] for result in results} == LEVELS
    for result in results:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "my%20calls.archex.yaml"
        assert place["artifactLocation"]["uriBaseId"] in log["runs"][0]["originalUriBaseIds"]
        assert place["region"]["startLine"] >= 1
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())


def test_a_result_points_at_the_line_of_its_node(capsys, calls):
    lines = calls.read_text().splitlines()

    pointed = 0
    for result in sarif_of(capsys, calls)["results"]:
        for place in result["locations"][0].get("logicalLocations", [])[:1]:
            line = result["locations"][0]["physicalLocation"]["region"]["startLine"]
            assert lines[line - 1].strip() == f"{place['name']}:"
            pointed += 1
    assert pointed


def test_fingerprints_tell_results_apart_and_outlive_edits_elsewhere(capsys, calls):
    def prints():
        return [
            result["partialFingerprints"]["archexPlaces/v1"] for result in sarif_of(capsys, calls)["results"]
        ]

    before = prints()
    calls.write_text("# a remark\n\n" + calls.read_text().replace("label: Insights", "label: Other"))

    assert len(before) == len(set(before))
    assert before == prints()


def test_fingerprints_outlive_moved_nodes_and_an_unrelated_node(capsys, calls):
    def prints():
        return {
            (result["ruleId"], result["message"]["text"]): result["partialFingerprints"]
            for result in sarif_of(capsys, calls)["results"]
        }

    before = prints()
    text = re.sub(
        r"^    ([xy]): (-?\d+)",
        lambda at: f"    {at[1]}: {int(at[2]) + 160}",
        calls.read_text(),
        flags=re.MULTILINE,
    )
    calls.write_text(
        text.replace("nodes:\n", "nodes:\n  aaa-unrelated:\n    service: sns\n    x: 0\n    y: 0\n", 1)
    )
    after = prints()

    assert before.items() <= after.items()
    assert before


def test_suppressed_findings_are_in_sarif_with_their_answer_unless_left_out(capsys, calls):
    before = {result["ruleId"]: result for result in sarif_of(capsys, calls)["results"]}
    text = calls.read_text()
    calls.write_text(f"{text}suppressions:\n  known:\n    rule: I8001\n    reason: alarms are elsewhere\n")
    after = {result["ruleId"]: result for result in sarif_of(capsys, calls)["results"]}

    answer = {"kind": "inSource", "status": "accepted", "justification": "alarms are elsewhere"}
    assert after["I8001"]["suppressions"] == [answer]
    assert after["I8001"]["partialFingerprints"] == before["I8001"]["partialFingerprints"]
    assert [rule for rule, one in after.items() if one["suppressions"] and rule != "I8001"] == []
    left = sarif_of(capsys, calls, "--no-suppressed")["results"]
    assert "I8001" not in {result["ruleId"] for result in left}
    assert (
        json.loads(out_of(capsys, "check", calls, "--format", "json", "--exit-zero", "--no-suppressed"))[
            "suppressed"
        ]
        == []
    )


def test_sarif_has_the_form_that_its_standard_prescribes(capsys, calls):
    text = calls.read_text()
    calls.write_text(f"{text}suppressions:\n  known:\n    rule: I8001\n    reason: alarms are elsewhere\n")
    log = msgspec.json.decode(out_of(capsys, "check", calls, "--format", "sarif", "--exit-zero"), type=Log)

    (run_,) = log.runs
    assert run_.results
    assert any(result.related_locations for result in run_.results)
    assert any(result.suppressions for result in run_.results)


def test_sarif_lists_the_worst_of_too_many_and_says_so():
    few, advice = many(1, "advice")
    errors, error = many(25_000)
    text = report("sarif")(Checkup((few, errors), (error, advice)))

    run_ = json.loads(text)["runs"][0]
    assert len(run_["results"]) == 25_000
    assert {result["level"] for result in run_["results"]} == {"error"}
    assert "25,001" in run_["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_a_label_cannot_pass_for_a_link_in_sarif():
    rule = rules()["E1001"]
    forged = Checked("a", (Finding("[see](https://bad.example)", rule=rule.id),), {})

    text = report("sarif")(Checkup((forged,), (rule,)))

    assert "](" not in json.loads(text)["runs"][0]["results"][0]["message"]["text"]


def test_junit_has_a_suite_per_file_and_a_case_per_rule(capsys, calls):
    text = out_of(capsys, "check", calls, calls, "--format", "junit", code=1)

    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert [int(suite.get("tests")) for suite in root] == [len(rules())] * 2
    for suite in root:
        failing = {case.get("name").split()[0] for case in suite if case.find("failure") is not None}
        assert failing == rules_found(capsys, calls)
        assert int(suite.get("failures")) == len(failing)


JUNIT = {
    "testsuites": {"name", "tests", "failures", "errors", "disabled", "time"},
    "testsuite": {
        "name",
        "tests",
        "failures",
        "errors",
        "skipped",
        "disabled",
        "time",
        "timestamp",
        "hostname",
        "id",
        "package",
    },
    "testcase": {"name", "classname", "time", "assertions", "status", "file", "line"},
    "failure": {"type", "message"},
}
"""Elements and attributes of the common JUnit schema, as Jenkins reads it; ``name`` and the counts are required."""
INSIDE = {"testsuites": {"testsuite"}, "testsuite": {"testcase"}, "testcase": {"failure"}, "failure": set()}


def test_junit_has_the_form_that_readers_share(capsys, calls):
    root = ET.fromstring(out_of(capsys, "check", calls, "--format", "junit", code=1))  # noqa: S314 - our own text

    assert root.tag == "testsuites"
    for element in root.iter():
        assert element.attrib.keys() <= JUNIT[element.tag]
        assert {child.tag for child in element} <= INSIDE[element.tag]
        assert element.get("name") or element.tag == "failure"
    for suite in (root, *root):
        cases = list(suite.iter("testcase"))
        failed = [case for case in cases if case.find("failure") is not None]
        assert [suite.get(key) for key in ("tests", "failures", "errors")] == [
            str(len(cases)),
            str(len(failed)),
            "0",
        ]
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names))
    assert all(failure.get("message") and failure.get("type") for failure in root.iter("failure"))


def test_junit_stays_xml_whatever_a_message_holds():
    rule = rules()["E1001"]
    nasty = 'a<b>&"\x00\ud800\ufffe]]>'
    text = report("junit")(Checkup((Checked("a", (Finding(nasty, rule=rule.id),), {}),), (rule,)))

    message = ET.fromstring(text).find(".//failure").get("message")  # noqa: S314 - our own text
    assert message.startswith('a<b>&"')


@pytest.mark.parametrize("severity", ["error", "warning", "advice"])
def test_github_gets_ten_of_a_level_and_a_line_about_the_rest(severity):
    checked, rule = many(25, severity)

    lines = report("github")(Checkup((checked,), (rule,))).splitlines()

    shown = [line for line in lines if "file=" in line]
    assert max(sum(line.startswith(f"::{level} ") for line in lines) for level in LEVELS | {"notice"}) == 10
    assert f"{25 - len(shown)} more" in lines[-1]


@pytest.mark.parametrize("format_", REPORTS)
def test_every_report_is_the_same_bytes_twice(capsys, calls, format_):
    first, second = (out_of(capsys, "check", calls, "--format", format_, code=1) for _ in range(2))

    assert first == second


def test_rules_are_selected_and_ignored_by_id_or_beginning(capsys, calls):
    every = rules_found(capsys, calls)

    assert rules_found(capsys, calls, "--select", "e,I7005") == {
        r for r in every if r[0] == "E" or r == "I7005"
    }
    assert rules_found(capsys, calls, "--ignore", "I", "--ignore", "E") == {r for r in every if r[0] == "W"}
    assert "I7005" in every
    assert "I7005" not in rules_found(capsys, calls, "--select", "I7", "--ignore", "I7005")


def test_an_unknown_rule_is_answered_with_the_nearest(capsys, calls):
    assert run(["check", str(calls), "--select", "W21O5"]) == 2
    assert "no rule 'W21O5'; did you mean W2105?" in capsys.readouterr().err


def test_a_projects_settings_are_found_above_and_options_win(capsys, calls):
    (calls.parent / ".archex.toml").write_text('[check]\nselect = ["I"]\nfail_on = "advice"\n')
    below = calls.parent / "below"
    below.mkdir()
    moved = calls.rename(below / calls.name)

    assert {rule[0] for rule in rules_found(capsys, moved)} == {"I"}
    assert {rule[0] for rule in rules_found(capsys, moved, "--select", "E")} == {"E"}
    out_of(capsys, "check", moved, code=1)
    out_of(capsys, "check", moved, "--fail-on", "error", code=0)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("[check]\nfail-on = 'never'\n", 1, "did you mean 'check.fail_on'?"),
        ("[chek]\n", 1, "did you mean 'check'?"),
        ("[check]\nselect = [\n", 3, ".archex.toml:2: is not valid TOML"),
        ("[check]\n\nselect = oh\n", 3, ".archex.toml:3: is not valid TOML"),
        ("check = 1\n", 3, "'check' is not a table"),
        ("[check]\nselect = 'E'\n", 3, "is not a list of rules"),
        ("[check]\nfail_on = 'eror'\n", 3, "write one of error"),
        ("[check]\nignore = ['X1']\n", 3, ".archex.toml: there is no rule 'X1'"),
        ("x = " + "[" * 5000, 3, ".archex.toml"),
    ],
)
def test_mistakes_in_settings_are_told_with_file_and_remedy(capsys, calls, text, code, said):
    (calls.parent / ".archex.toml").write_text(text)

    assert run(["check", str(calls)]) == code
    assert said in capsys.readouterr().err


def test_the_hook_takes_the_native_files_only(request):
    (hook,) = yaml.safe_load((request.config.rootpath / ".pre-commit-hooks.yaml").read_text())

    assert (hook["id"], hook["language"], hook["entry"]) == ("archex-check", "python", "archex check")
    assert re.search(hook["files"], "designs/a.archex.yaml")
    assert not re.search(hook["files"], "designs/a.yaml")


def test_explaining_adds_keys_to_json_and_only_when_asked(capsys, calls):
    plain = json.loads(out_of(capsys, "check", calls, "--format", "json", "--exit-zero"))
    told = json.loads(out_of(capsys, "check", calls, "--format", "json", "--exit-zero", "--explain"))

    without = [{key: one[key] for key in one if key != "explanation"} for one in told["findings"]]
    assert plain["findings"] == without
    ended = next(one["explanation"] for one in told["findings"] if one["rule"] == "E4001")
    assert ended["why"] == rules()["E4001"].why
    assert ended["as_of"] >= "2026"
    assert ended["page"] == "rules.md#e4001"


def test_explaining_tells_people_why_what_happens_and_how_to_suppress(capsys, calls):
    text = out_of(capsys, "check", calls, "--explain", "--select", "E4001", "--exit-zero")

    assert "E4001 error" in text
    for head in ("Why:", "What happens:", "Source:", "Suppress:", "Page:"):
        assert head in text


def test_explaining_goes_with_some_formats_only(capsys, calls):
    assert run(["check", str(calls), "--explain", "--format", "csv"]) == 2

    assert "--explain goes with the formats table and json" in capsys.readouterr().err


def test_suppressed_findings_are_listed_with_their_answer(capsys, calls):
    text = calls.read_text()
    calls.write_text(f"{text}suppressions:\n  known:\n    rule: I8001\n    reason: alarms are elsewhere\n")

    answer = json.loads(out_of(capsys, "check", calls, "--format", "json", "--exit-zero"))

    (one,) = answer["suppressed"]
    assert (one["rule"], one["suppression"]["reason"]) == ("I8001", "alarms are elsewhere")
    assert "I8001" not in {finding["rule"] for finding in answer["findings"]}


def test_a_rule_of_which_all_findings_are_suppressed_is_a_skipped_case(capsys, calls):
    text = calls.read_text()
    calls.write_text(f"{text}suppressions:\n  known:\n    rule: I8001\n    reason: alarms are <elsewhere>\n")

    text = out_of(capsys, "check", calls, "--format", "junit", "--exit-zero")

    (suite,) = ET.fromstring(text)  # noqa: S314 - our own text
    (case,) = [one for one in suite if one.find("skipped") is not None]
    assert suite.get("skipped") == "1"
    assert case.get("name").startswith("I8001 ")
    assert case.find("skipped").get("message") == "Suppressed: alarms are <elsewhere>"
    text = out_of(capsys, "check", calls, "--format", "junit", "--exit-zero", "--no-suppressed")
    assert 'skipped="0"' in text
