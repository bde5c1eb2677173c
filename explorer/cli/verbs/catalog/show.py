"""``archex catalog show``."""

from collections.abc import Iterator

import click
import msgspec

from explorer.catalog import Catalog, load_catalog
from explorer.catalog.model import Fact, Integration, Limit, Refusal, Run, Service
from explorer.catalog.search import search
from explorer.cli.output import format_option, json_text, money, plain, write_text
from explorer.cost.runs import cost_of_run
from explorer.errors import UsageError


@click.command()
@click.argument("service_id")
@format_option("text", "json")
def command(service_id: str, format_: str) -> int:
    """Tell all that is known about an entry, with its sources."""
    catalog = load_catalog()
    entry = catalog.service(service_id)
    if entry is None:
        near = ", ".join(hit.id for hit in search(catalog, service_id, limit=3))
        raise UsageError(f"the catalog has no '{service_id}'" + (f"; near it are {near}" if near else ""))
    if format_ == "json":
        record = msgspec.to_builtins(entry)
        record["entering"] = msgspec.to_builtins(catalog.entering(entry.id))
        record["prices"] = msgspec.to_builtins(catalog.dimensions(entry.id))
        write_text(json_text(record))
    else:
        write_text("".join(f"{plain(line)}\n" for line in _lines(entry, catalog)))
    return 0


def _lines(entry: Service, catalog: Catalog) -> Iterator[str]:
    yield f"{entry.name} ({entry.id})"
    yield f"{entry.kind}, {entry.category}; {entry.summary}"
    if entry.aliases:
        yield f"Also called: {', '.join(entry.aliases)}"
    life = entry.lifecycle
    if life.status != "active":
        after = f"; instead: {life.successor}" if life.successor else ""
        yield f"Lifecycle: {life.status} {life.date}{after}. {life.note} [{life.source}]"
    yield from _section(
        "Sends to", [f"{catalog.name(one.target_id)} {_how(one)}" for one in catalog.leaving(entry.id)]
    )
    yield from _section(
        "Receives from", [f"{catalog.name(one.source_id)} {_how(one)}" for one in catalog.entering(entry.id)]
    )
    yield from _section("Not possible", [_refused(one, catalog) for one in entry.not_possible])
    yield from _section("Limits", [_limit(one) for one in entry.limits])
    yield from _section("Prices", list(_prices(entry, catalog)))
    yield from _section("Runs", [_run(one, catalog) for one in entry.runs])
    yield from _section("Facts", [_fact(one) for one in entry.facts])


def _how(entry: Integration) -> str:
    return f"by {entry.mechanism}: {entry.constraints} [{entry.source}]"


def _refused(entry: Refusal, catalog: Catalog) -> str:
    ends = f"{catalog.name(entry.source_id)} to {', '.join(map(catalog.name, entry.target_ids))}"
    return f"{ends}: {entry.reason} [{entry.source}]"


def _limit(limit: Limit) -> str:
    value = limit.text if limit.value is None else f"{limit.value:,g}"
    return f"{limit.name}: {value} {limit.unit} [{limit.source}]"


def _prices(entry: Service, catalog: Catalog) -> Iterator[str]:
    for dimension in catalog.dimensions(entry.id):
        for price in dimension.prices:
            tiers = " then ".join(str(tier.usd) for tier in price.tiers)
            per = f"{tiers} USD per {dimension.per:,} {dimension.unit}"
            receipt = f"({price.as_of}, {price.confidence}) [{price.source}]"
            yield f"{dimension.title}, {price.region}: {per} {receipt}"


def _run(run: Run, catalog: Catalog) -> str:
    usd = cost_of_run(run, catalog)
    time = "no time recorded" if run.seconds is None else f"{run.seconds:g} s"
    cost = "cost not known" if usd is None else f"{money(usd)} USD on demand in us-east-1"
    return f"{run.instance}: {time}, {cost}. {run.note}".rstrip() + f" [{run.source}]"


def _fact(fact: Fact) -> str:
    now = f"; now {fact.now}" if fact.now else ""
    said = " ".join(part for part in (fact.text, fact.value, fact.unit) if part)
    return f"{said} (still true: {fact.still_true}{now}) [{fact.source}]"


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title} ({len(lines)})"
        yield from (f"  {line}" for line in lines)
