"""Who could see what."""

import pytest
from sketch import Case, left_after_fixes, places, unsaid

CALLS = "calls: s3{0}\nears: transcribe{1}\ntexts: s3{2}\ncalls -> ears job-input\nears -> texts job-output\n"

CASES = [
    Case(
        "W5001",
        "transcripts in public",
        CALLS.format("", "", " public_access=true"),
        at=("texts",),
        says=("public",),
    ),
    Case("W5001", "recordings in public", CALLS.format(" public_access=true", "", ""), at=("calls",)),
    Case(
        "W5001",
        "faces in public",
        "i: s3\nr: rekognition detect_faces=true\nfn: lambda\no: s3 public_access=true\ni -> r job-input\n"
        "r -> o delivery-destination",
        at=("o",),
    ),
    Case("W5001", "closed buckets", CALLS.format("", "", "")),
    Case(
        "W5001",
        "a public bucket with nothing personal in it",
        "b: s3 public_access=true\nx: athena\nb -> x query",
    ),
    Case("I5002", "a public bucket", "b: s3 public_access=true", at=("b",)),
    Case("I5002", "with personal data it is told by W5001", CALLS.format("", "", " public_access=true")),
    Case("I5002", "a closed bucket", "b: s3"),
    Case("I5003", "an open API", "c: client\napi: api-gateway\nc -> api protocol-ingest", at=("api",)),
    Case(
        "I5003",
        "an API with an authoriser",
        "c: client\napi: api-gateway\nu: cognito\nc -> api protocol-ingest\nu -> api authorize",
    ),
    Case(
        "I5003",
        "an API that only services call",
        "f: step-functions\napi: api-gateway\nf -> api service-integration",
    ),
    Case(
        "I5004",
        "people search in raw transcripts",
        CALLS.format("", "", "") + "q: athena\ntexts -> q query",
        at=("ears",),
    ),
    Case(
        "I5004",
        "personal data is taken out",
        CALLS.format("", " pii_redaction=true", "") + "q: athena\ntexts -> q query",
    ),
    Case("I5004", "nobody searches", CALLS.format("", "", "")),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)
