"""Every row of the tables that the catalog was filled from is in it, or was decided upon.

The decisions are explained in docs/decisions/2026-11-21-catalog-carry-over.md.
"""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from explorer.catalog import load_catalog
from explorer.catalog.model import Instance, Limit

FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts"
DECIDED = Path(__file__).with_name("decided_prices.tsv")
CATALOG = load_catalog()

SHEETS = {
    "bedrock": ("bedrock", "bedrock-agents", "bedrock-data-automation", "bedrock-knowledge-bases"),
    "data-transfer": ("s3", "ec2"),
    "dynamodb": ("dynamodb", "dynamodb-streams"),
    "emr": ("emr", "emr-on-eks", "emr-serverless"),
    "eventbridge": ("eventbridge", "eventbridge-pipes", "eventbridge-scheduler"),
    "glue": (
        "glue",
        "glue-crawler",
        "glue-data-catalog",
        "glue-databrew",
        "glue-job",
        "glue-schema-registry",
    ),
    "rds": ("rds", "aurora"),
    "redshift": ("redshift", "redshift-spectrum"),
    "rekognition": ("rekognition", "rekognition-custom-labels"),
    "sagemaker": tuple(sheet for sheet in CATALOG.sheets if sheet.startswith("sagemaker")),
    "ssm": ("ssm", "ssm-parameter-store"),
}
"""Where the prices of a table's service stand, when it has more than one sheet or another name."""

REGIONS = {
    "any": "us-east-1",
    "global or US on-demand": "us-east-1",
    "us, eu, jp profile": "eu-west-1",
    "us, eu, jp, au profile": "eu-west-1",
    "edge:US, Mexico, Canada": "global",
    "edge:Europe, Israel": "global",
    "edge:global": "global",
}
MULTIPLES = {"": 1, "k": 1000, "K": 1000, "M": 1_000_000}
FREE_UNITS = (Decimal(1), Decimal(60), Decimal("0.001"))
"""A free amount may be said in minutes for seconds, or in megabytes for gigabytes."""

POSSIBLE_AFTER_ALL = {
    ("api-gateway", "iot-core"),
    ("eventbridge-scheduler", "bedrock-knowledge-bases"),
    ("managed-flink", "lambda"),
    ("s3", "batch"),
    ("s3", "ecs"),
    ("s3", "glue-job"),
    ("managed-flink", "lambda"),
}
OTHERWISE = {
    ("dms", "aurora"),
    ("dms", "rds"),
    ("glue-data-catalog", "bedrock-knowledge-bases"),
    ("inspector", "ecr"),
    ("msk-connect", "s3"),
    ("sagemaker-ground-truth", "sns"),
    ("sagemaker-studio", "git-repository"),
}
"""Pairs of which the catalog says another direction, or other kinds, than the table."""
OFFERED_IN_FEWER_REGIONS = {"q-business"}
GLOBAL = {"cloudfront", "route53"}
STATUSES = {
    "closed_to_new": {"closed-to-new", "ended", "end-announced", "active"},
    "end_of_support": {"ended", "end-announced"},
    "feature_closed_to_new": {"closed-to-new"},
    "feature_end": {"ended"},
    "maintenance": {"maintenance", "ended"},
    "moved": {"moved"},
    "no_notice_found": {"active"},
    "renamed": {"renamed", "superseded", "closed-to-new"},
    "reopened": {"active"},
    "retired": {"ended"},
    "superseded": {"superseded"},
}


def rows(name: str) -> list[dict[str, str]]:
    path = FACTS / f"{name}.tsv"
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside this checkout")
    return read(path)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_price_is_carried_or_decided():
    decided = {price_key(row) for row in read(DECIDED)}
    missing = [
        price_key(row) for row in rows("prices") if not is_priced(row) and price_key(row) not in decided
    ]

    assert missing == []


def test_every_decided_price_is_one_that_the_table_has():
    known = {price_key(row) for row in rows("prices")}

    assert {price_key(row) for row in read(DECIDED)} - known == set()


def test_every_connection_is_possible_or_refused():
    missing = []
    for row in rows("integrations"):
        pair = row["source"], row["target"]
        if row["mechanism"] == "indirect":
            stands = pair in CATALOG.refusals or pair in POSSIBLE_AFTER_ALL
        else:
            found = {one.mechanism: one for one in CATALOG.by_pair.get(pair, ())}
            stands = row["mechanism"] in found or pair in CATALOG.refusals
        if not stands:
            missing.append((*pair, row["mechanism"]))

    assert missing == []


def test_a_connection_has_the_direction_and_carries_the_kinds_of_the_table():
    differing = set()
    for row in rows("integrations"):
        pair = row["source"], row["target"]
        kinds = set(row["data_kinds"].split(",")) - {"", "none"}
        for one in CATALOG.by_pair.get(pair, ()):
            fits = "objects" in one.carries or kinds <= set(one.carries)
            if one.mechanism == row["mechanism"] and (one.direction != row["direction"] or not fits):
                differing.add(pair)

    assert differing == OTHERWISE


def test_every_limit_stands_with_its_numbers():
    missing = [(row["service"], row["limit"]) for row in rows("limits") if not has_limit(row)]

    assert missing == []


def test_every_lifecycle_is_told():
    differing = [
        (row["service"], row["status"])
        for row in rows("lifecycle")
        if CATALOG.services[row["service"]].lifecycle.status
        not in STATUSES.get(row["status"], {row["status"]})
    ]

    assert differing == []


def test_every_service_is_offered_where_the_table_says_unless_it_has_ended():
    differing = []
    for row in rows("regions"):
        service = CATALOG.services[row["service"]]
        wanted = {region for region in row["regions"].split(",") if region}
        decided = service.id in OFFERED_IN_FEWER_REGIONS | GLOBAL or service.lifecycle.status == "ended"
        if not decided and set(service.regions) != wanted:
            differing.append(service.id)

    assert differing == []


def test_every_instance_type_is_carried_with_its_prices():
    assert [
        row["instance_type"] for row in rows("instances") if not has_instance(row, CATALOG.instances)
    ] == []


def test_every_thing_and_statement_of_the_notes_is_carried():
    known = {fact.text for service in CATALOG.services.values() for fact in service.facts}

    assert [row["id"] for row in rows("seed-systems") if row["id"] not in CATALOG.services] == []
    assert [row["id"] for row in rows("ids") if row["id"] not in CATALOG.services] == []
    assert [row["fact"] for row in rows("seed-facts") if row["fact"] not in known] == []


def price_key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["service"], row["dimension"], row["region"]


def is_priced(row: dict[str, str]) -> bool:
    """Whether a sheet of the service has the number, by the single unit, in the row's region."""
    if "free tier" in row["dimension"]:
        return any(
            free == Decimal(row["tier_to"]) * unit for free in free_amounts(row) for unit in FREE_UNITS
        )
    multiple = re.match(r"(\d+)([kKM]?) ", row["unit"] + " ")
    units = Decimal(multiple[1]) * MULTIPLES[multiple[2]] if multiple else Decimal(1)
    wanted = Decimal(row["usd"]) / units
    return any(abs(price - wanted) <= wanted / 2000 for price in prices(row))


def sheets(row: dict[str, str]) -> tuple[str, ...]:
    return SHEETS.get(row["service"], (row["service"],))


def free_amounts(row: dict[str, str]) -> list[Decimal]:
    dimensions = (one for sheet in sheets(row) for one in CATALOG.dimensions(sheet))
    return [one.free.quantity for one in dimensions if one.free]


def prices(row: dict[str, str]) -> Iterator[Decimal]:
    regions = {REGIONS.get(row["region"], row["region"]), "global", "any"}
    for sheet in sheets(row):
        for dimension in CATALOG.dimensions(sheet):
            for price in dimension.prices:
                if price.region in regions:
                    yield from (tier.usd / dimension.per for tier in price.tiers)
    named = re.findall(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", row["dimension"])
    for instance in filter(None, map(CATALOG.instances.get, named)):
        yield from (price.tiers[0].usd for price in instance.prices if price.region in regions)


def has_limit(row: dict[str, str]) -> bool:
    service = CATALOG.services[row["service"]]
    numbers = set(re.findall(r"\d+(?:\.\d+)?", row["value"].replace(",", "")))
    if not numbers:
        return any(row["value"].lower() in one.text.lower() for one in service.limits)
    return any(numbers <= set(stated(one)) for one in service.limits)


def stated(limit: Limit) -> Iterator[str]:
    yield from re.findall(r"\d+(?:\.\d+)?", limit.text.replace(",", ""))
    if limit.value is not None:
        yield f"{limit.value:.10g}"


def has_instance(row: dict[str, str], known: dict[str, Instance]) -> bool:
    instance = known.get(row["instance_type"])
    if instance is None:
        return False
    found = {price.region: price.tiers[0].usd for price in instance.prices}
    wanted = ((row["eu_region"], row["usd_h_eu"]), ("us-east-1", row["usd_h_us_east_1"]))
    return all(found.get(region) == Decimal(usd) for region, usd in wanted if usd)
