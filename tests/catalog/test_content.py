"""The catalog that comes with the program keeps what its readers rely on."""

import re
from collections import Counter
from pathlib import Path

import pytest

from explorer.catalog import load_catalog
from explorer.catalog.catalog import Catalog
from explorer.catalog.load import Content, read_content
from explorer.catalog.model import Service, split_source
from explorer.data import data_folder

SEED_IDS = Path(__file__).with_name("seed_ids.txt").read_text(encoding="utf-8").split()
AN_ADDRESS = re.compile(r"https?://[a-z0-9.-]+\.[a-z]+(/\S*)?\Z", re.IGNORECASE)
FORMER_NAMES = {
    "A2I": "augmented-ai",
    "Amazone Personalize": "personalize",
    "Kinesis Data Analytics": "managed-flink",
    "Kinesis Firehose": "firehose",
    "Kinesis Video Stream": "kinesis-video-streams",
    "KDS": "kinesis-data-streams",
    "Principle Component Analysis (PCA)": "principal-component-analysis",
    "SageMaker endpoint": "sagemaker-endpoint",
    "SFN": "step-functions",
    "events": "eventbridge",
    "Amazon QuickSight": "quicksight",
    "CloudWatch Events": "eventbridge",
    "Elasticsearch": "opensearch",
    "Date Lake": "data-lake",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(cache=False)


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(data_folder("catalog"))


def test_it_holds_what_it_is_known_for(catalog):
    kinds = Counter(service.kind for service in catalog.services.values())

    assert len(catalog.draggable) >= 230
    assert len(catalog.services) >= 500
    assert len(catalog.integrations) >= 1150
    assert len(catalog.refusals) >= 60
    assert sum(len(service.limits) for service in catalog.services.values()) >= 338
    assert len(catalog.instances) >= 368
    assert kinds["service"] >= 150
    assert kinds["feature"] >= 50
    assert kinds["algorithm"] >= 15
    assert kinds["framework"] >= 13
    assert kinds["instance-type"] >= 10


def test_every_thing_of_the_notes_is_listed(catalog):
    missing = [entry for entry in SEED_IDS if entry not in catalog.services]

    assert len(SEED_IDS) == 301
    assert missing == []


def test_every_statement_of_the_notes_is_kept_with_its_line(catalog):
    facts = [fact for service in catalog.services.values() for fact in service.facts]
    seeds = [fact for fact in facts if re.fullmatch(r"Seed 00[0-4] line [1-9][0-9]*", fact.source)]

    assert len(seeds) == 649
    assert Counter(fact.still_true for fact in seeds) == {"yes": 443, "changed": 84, "no": 62, "unknown": 60}


def test_the_time_that_was_never_measured_stays_missing(catalog):
    times = {
        service: [fact.value for fact in catalog.services[service].facts if fact.kind == "performance"]
        for service in ("ec2-m5-8xlarge", "ec2-r5-4xlarge", "ec2-c5-24xlarge")
    }

    assert times == {"ec2-m5-8xlarge": ["574"], "ec2-r5-4xlarge": ["763"], "ec2-c5-24xlarge": [""]}


def test_both_ends_of_every_integration_and_refusal_exist(catalog):
    entries = [*catalog.integrations, *catalog.refusals.values()]
    ends = {end for entry in entries for end in (entry.source_id, entry.target_id)}

    assert sorted(ends - catalog.services.keys()) == []


def test_only_what_can_stand_on_a_canvas_has_integrations(catalog):
    ends = {end for entry in catalog.integrations for end in (entry.source_id, entry.target_id)}

    assert sorted(ends - {service.id for service in catalog.draggable}) == []


def test_no_pair_is_both_possible_and_impossible(catalog):
    assert sorted(catalog.by_pair.keys() & catalog.refusals.keys()) == []


def test_no_mechanism_is_listed_twice_between_two_services(catalog):
    often = Counter((one.source_id, one.target_id, one.mechanism) for one in catalog.integrations)

    assert [key for key, count in often.items() if count > 1] == []


def test_what_names_other_entries_names_real_ones(catalog):
    named = {
        *(relation.to for service in catalog.services.values() for relation in service.relations),
        *(service.parent for service in catalog.services.values()),
        *(service.lifecycle.successor for service in catalog.services.values()),
        *(fact.about for service in catalog.services.values() for fact in service.facts),
        *(via for refusal in catalog.refusals.values() for via in refusal.via),
    }

    assert sorted(named - {""} - catalog.services.keys()) == []


def test_the_way_round_a_refusal_works(catalog):
    broken = [ends for ends, refusal in catalog.refusals.items() if not _leads(catalog, ends, refusal.via)]

    assert broken == []


def test_what_has_a_receipt_can_be_opened(catalog):
    receipts = [
        *catalog.integrations,
        *catalog.refusals.values(),
        *(limit for service in catalog.services.values() for limit in service.limits),
        *(one.lifecycle for one in catalog.services.values() if one.lifecycle.status != "active"),
    ]
    closed = [receipt.source for receipt in receipts if not AN_ADDRESS.match(split_source(receipt.source)[1])]

    assert closed == []


def test_every_receipt_says_when_it_was_looked_at(catalog):
    receipts = [*catalog.integrations, *catalog.refusals.values()]

    assert {
        receipt.as_of for receipt in receipts if not re.fullmatch(r"20\d\d-\d\d-\d\d", receipt.as_of)
    } == set()


def test_what_can_be_dragged_is_explained(catalog):
    poor = [one.id for one in catalog.draggable if not (one.summary and one.docs and one.as_of and one.layer)]

    assert poor == []


def test_summaries_are_one_short_sentence(catalog):
    long = [
        one.id for one in catalog.services.values() if len(one.summary.split()) > 30 or "\n" in one.summary
    ]

    assert long == []


def test_an_entry_lies_in_the_folder_of_its_category(catalog):
    lying = {path.stem: path.parent.name for path in (data_folder("catalog") / "services").rglob("*.yaml")}

    assert lying == {one.id: one.category for one in catalog.draggable}


@pytest.mark.parametrize(("typed", "expected"), FORMER_NAMES.items())
def test_former_and_short_names_are_aliases(catalog, typed, expected):
    found = [one.id for one in catalog.services.values() if typed.lower() in map(str.lower, _names(one))]

    assert found == [expected]


def test_no_two_entries_share_a_name(catalog):
    owners: dict[str, set[str]] = {}
    for service in catalog.services.values():
        for name in _names(service):
            owners.setdefault(name.lower(), set()).add(service.id)

    assert {name: sorted(ids) for name, ids in owners.items() if len(ids) > 1} == {}


def test_limits_are_held_against_quantities_and_settings_that_exist(catalog):
    astray = [
        f"{service.id}: {limit.id}"
        for service in catalog.services.values()
        for limit in service.limits
        if limit.quantity and limit.quantity not in _measured(service)
    ]

    assert astray == []


def test_a_limit_that_a_quantity_is_held_against_has_a_number(catalog):
    vague = [
        f"{service.id}: {limit.id}"
        for service in catalog.services.values()
        for limit in service.limits
        if limit.quantity and limit.value is None
    ]

    assert vague == []


def test_a_service_that_has_ended_is_offered_in_no_region(catalog):
    offered = [one.id for one in catalog.draggable if one.lifecycle.status == "ended" and one.regions]

    assert offered == []


def test_prices_and_instances_have_a_source_and_a_positive_price(content):
    prices = [price for instance in content.instances for price in instance.prices]

    assert all(price.source and price.as_of for price in prices)
    assert all(tier.usd > 0 for price in prices for tier in price.tiers)


def test_price_sheets_belong_to_entries(content):
    known = {service.id for service in content.services}

    assert sorted({sheet.service for sheet in content.sheets} - known) == []


def _names(service: Service) -> tuple[str, ...]:
    return (service.id, service.name, *service.aliases)


def _measured(service: Service) -> set[str]:
    return {one.id for one in service.settings} | {one.id for one in service.flow.quantities}


def _leads(catalog: Catalog, ends: tuple[str, str], via: tuple[str, ...]) -> bool:
    """Whether the intermediaries join the ends: along arrows, or because one of them calls both."""
    source, target = ends
    reached, fresh = {source}, {source}
    while fresh:
        fresh = {one for one in (*via, target) if any((at, one) in catalog.by_pair for at in fresh)} - reached
        reached |= fresh
    caller = any({(one, source), (one, target)} <= catalog.by_pair.keys() for one in via)
    return bool(via) and (target in reached or caller)
