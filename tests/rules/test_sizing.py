"""Settings that the load asks for otherwise, and quotas to have raised."""

import pytest
from sketch import CATALOG, sketch

from explorer.design import Design, Header, Node, Workload
from explorer.flow.engine import flow_of
from explorer.rules.sizing import all_at_once, proposals

STREAM = """
    in: client
    stream: kinesis-data-streams shards={shards}
    in << records items_per_s={rate} item_kb=1 peak_ratio=1
    in -> stream sdk-call
"""


def _proposed(design, growth=1.0):
    return proposals(design, CATALOG, flow_of(design, CATALOG), growth=growth)


def _needs(design, growth=1.0):
    """What is proposed, as (node, setting or quota, now, proposed)."""
    return [
        (one.node, one.setting or one.quota.id, one.now, one.proposed) for one in _proposed(design, growth)
    ]


def _stream(shards, rate):
    return sketch(STREAM.format(shards=shards, rate=rate))


def test_more_where_the_peak_would_use_more_than_the_target():
    assert _needs(_stream(7, 5200)) == [("stream", "shards", 7, 8)]
    assert _needs(_stream(8, 5200)) == []


def test_it_tells_the_peak_what_one_gives_and_how_much_of_it_is_used():
    (one,) = _proposed(_stream(1, 5200))

    assert one.why == "peak input 5,200 record/s, 1,000 record/s each, used to 70 %"
    assert one.source.endswith("https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html")
    assert one.is_more
    assert one.is_enough


def test_the_worst_of_what_a_setting_must_cover_counts():
    design = sketch(STREAM.format(shards=1, rate=1000).replace("item_kb=1", "item_kb=10"))

    assert _needs(design) == [("stream", "shards", 1, 14)]


def test_less_only_where_half_would_do_with_the_high_numbers_too():
    assert _needs(_stream(16, 5200)) == [("stream", "shards", 16, 8)]
    assert _needs(_stream(15, 5200)) == []
    assert _needs(_stream(16, "5000..5200..9000")) == []


def test_growth_asks_for_what_so_many_times_the_load_needs():
    assert _needs(_stream(8, 5200), growth=3) == [("stream", "shards", 8, 23)]


def test_unknown_load_asks_for_nothing():
    assert _needs(sketch("stream: kinesis-data-streams shards=9")) == []


def test_a_setting_that_does_not_count_in_this_mode_is_left():
    design = sketch(
        STREAM.format(shards=1, rate=5200).replace("shards=1", "shards=1 capacity_mode=on-demand")
    )

    assert _needs(design) == []


def test_a_quota_that_the_load_comes_near_is_to_be_raised_by_request():
    design = sketch("f: lambda duration_ms=1000\nf << records items_per_s=900 peak_ratio=1")
    (one,) = _proposed(design)

    assert (one.quota.id, one.now, one.proposed) == ("concurrent-executions-per-region", 1000, 1200)
    assert one.change is None


def test_a_proposal_is_a_change_that_can_be_taken_back():
    design = _stream(1, 5200)
    (one,) = _proposed(design)
    design.apply(one.change)

    assert design.nodes["stream"].settings["shards"] == 8
    assert _proposed(design) == []

    design.apply(one.change.inverted())

    assert design.nodes["stream"].settings["shards"] == 1


def test_all_proposals_are_one_change_and_none_is_none():
    design = sketch(STREAM.format(shards=1, rate=5200) + "two: kinesis-data-streams\nin -> two sdk-call")
    found = _proposed(design)
    design.apply(all_at_once(design, found))

    assert [one.node for one in found] == ["stream", "two"]
    assert _proposed(design) == []
    assert not all_at_once(design, [])


SIZED = [(service.id, sizing) for service in CATALOG.services.values() for sizing in service.sizing]


def _loaded(service_id, sizing, items_per_s):
    """One node under a load of a kind that it takes, with all set that its sizing asks about."""
    service = CATALOG.services[service_id]
    measured = {
        one.id: 1 for one in service.settings if one.default is None and one.type in {"number", "integer"}
    }
    settings = {**measured, **{one.setting: one.values[0] for one in sizing.when}, sizing.setting: 1}
    kind = next(kind for kind in ("text", "records", "image", "tabular") if kind in service.accepts)
    load = Workload(id="n", kind=kind, items_per_s=items_per_s, item_kb=50.0, characters=50_000.0)
    return Design([Header(), Node(id="n", service=service_id, settings=settings), load])


@pytest.mark.parametrize(("service", "sizing"), SIZED, ids=lambda one: getattr(one, "setting", one))
def test_each_sizing_of_the_catalog_asks_for_more_under_a_large_load_and_is_then_content(service, sizing):
    design = _loaded(service, sizing, items_per_s=5000.0)
    found = {one.setting: one for one in _proposed(design)}

    assert found[sizing.setting].is_more

    design.apply(all_at_once(design, [found[sizing.setting]]))
    still = [one for one in _proposed(design) if one.setting == sizing.setting and one.change]

    assert still == []
