"""Explanations of findings: every rule's why, this design's numbers, the receipt, and what a fix would change."""

from decimal import Decimal

import pytest
from sketch import CATALOG, found, sketch

from explorer.flow.engine import flow_of
from explorer.formats.archex import read
from explorer.reference import reference_file
from explorer.rules import rules
from explorer.rules.changes import change_words
from explorer.rules.explain import explained, explanations

QUEUE = """
jobs: sqs visibility_timeout_s=30
work: lambda timeout_s=60
jobs -> work event-source-mapping
"""
STREAM = """
in: client
calls: kinesis-data-streams capacity_mode=provisioned shards=1
in -> calls sdk-call
"""


def told(text, rule_id, **more):
    design = sketch(text)
    (finding, *_) = found(design, rule_id)
    return explained(finding, design, CATALOG, flow_of(design, CATALOG), **more)


@pytest.mark.parametrize("rule_id", rules())
def test_every_rule_is_explained_where_it_finds_something(rule_id):
    design = sketch(rules()[rule_id].fails)
    findings = found(design, rule_id)
    anchors = reference_file("rules.md", CATALOG).decode()

    for one in explanations(findings, design, CATALOG, flow_of(design, CATALOG)):
        assert one.what
        assert one.why
        assert one.source.title or one.source.url
        assert f"### {rule_id}" in anchors
        assert bool(one.changes) == bool(one.fix)


def test_a_fix_is_told_as_setting_place_before_and_after():
    explanation = told(QUEUE, "W2105")

    assert explanation.changes == ("Visibility timeout of Amazon SQS: 30 s → 360 s",)
    assert explanation.fix == "Set Visibility timeout to 360 s"


def test_a_value_that_was_never_set_is_told_as_the_default():
    explanation = told(QUEUE.replace(" visibility_timeout_s=30", ""), "W2105")

    assert explanation.changes == ("Visibility timeout of Amazon SQS: 30 s (default) → 360 s",)


def test_the_rule_and_its_page_are_named():
    explanation = told(QUEUE, "W2105")

    assert (explanation.title, explanation.why) == (rules()["W2105"].title, rules()["W2105"].why)
    assert explanation.page == "rules.md#w2105"
    assert explanation.command == "archex suppress FILE W2105 --at jobs-work-event-source-mapping"


def test_the_lines_of_a_suppression_are_read_back_as_the_answer():
    explanation = told(QUEUE, "W2105")

    text = f"archex: 1\n{explanation.suppression}\n"
    (answer,) = read(text.encode(), "x.archex.yaml", CATALOG).design.suppressions.values()
    assert (answer.rule, answer.at) == ("W2105", "jobs-work-event-source-mapping")


def test_a_limit_is_told_in_the_designs_numbers_with_its_date():
    design = sketch("work: lambda timeout_s=2000")
    (finding,) = found(design, "E2106")
    explanation = explained(finding, design, CATALOG, flow_of(design, CATALOG))
    limit = finding.rests_on

    assert "2,000 seconds of 900 seconds allowed, 222 %" in explanation.numbers[0]
    assert "AWS does not raise this limit." in explanation.numbers
    assert explanation.source.as_of == limit.as_of != ""
    assert explanation.source.url == limit.url


def test_how_much_of_the_load_fits_is_told():
    explanation = told(
        """
        in: client
        q: sqs
        work: lambda
        in << records items_per_s=50000 item_kb=4
        in -> q sdk-call
        q -> work event-source-mapping
        """,
        "W2123",
    )

    assert "(5,000 to 20,000) of 1,000 executions allowed, 1,000 %" in explanation.numbers[0]
    assert explanation.numbers[1:] == (
        "It holds 10 % of today's load; the rest is refused or waits.",
        "AWS raises this limit on request.",
    )


def test_an_arrow_that_is_led_elsewhere_is_told_with_what_is_put_in_between():
    explanation = told("s: s3\nw: step-functions\ns -> w event-notification", "E1001")

    assert explanation.changes == (
        "Adds Amazon EventBridge",
        "Adds the arrow Amazon EventBridge → AWS Step Functions (rule target)",
        "Leads the arrow Amazon S3 → AWS Step Functions (event notification) to Amazon EventBridge instead",
    )


def test_the_cost_is_told_for_spending_rules_only_and_only_where_it_is_known():
    spending = "nat: nat-gateway\nstore: s3\nnat -> store network"
    costs = {"nat": Decimal("32.85"), "jobs": Decimal(1)}

    assert "NAT gateway costs 32.85 USD a month as drawn." in " ".join(
        told(spending, "I7002", costs=costs).numbers
    )
    assert told(spending, "I7002").numbers == ()
    assert told(QUEUE, "W2105", costs=costs).numbers == ()


def test_what_a_change_adds_and_removes_is_named():
    design = sketch("bucket: s3\njob: glue-job\nbucket -> job sdk-call\nbucket -> job sdk-call")
    (finding,) = found(design, "W1008")

    assert change_words(finding.fix.change, design, CATALOG) == [
        "Removes the arrow Amazon S3 → AWS Glue ETL job (SDK call)"
    ]
