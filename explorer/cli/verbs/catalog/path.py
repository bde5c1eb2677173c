"""``archex catalog path``: can A be connected to B?"""

import sys
from pathlib import Path

import click
import msgspec

from explorer.app.connecting import offer_services
from explorer.catalog import Catalog, load_catalog
from explorer.catalog.model import Integration
from explorer.catalog.search import search
from explorer.cli.output import format_option, json_text, write_text
from explorer.errors import InputError, UsageError
from explorer.yaml_reader import read_text


@click.command()
@click.argument("source", required=False)
@click.argument("target", required=False)
@click.option("--batch", help="A file of pairs, two tab-separated columns; '-' is standard input.")
@format_option("text", "json")
def command(source: str | None, target: str | None, batch: str | None, format_: str) -> int:
    """Tell whether SOURCE can be connected to TARGET: possible, not possible (and what works), or not known."""
    catalog = load_catalog()
    if batch:
        pairs = _pairs(batch)
        write_text(json_text({"pairs": [_record(catalog, *pair) for pair in pairs]}))
        return 0
    if not source or not target:
        raise click.UsageError("name a source and a target, or give --batch a file")
    for end in (source, target):
        _known(catalog, end)
    if format_ == "json":
        write_text(json_text(_record(catalog, source, target)))
    else:
        write_text(_sentences(catalog, source, target))
    return 0


def _known(catalog: Catalog, service: str) -> None:
    if catalog.service(service) is None:
        near = ", ".join(hit.id for hit in search(catalog, service, limit=3))
        raise UsageError(f"the catalog has no '{service}'" + (f"; near it are {near}" if near else ""))


def _pairs(name: str) -> list[tuple[str, str]]:
    text = sys.stdin.read() if name == "-" else read_text(Path(name))
    pairs = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            columns = line.split("\t")
            if len(columns) < 2:
                raise InputError(
                    "has no tab between two ids", file=name, line=number, remedy="write SOURCE<tab>TARGET"
                )
            pairs.append((columns[0].strip(), columns[1].strip()))
    return pairs


def _record(catalog: Catalog, source: str, target: str) -> dict[str, object]:
    verdict = catalog.verdict(source, target)
    return {
        "source": source,
        "target": target,
        "verdict": verdict.verdict,
        "reason": verdict.refusal.reason if verdict.refusal else "",
        "integrations": [_integration(entry) for entry in verdict.integrations],
        "via": verdict.via,
    }


def _integration(entry: Integration) -> dict[str, object]:
    record = msgspec.to_builtins(entry)
    wanted = ("mechanism", "direction", "carries", "constraints", "source", "as_of", "confidence")
    return {key: record.get(key, getattr(entry, key)) for key in wanted}


def _sentences(catalog: Catalog, source: str, target: str) -> str:
    told = offer_services(catalog, source, target)
    lines = [f"{told.verdict}: {told.sentence}"]
    for entry in catalog.by_pair.get((source, target), ()):
        carries = f" carrying {', '.join(entry.carries)}" if entry.carries else ""
        lines.append(f"  {entry.mechanism} ({entry.direction}){carries}: {entry.constraints}")
        lines.append(f"    {entry.source} ({entry.confidence}, {entry.as_of})")
    return "\n".join(lines) + "\n"
