from datetime import date

import msgspec
import pytest

from explorer.catalog import Catalog
from explorer.catalog.lint import lint
from explorer.catalog.model import (
    ChoiceEnd,
    Condition,
    Cover,
    Emit,
    FlowBehaviour,
    Integration,
    Lifecycle,
    Limit,
    OneZone,
    PriceDimension,
    PriceSheet,
    Quantity,
    Refusal,
    RegionPrice,
    Relation,
    Service,
    Setting,
    Sizing,
    Tier,
)

TODAY = date(2026, 11, 21)
SOURCE = "Guide https://example.org/guide"
GOOD = Service(
    id="box", name="Box", category="storage", draggable=True, summary="Keeps.", docs="https://example.org", as_of="2026-11-20",
    settings=(Setting(id="months", title="Months", default=1.0),),
    flow=FlowBehaviour(quantities=(Quantity(id="kept", title="Kept", unit="GB-month", formula="all.gb * months"),), emits=(Emit(kind="any"),)),
)  # fmt: skip


FREE = PriceSheet(service="box", free="It is free.")


def kinds(*services, sheets=(FREE,), tmp_path, icons=("box",)):
    for icon in icons:
        (tmp_path / f"{icon}.svg").write_text("<svg/>")
    return [fault.kind for fault in lint(Catalog(services, sheets, ()), today=TODAY, icons=tmp_path)]


def changed(**fields):
    return msgspec.structs.replace(GOOD, **fields)


KEPT = Cover(quantity="loaded", each="2 * hours")
FITTED = Sizing(setting="months", covers=(KEPT,), source=SOURCE)


def fitted(**fields):
    """A good entry in which the setting has to be enough for a load, with these fields of the sizing changed."""
    loaded = Quantity(id="loaded", title="Load", unit="GB", formula="all.gb")
    flow = msgspec.structs.replace(GOOD.flow, quantities=(*GOOD.flow.quantities, loaded))
    return changed(flow=flow, sizing=(msgspec.structs.replace(FITTED, **fields),))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"source": ""}, "no-source"),
        ({"setting": "weeks"}, "dangling"),
        ({"when": (Condition(setting="mode", values=("on",)),)}, "dangling"),
        ({"covers": (Cover(quantity="weight", each="1"),)}, "dangling"),
        ({"covers": (Cover(quantity="loaded", limit="most"),)}, "dangling"),
        ({"covers": (Cover(quantity="loaded"),)}, "sizing"),
        ({"covers": (Cover(quantity="kept", each="1"),)}, "sizing"),
        ({"covers": ()}, "sizing"),
        ({"target": 0.0}, "sizing"),
        ({"covers": (Cover(quantity="loaded", each="years * 2"),)}, "formula"),
    ],
)
def test_sizing_is_looked_at(fields, kind, tmp_path):
    assert kinds(fitted(), tmp_path=tmp_path) == []
    assert kinds(fitted(**fields), tmp_path=tmp_path) == [kind]


MODES = Setting(
    id="mode",
    title="Mode",
    type="choice",
    choices=("old", "new"),
    ends=(ChoiceEnd(choice="old", date="2026-01-31", instead="new"),),
    source=SOURCE,
)
ZONE = OneZone(when=(Condition(setting="months", values=(1.0,)),), setting="months", instead=2)


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        ({"ends": (ChoiceEnd(choice="older", date="2026-01-31"),)}, "dangling"),
        ({"ends": (ChoiceEnd(choice="old", date="2026-01-31", instead="newer"),)}, "dangling"),
        ({"ends": (ChoiceEnd(choice="old", date="2026"),)}, "no-source"),
        ({"source": ""}, "no-source"),
    ],
)
def test_ends_of_choices_are_looked_at(marks, kind, tmp_path):
    settings = (*GOOD.settings, MODES)
    wrong = (*GOOD.settings, msgspec.structs.replace(MODES, **marks))

    assert kinds(changed(settings=settings), tmp_path=tmp_path) == []
    assert kinds(changed(settings=wrong), tmp_path=tmp_path) == [kind]


def test_a_mark_of_one_zone_names_settings_of_the_service(tmp_path):
    wrong = msgspec.structs.replace(ZONE, setting="weeks")

    assert kinds(changed(one_zone=ZONE), tmp_path=tmp_path) == []
    assert kinds(changed(one_zone=wrong), tmp_path=tmp_path) == ["dangling"]


def test_a_good_entry_has_no_fault(tmp_path):
    assert kinds(GOOD, tmp_path=tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (
            {
                "integrations": (
                    Integration(
                        source_id="box",
                        target_id="nowhere",
                        mechanism="sdk-call",
                        direction="data",
                        source=SOURCE,
                    ),
                )
            },
            "dangling",
        ),
        (
            {
                "integrations": (
                    Integration(source_id="box", target_id="box", mechanism="sdk-call", direction="data"),
                )
            },
            "no-source",
        ),
        ({"relations": (Relation(type="part-of", to="nowhere"),)}, "dangling"),
        ({"relations": (Relation(type="part-of", to="box"),)}, "contradiction"),
        ({"parent": "nowhere"}, "dangling"),
        ({"limits": (Limit(id="l", name="L", value=1.0, source=SOURCE),)}, "no-unit"),
        ({"limits": (Limit(id="l", name="L", source=SOURCE),)}, "no-value"),
        (
            {"limits": (Limit(id="l", name="Boxes per account", value=1.0, unit="boxes", source=SOURCE),)},
            "no-scope",
        ),
        (
            {"limits": (Limit(id="l", name="L", value=1.0, unit="GB", quantity="other", source=SOURCE),)},
            "dangling",
        ),
        ({"lifecycle": Lifecycle(status="end-announced", date="2026-01-01", source=SOURCE)}, "lifecycle"),
        ({"lifecycle": Lifecycle(status="ended", date="2027-01-01", source=SOURCE)}, "lifecycle"),
        ({"flow": FlowBehaviour()}, "no-flow"),
        ({"settings": ()}, "no-settings"),
        ({"docs": ""}, "no-docs"),
        (
            {"flow": FlowBehaviour(quantities=(Quantity(id="q", title="Q", unit="1", formula="open(1)"),))},
            "formula",
        ),
        (
            {
                "flow": FlowBehaviour(
                    quantities=(Quantity(id="q", title="Q", unit="1", formula="audio.weight"),)
                )
            },
            "formula",
        ),
        ({"flow": FlowBehaviour(emits=(Emit(kind="text", items="out.items"),))}, "formula"),
        ({"aliases": ("...",)}, "not-found"),
        ({"as_of": "", "limits": (Limit(id="l", name="L", value=1.0, unit="GB", source=SOURCE),)}, "no-date"),
    ],
)
def test_each_fault_is_found(tmp_path, fields, kind):
    assert kind in kinds(changed(**fields), tmp_path=tmp_path)


def test_what_is_possible_and_refused_is_a_contradiction(tmp_path):
    both = changed(
        integrations=(
            Integration(
                source_id="box", target_id="box", mechanism="sdk-call", direction="data", source=SOURCE
            ),
        ),
        not_possible=(Refusal(source_id="box", target_id="box", reason="no", source=SOURCE),),
    )

    assert "contradiction" in kinds(both, tmp_path=tmp_path)


def test_a_missing_icon_and_a_missing_price_sheet_are_told(tmp_path):
    assert kinds(GOOD, sheets=(), icons=(), tmp_path=tmp_path) == ["no-icon", "no-price"]


@pytest.mark.parametrize(
    ("dimension", "kind"),
    [
        ({"quantity": "other"}, "dangling"),
        ({"when": {"nothing": "x"}}, "dangling"),
        ({"prices": ()}, "no-price"),
        (
            {
                "prices": (
                    RegionPrice(
                        region="us-east-1",
                        tiers=(Tier(usd=1), Tier(usd=2)),
                        source=SOURCE,
                        as_of="2026",
                        confidence="high",
                    ),
                )
            },
            "tiers",
        ),
        (
            {
                "prices": (
                    RegionPrice(
                        region="us-east-1", tiers=(Tier(usd=1),), source="", as_of="", confidence="high"
                    ),
                )
            },
            "no-source",
        ),
    ],
)
def test_prices_are_looked_through(tmp_path, dimension, kind):
    price = RegionPrice(
        region="us-east-1", tiers=(Tier(usd=1),), source=SOURCE, as_of="2026", confidence="high"
    )
    fields = {"id": "d", "title": "D", "unit": "GB-month", "quantity": "kept", "prices": (price,)} | dimension
    sheet = PriceSheet(service="box", dimensions=(PriceDimension(**fields),))

    assert kind in kinds(GOOD, sheets=(sheet,), tmp_path=tmp_path)


def test_the_shipped_catalog_has_no_fault(catalog):
    assert lint(catalog, today=TODAY) == []


def test_further_targets_of_a_refusal_are_looked_at_too(tmp_path):
    refusal = Refusal(source_id="box", target_id="box", also=("nowhere",), reason="No.", source=SOURCE)

    assert kinds(changed(not_possible=(refusal,)), tmp_path=tmp_path) == ["dangling"]


def test_a_refusal_speaks_of_all_its_targets():
    refusal = Refusal(source_id="box", target_id="a", also=("b", "c"), reason="No.", source=SOURCE)

    assert list(Catalog((changed(not_possible=(refusal,)),), (), ()).refusals) == [
        ("box", "a"),
        ("box", "b"),
        ("box", "c"),
    ]
