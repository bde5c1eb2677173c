"""What fails comes again, and what fails in the end goes no further."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.catalog import Catalog
from explorer.catalog.model import (
    Emit,
    FlowBehaviour,
    Integration,
    Quantity,
    Retry,
    Service,
    Setting,
    split_source,
)
from explorer.design import Connection, Design, Node, Workload, edits
from explorer.flow import Flow, flow_of
from explorer.flow.model import SECONDS_PER_MONTH
from explorer.flow.plan import plan_of
from explorer.flow.retries import HAS_ARROW, retries_of
from explorer.formula import formula

QUANTITIES = (
    Quantity(id="runs", title="Runs", unit="run", formula="pushed.items"),
    Quantity(id="peak", title="Peak", unit="item/s", formula="pushed.peak_per_s"),
    Quantity(id="sent", title="Sent", unit="item", formula="out.items"),
)
SETTINGS = (
    Setting(id="receives", title="Receives", default=3.0),
    Setting(id="kept", title="Kept", type="flag", default=True),
)
MECHANISMS = ("sdk-call", "event-source-mapping", "sync-invoke", "job-output")


def step(name, flow):
    arrows = tuple(
        Integration(source_id=name, target_id="step", mechanism=mechanism, direction="data")
        for mechanism in MECHANISMS
    )
    return Service(
        id=name, name=name, category="compute", summary="", settings=SETTINGS, flow=flow, integrations=arrows
    )


def rule(mechanism, attempts):
    return Retry(id=mechanism, title="", mechanisms=(mechanism,), attempts=attempts, afterwards="It is lost.")


CATALOG = Catalog(
    [step("step", FlowBehaviour(quantities=QUANTITIES, emits=(Emit(kind="any"),)))],
    (),
    (),
    (),
    [
        rule("sdk-call", "source.receives if target.kept else 1"),
        rule("event-source-mapping", ""),
        rule("sync-invoke", "1"),
    ],
)
LOAD = Workload(id="a", items_per_month=1000.0, item_kb=1024.0, peak_ratio=2.0)


def chain(mechanism="sdk-call", **link):
    return Design(
        [
            *(Node(id=key, service="step") for key in "abc"),
            Connection(id="ab", source="a", target="b", mechanism=mechanism, **link),
            Connection(id="bc", source="b", target="c", mechanism="sync-invoke"),
            LOAD,
        ]
    )


def runs(design):
    flow = flow_of(design, CATALOG)
    return [flow.nodes[key].quantity("runs") for key in "abc"]


@pytest.mark.parametrize(
    ("mechanism", "link", "expected"),
    [
        ("sdk-call", {}, [1000, 1000, 1000]),
        ("sdk-call", {"fails": 0.5}, [1000, 1750, 875]),
        ("sync-invoke", {"fails": 0.5}, [1000, 1000, 500]),
        ("event-source-mapping", {"fails": 0.5}, [1000, 2000, 1000]),
        ("sdk-call", {"fails": 0.5, "attempts": 2.0}, [1000, 1500, 750]),
        ("sdk-call", {"fails": 1.0}, [1000, 3000, 0]),
        ("event-source-mapping", {"fails": 1.0}, [1000, None, None]),
        ("job-output", {"fails": 0.5}, [1000, None, None]),
        ("job-output", {"fails": 0.5, "attempts": 1.0}, [1000, 1000, 500]),
    ],
)
def test_a_node_works_for_every_attempt_and_sends_on_what_succeeds(mechanism, link, expected):
    assert runs(chain(mechanism, **link)) == expected


def test_attempts_come_with_their_size_and_at_the_peak():
    flow = flow_of(chain(fails=0.5), CATALOG)

    assert flow.connections["ab"]["records"].gb.expected == pytest.approx(1750 / 1024)
    assert flow.nodes["b"].quantity("peak") == pytest.approx(2 * 1750 / SECONDS_PER_MONTH)
    assert flow.nodes["b"].quantity("sent") == 875


@given(st.floats(0, 1), st.integers(1, 30))
def test_every_item_either_succeeds_or_fails_in_the_end(fails, attempts):
    design = chain(fails=fails, attempts=float(attempts))
    flow = flow_of(design, CATALOG)

    succeeded = flow.nodes["c"].quantity("runs")
    found = retries_of(design, CATALOG, flow).get("ab")
    failed = found.failed.expected if found else 0.0
    extra = found.extra.expected if found else 0.0

    assert succeeded + failed == pytest.approx(1000)
    assert flow.nodes["b"].quantity("runs") == pytest.approx(1000 + extra)
    assert extra >= -1e-9


def test_what_comes_again_is_told_with_the_rule_that_makes_it():
    design = chain(fails=(0.0, 0.5, 1.0))

    found = retries_of(design, CATALOG, flow_of(design, CATALOG))

    assert list(found) == ["ab"]
    assert found["ab"].rule.id == "sdk-call"
    assert found["ab"].attempts == (1.0, 1.75, 3.0)
    assert found["ab"].extra == (0.0, 750.0, 2000.0)
    assert found["ab"].failed == (0.0, 125.0, 1000.0)


def test_without_a_rule_nothing_is_known_of_what_comes_again():
    design = chain("job-output", fails=0.1)

    found = retries_of(design, CATALOG, flow_of(design, CATALOG))

    assert found["ab"] == (None, (None,) * 3, (None,) * 3, (None,) * 3)


def test_a_setting_of_either_end_that_a_rule_names_is_followed_at_once():
    design = chain(fails=0.5)
    kept = Flow(design, CATALOG)
    for change in (
        lambda: edits.set_setting(design.nodes["a"], "receives", 2),
        lambda: edits.set_setting(design.nodes["b"], "kept", False),
    ):
        made = change()
        design.apply(made)
        kept.update(made)

        assert kept.result.nodes["b"].quantity("runs") == runs(design)[1]
    assert kept.result.nodes["b"].quantity("runs") == 1000


def test_the_rules_of_the_catalog_name_settings_and_services_that_exist_and_their_source(catalog):
    assert len(catalog.retries) >= 8
    for one in catalog.retries:
        assert split_source(one.source)[1].startswith("https://")
        assert one.as_of
        assert {*one.sources, *one.targets} <= set(catalog.services)
        for name in formula(one.attempts).names if one.attempts else ():
            if name == HAS_ARROW:
                continue
            end, _, setting = name.partition(".")
            for service in one.sources if end == "source" else one.targets:
                assert setting in plan_of(catalog.service(service)).defaults[1], name


@pytest.mark.parametrize(
    ("source", "target", "mechanism", "expected"),
    [
        ("s3", "lambda", "event-notification", "lambda-asynchronous"),
        ("sns", "lambda", "subscription", "lambda-asynchronous"),
        ("sns", "sqs", "subscription", "sns-to-aws"),
        ("eventbridge", "lambda", "event-rule-target", "lambda-asynchronous"),
        ("eventbridge", "sqs", "event-rule-target", "eventbridge-target"),
        ("sqs", "lambda", "event-source-mapping", "sqs"),
        ("sqs", "ecs", "sdk-call", "sqs"),
        ("kinesis-data-streams", "lambda", "event-source-mapping", "lambda-from-stream"),
        ("step-functions", "lambda", "service-integration", "step-functions-task"),
        ("api-gateway", "lambda", "sync-invoke", "synchronous"),
        ("s3", "sqs", "event-notification", None),
    ],
)
def test_the_right_rule_of_the_catalog_holds(catalog, source, target, mechanism, expected):
    link = Connection(id="l", source="a", target="b", mechanism=mechanism, fails=0.1)
    design = Design([Node(id="a", service=source), Node(id="b", service=target), link])

    found = retries_of(design, catalog, flow_of(design, catalog))["l"].rule

    assert (found.id if found else None) == expected


def test_a_queue_without_a_dead_letter_queue_tries_until_its_retention_ends(catalog):
    link = Connection(id="l", source="q", target="f", mechanism="event-source-mapping", fails=1.0)
    settings = {"retention_days": 1, "visibility_timeout_s": 3600}
    load = Workload(id="q", items_per_month=10.0, item_kb=1.0)
    design = Design(
        [Node(id="q", service="sqs", settings=settings), Node(id="f", service="lambda"), link, load]
    )
    kept = edits.set_setting(design.nodes["q"], "dead_letter", True)

    before = retries_of(design, catalog, flow_of(design, catalog))["l"].attempts.expected
    design.apply(kept)
    after = retries_of(design, catalog, flow_of(design, catalog))["l"].attempts.expected

    assert (before, after) == (24, 10)
