"""SARIF 2.1.0, for code scanning.

A finding that the user answers for is listed with its suppression, and the others with none, as the standard wants
it. GitHub takes no notice of that and would show it as an open alert; ``--no-suppressed`` leaves such findings out.
"""

import hashlib
import importlib.metadata
from collections import Counter
from typing import Any
from urllib.parse import quote

import msgspec

from explorer.cli.output import plain
from explorer.cli.reports import Checked, Checkup, Place, Report
from explorer.design import Suppression
from explorer.rules import Finding, Rule

MAX_RESULTS = 25_000
"""A file with more in one run is refused by GitHub."""
MAX_RELATED = 100
"""Of the places of one result it takes no more."""
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVEL = {"error": "error", "warning": "warning", "advice": "note"}
_KIND = {"nodes": "node", "connections": "connection"}
_Found = tuple[Checked, Finding, Suppression | None]


def _text(checkup: Checkup) -> str:
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(checkup)]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _run(checkup: Checkup) -> dict[str, Any]:
    found: list[_Found] = [(*pair, None) for pair in checkup.worst_first]
    found += [(file, one.finding, one.answer) for file in checkup.files for one in file.answered]
    version = importlib.metadata.version("archex")
    driver = {"name": "archex", "version": version, "rules": [_rule(one) for one in checkup.rules]}
    return {
        "tool": {"driver": driver},
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that archex was run in."}}},
        "invocations": [_invocation(len(found))],
        "results": _results(found[:MAX_RESULTS], checkup.rules),
    }


def _invocation(count: int) -> dict[str, Any]:
    told: dict[str, Any] = {"executionSuccessful": True}
    if count > MAX_RESULTS:
        text = f"Of {count:,} findings only the worst {MAX_RESULTS:,} are listed; suppressed ones come last."
        told["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return told


def _rule(one: Rule) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": _pascal(one.title),
        "shortDescription": {"text": one.title},
        "fullDescription": {"text": one.why},
        "help": {"text": f"{one.why}\n\nSource: {one.source}"},
        "helpUri": one.source.rsplit(maxsplit=1)[-1],
        "defaultConfiguration": {"level": _LEVEL[one.severity]},
        "properties": {"tags": ["aws", *one.pillars]},
    }


def _pascal(title: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in title.replace("'", "")).split()
    return "".join(word[:1].upper() + word[1:] for word in words)


def _results(found: list[_Found], rules: tuple[Rule, ...]) -> list[dict[str, Any]]:
    index = {one.id: number for number, one in enumerate(rules)}
    seen: Counter[str] = Counter()
    results = []
    for file, finding, answer in found:
        key = "\n".join((finding.rule, file.uri, *finding.nodes, "", *finding.connections))
        result = _result(file, finding, index[finding.rule], _fingerprint(key, seen[key]))
        results.append(result | {"suppressions": [_suppression(answer)] if answer else []})
        seen[key] += 1
    return results


def _suppression(answer: Suppression) -> dict[str, Any]:
    """The answer stands in the design itself, which is the source here."""
    told = f"{answer.reason} (source: {answer.source})" if answer.source else answer.reason
    return {"kind": "inSource", "status": "accepted"} | ({"justification": plain(told)} if told else {})


def _fingerprint(key: str, earlier: int) -> str:
    """Of rule, file and places, so that it outlives edits elsewhere and new numbers in the message."""
    return hashlib.sha256(f"{key}\n{earlier}".encode("utf-8", "replace")).hexdigest()[:32]


def _result(file: Checked, finding: Finding, index: int, fingerprint: str) -> dict[str, Any]:
    places = file.places(finding)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": _prose(finding.message)},
        "locations": [_location(file, file.line(finding)) | _logical(places)],
        # GitHub looks at the second name only; other readers want a version in theirs.
        "partialFingerprints": {"archexPlaces/v1": fingerprint, "primaryLocationLineHash": fingerprint},
        "properties": {"source": finding.source},
    }
    if places[1:]:
        related = places[1 : MAX_RELATED + 1]
        result["relatedLocations"] = [
            _location(file, place.line) | {"message": {"text": f"{_KIND[place.collection]} {place.id}"}}
            for place in related
        ]
    return result


def _prose(text: str) -> str:
    """Text in which a label cannot pass for a link: a message may hold links as Markdown writes them."""
    return plain(text).replace("](", "] (")


def _location(file: Checked, line: int | None) -> dict[str, Any]:
    """The place in the file; what is not read by line is shown at its head."""
    artifact = {"uri": quote(file.uri, errors="replace"), "uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": line or 1}}}


def _logical(places: list[Place]) -> dict[str, Any]:
    if not places:
        return {}
    return {
        "logicalLocations": [
            {
                "name": place.id,
                "fullyQualifiedName": f"{place.collection}/{place.id}",
                "kind": _KIND[place.collection],
            }
            for place in places[:MAX_RELATED]
        ]
    }


REPORT: Report = _text
