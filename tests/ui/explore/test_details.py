from decimal import Decimal

import pytest

from explorer.ui.explore.details import sections_of, usd, verdict_rows
from explorer.ui.explore.sources import can_open, open_source


def section(sections, title):
    return next(one for one in sections if one.title == title)


def test_the_panel_lists_the_integrations_of_lambda_with_their_sources(page, catalog):
    page.show_service("lambda")

    sends = section(page.details.rows.sections(), "Can send to")
    assert len(catalog.leaving("lambda")) == len(sends.rows)
    assert all(row.source_title and row.standing for row in sends.rows)
    assert any(row.url.startswith("https://docs.aws.amazon.com/") for row in sends.rows)


def test_every_statement_about_every_entry_can_be_put_into_words(catalog):
    for service in catalog.services.values():
        for found in sections_of(catalog, service):
            assert all(row.text for row in found.rows), (service.id, found.title)


def test_a_fact_that_changed_says_what_holds_now(catalog):
    facts = section(sections_of(catalog, catalog.services["augmented-ai"]), "Facts").rows

    changed = [row for row in facts if row.aside == "changed"]
    assert changed
    assert all(row.note.startswith("Now: ") for row in changed)


def test_a_price_from_memory_is_marked_as_rough(catalog):
    prices = section(sections_of(catalog, catalog.services["s3"]), "Prices").rows

    from_memory = [row for row in prices if row.confidence == "knowledge"]
    assert from_memory
    assert all("a rough figure" in row.note and row.tone == "warning" for row in from_memory)


@pytest.mark.parametrize(
    ("value", "words"), [("0.023", "$0.023"), ("1", "$1.00"), ("0.0000002", "$0.0000002"), ("20", "$20.00")]
)
def test_a_unit_price_keeps_all_its_digits(value, words):
    assert words == usd(Decimal(value))


def test_an_impossible_pair_gives_the_reason_and_ways_round(page, catalog):
    page.paths.ask(source="s3", target="kinesis-data-streams")

    found = page.paths.rows.sections()
    assert page.paths.verdict.text() == "Not possible directly"
    assert catalog.refusals["s3", "kinesis-data-streams"].reason == section(found, "Why not").rows[0].text
    assert "eventbridge" in {row.target for row in section(found, "What works instead").rows}


def test_a_possible_pair_gives_every_mechanism_the_usual_one_first(page, catalog):
    page.paths.ask(source="s3", target="lambda")

    rows = section(verdict_rows(catalog, catalog.verdict("s3", "lambda")), "Mechanisms").rows
    assert page.paths.verdict.text() == "Possible"
    assert rows[0].text == "Event notification"
    assert len(catalog.by_pair["s3", "lambda"]) == len(rows)


def test_following_a_row_selects_the_entry_it_leads_to(page):
    page.show_service("lambda")
    page.details.rows.followed.emit("sqs")

    assert page.details.service.id == "sqs"


@pytest.mark.parametrize(
    "url", ["http://example.com/", "file:///etc/passwd", "javascript:alert(1)", "https:", ""]
)
def test_only_https_addresses_are_opened(url):
    assert not can_open(url)
    assert not open_source(url)
