"""Verdicts against pairs that others have built, and pairs that cannot be built."""

import csv
import json
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


def test_every_refusal_of_an_impossible_pair_names_a_way_that_works():
    pairs = [(row["source"], row["target"]) for row in rows("impossible.tsv")]
    without = [
        pair
        for pair in pairs
        if CATALOG.verdict(*pair).verdict == "not-possible"
        and not any(_leads(*pair, via) for via in CATALOG.verdict(*pair).via)
    ]

    assert without == []


def _leads(source, target, via):
    return {CATALOG.verdict(source, via).verdict, CATALOG.verdict(via, target).verdict} == {"possible"}


def test_no_pair_of_a_real_template_is_refused():
    """Neither what a template declares nor what its roles allow."""
    if not REAL.is_dir():
        pytest.skip("the real templates are not beside this checkout")
    pairs = {
        (edge["src_service"], edge["dst_service"])
        for path in REAL.glob("*/*/truth.json")
        for edge in json.loads(path.read_text(encoding="utf-8"))["edges"]
        if edge["tier"] in {"declared", "granted"}
    }

    assert {pair for pair in pairs if CATALOG.verdict(*pair).verdict == "not-possible"} == set()


OBVIOUS = (
    *(
        "s3 opensearch",
        "s3 kinesis-data-streams",
        "s3 step-functions",
        "sqs s3",
    ),
    *(
        "sns s3",
        "sns dynamodb",
        "sns kinesis-data-streams",
        "sqs dynamodb",
        "sqs step-functions",
        "dynamodb sqs",
    ),
    *(
        "kinesis-data-streams s3",
        "kinesis-data-streams dynamodb",
        "firehose dynamodb",
        "firehose rds",
        "iot-core rds",
    ),
    *(
        "transcribe comprehend",
        "textract dynamodb",
        "comprehend dynamodb",
        "rekognition dynamodb",
        "polly lex",
    ),
    *(
        "eventbridge s3",
        "eventbridge dynamodb",
        "eventbridge-pipes s3",
        "cloudfront sqs",
        "elb sqs",
        "waf lambda",
    ),
    *(
        "elasticache sqs",
        "ebs lambda",
        "efs s3",
        "msk dynamodb",
        "guardduty sns",
        "sagemaker-batch-transform dynamodb",
    ),
)
"""Arrows that beginners draw and that carry nothing."""


@pytest.mark.parametrize("pair", OBVIOUS)
def test_what_plainly_cannot_work_is_refused_with_a_way_that_does(pair):
    source, target = pair.split()
    verdict = CATALOG.verdict(source, target)

    assert verdict.verdict == "not-possible"
    assert verdict.refusal.reason
    assert any(_leads(source, target, via) for via in verdict.via)


def test_no_declared_pair_is_refused():
    pairs = {(row["source"], row["target"]) for row in rows("edges.tsv") if row["tier"] == "declared"}

    assert {pair for pair in pairs if CATALOG.verdict(*pair).verdict == "not-possible"} == set()
