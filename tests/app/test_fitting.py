"""Proposals with their prices, and all of them made at once."""

from decimal import Decimal

import pytest

from explorer.app.session import Session
from explorer.app.sizing import fit, sizes
from explorer.catalog.load import load_catalog
from explorer.design import Connection, Design, Header, Node, Workload

CATALOG = load_catalog()


def _session(service="kinesis-data-streams", settings=None, rate=5200.0, region="us-east-1"):
    session = Session(CATALOG)
    session.use(
        Design(
            [
                Header(region=region),
                Node(id="in", service="client"),
                Node(id="it", service=service, settings=settings or {}),
                Connection(id="in-it", source="in", target="it", mechanism="sdk-call"),
                Workload(id="in", kind="records", items_per_s=rate, item_kb=1.0),
            ]
        )
    )
    return session


def test_a_proposal_tells_what_it_adds_to_the_bill():
    session = _session(settings={"shards": 1})
    (one,) = sizes(session)
    before = session.estimate.by_node["it"]
    fit(session)
    after = session.estimate.by_node["it"]

    assert (one.usd_before, one.usd_after) == (before, after)
    assert one.usd_more == after - before
    assert one.usd_more == Decimal("0.015") * 730 * 7


def test_less_saves():
    (one,) = sizes(_session(settings={"shards": 40}))

    assert one.usd_more is not None
    assert one.usd_more < 0


def test_growth_is_priced_at_the_grown_load():
    session = _session(settings={"shards": 8})
    (one,) = sizes(session, growth=3)

    assert one.usd_before is not None
    assert one.usd_before > session.estimate.by_node["it"]
    assert one.usd_more == Decimal("0.015") * 730 * 15


def test_what_has_no_price_is_not_known_and_not_zero():
    settings = {"instance_type": "unheard.of", "instance_count": 1, "items_per_s_per_instance": 10}
    (one,) = sizes(_session("ec2", settings))

    assert (one.usd_before, one.usd_after, one.usd_more) == (None, None, None)


def test_fitting_is_one_undo_step():
    session = _session(settings={"shards": 1})
    fit(session)

    assert session.design.nodes["it"].settings == {"shards": 8}

    session.undo()

    assert session.design.nodes["it"].settings == {"shards": 1}
    assert not session.history.can_undo


@pytest.mark.parametrize("rate", [0.0, 5200.0])
def test_fitting_what_fits_is_no_step(rate):
    session = _session(settings={"shards": 8}, rate=rate)
    fit(session)

    assert not session.history.can_undo
