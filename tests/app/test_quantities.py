"""Which quantities people are told of."""

from explorer.app import Session
from explorer.app.quantities import telling
from explorer.catalog.load import load_catalog
from explorer.design.sketch import sketched


def told(text, node_id):
    session = Session(load_catalog())
    session.use(sketched(text))
    return {words.id: spread for words, spread in telling(session, node_id)}


def test_what_is_zero_for_sure_and_a_title_in_a_second_unit_are_left_out():
    kept = told("b: s3\nb << audio items_per_month=1000 item_kb=500", "b")
    session = Session(load_catalog())
    session.use(sketched("b: s3\nb << audio items_per_month=1000 item_kb=500"))
    everything = session.flow.nodes["b"]

    assert all(spread != (0.0, 0.0, 0.0) for spread in kept.values())
    titles = [everything.definitions[quantity_id].title for quantity_id in kept]
    assert len(titles) == len(set(titles))
    assert "put_requests" in kept


def test_what_only_another_setting_would_bill_is_left_out():
    standard = told("w: step-functions\nw << events items_per_month=1000", "w")
    express = told("w: step-functions workflow_type=express\nw << events items_per_month=1000", "w")

    assert "express_gb_hours" not in standard
    assert "executions" in standard
    assert "express_gb_hours" in express


def test_what_is_not_known_is_told():
    kept = told("b: s3", "b")

    assert kept["put_requests"].expected is None
