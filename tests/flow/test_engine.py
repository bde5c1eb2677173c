from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.catalog import Catalog
from explorer.catalog.model import Emit, FlowBehaviour, Integration, Quantity, Service, Setting
from explorer.design import Connection, Design, Node, Workload
from explorer.flow import Spread, flow_of
from explorer.flow.model import SECONDS_PER_MONTH


def quantity(name, formula, unit="item/month"):
    return Quantity(id=name, title=name, unit=unit, formula=formula)


def service(name, *, emits=(), quantities=(), to=(), settings=(), accepts=()):
    integrations = tuple(
        Integration(
            source_id=name, target_id=target, mechanism=mechanism, direction=direction, carries=carries
        )
        for target, mechanism, direction, carries in to
    )
    flow = FlowBehaviour(quantities=quantities, emits=emits)
    return Service(
        id=name, name=name, category="external", summary="", flow=flow, integrations=integrations,
        settings=settings, accepts=accepts,
    )  # fmt: skip


PASS = Emit(kind="any")
SOURCE = service(
    "source",
    emits=(PASS,),
    to=[("pipe", "sdk-call", "data", ("records", "audio")), ("store", "sdk-call", "data", ("audio",))],
)
PIPE = service(
    "pipe",
    emits=(PASS,),
    quantities=(
        quantity("items", "all.items"),
        quantity("gb", "all.gb"),
        quantity("peak", "all.peak_per_s"),
        quantity("sent", "out.items"),
    ),
    to=[("pipe", "sdk-call", "data", ("records", "audio"))],
)
STORE = service(
    "store",
    emits=(
        Emit(kind="any", stock_gb="all.gb * months"),
        Emit(kind="events", by=("event-notification",), items="pushed.items", gb="0"),
    ),
    quantities=(quantity("kept", "all.gb * months"),),
    settings=(Setting(id="months", title="Months", default=2.0, low=1.0, high=4.0),),
    to=[
        ("bus", "event-notification", "data", ("events",)),
        ("speech", "job-input", "read", ("audio",)),
        ("query", "query", "read", ("audio", "text")),
    ],
)
BUS = service("bus", emits=(Emit(kind="events"),), to=[("work", "event-rule-target", "control", ("events",))])
WORK = service(
    "work",
    emits=(PASS, Emit(kind="calls", items="calls.items")),
    quantities=(quantity("runs", "calls.items"), quantity("heard", "audio.seconds", "s")),
    to=[("speech", "service-integration", "control", ("audio",))],
)
SPEECH = service(
    "speech",
    accepts=("audio",),
    emits=(Emit(kind="text", of="audio", characters="audio.seconds * 15", gb="0.001"),),
    quantities=(quantity("heard", "audio.seconds", "s"), quantity("started", "calls.items")),
    to=[("store", "job-output", "data", ("text",))],
)
QUERY = service("query", quantities=(quantity("scanned", "all.stock_gb", "GB"), quantity("hours", "24 * 30")))
CATALOG = Catalog([SOURCE, PIPE, STORE, BUS, WORK, SPEECH, QUERY], (), ())
NOT_KNOWN = Spread(None, None, None)


def design(nodes, links, **workload):
    records = [Node(id=node, service=node.rstrip("0123456789")) for node in nodes.split()]
    for source, target, mechanism, *rest in links:
        share = rest[0] if rest else 1.0
        records.append(
            Connection(
                id=f"{source}-{target}", source=source, target=target, mechanism=mechanism, share=share
            )
        )
    records += [Workload(id=node, **stated) for node, stated in workload.items()]
    return Design(records)


RECORDS = {"items_per_month": 1000.0, "item_kb": 1024.0, "peak_ratio": 3.0}
AUDIO = {"kind": "audio", "items_per_month": 100.0, "item_kb": 1024.0, "seconds": 60.0}


def test_what_enters_passes_along_every_arrow():
    flow = flow_of(
        design(
            "source pipe pipe2",
            [("source", "pipe", "sdk-call"), ("pipe", "pipe2", "sdk-call")],
            source=RECORDS,
        ),
        CATALOG,
    )

    assert flow.nodes["pipe2"].quantity("items") == 1000
    assert flow.nodes["pipe2"].quantity("gb") == pytest.approx(1000 / 1024)
    assert flow.nodes["pipe2"].quantity("peak") == pytest.approx(3000 / SECONDS_PER_MONTH)
    assert flow.connections["pipe-pipe2"]["records"].items.expected == 1000


def test_fan_out_copies_and_fan_in_adds():
    links = [
        ("source", "pipe", "sdk-call"),
        ("source", "pipe2", "sdk-call", 0.5),
        ("pipe", "pipe3", "sdk-call"),
        ("pipe2", "pipe3", "sdk-call"),
    ]

    flow = flow_of(design("source pipe pipe2 pipe3", links, source=RECORDS), CATALOG)

    assert flow.nodes["pipe3"].quantity("items") == 1500


@given(st.floats(0, 1e6), st.floats(0, 10), st.floats(0, 10))
def test_flow_is_linear_in_the_load(items, share, factor):
    links = [("source", "pipe", "sdk-call", share)]
    stated = {"items_per_month": items, "item_kb": 1.0}

    one = flow_of(design("source pipe", links, source=stated), CATALOG).nodes["pipe"].quantity("items")
    many = (
        flow_of(design("source pipe", links, source=stated | {"items_per_month": items * factor}), CATALOG)
        .nodes["pipe"]
        .quantity("items")
    )

    assert one == pytest.approx(items * share)
    assert many == pytest.approx(one * factor)


def test_a_range_stays_a_range_and_an_uncertain_setting_widens_it():
    flow = flow_of(
        design(
            "source store",
            [("source", "store", "sdk-call")],
            source=AUDIO | {"items_per_month": (50.0, 100.0, 200.0)},
        ),
        CATALOG,
    )

    assert flow.nodes["store"].quantities["kept"] == pytest.approx(Spread(50 / 1024, 200 / 1024, 800 / 1024))


def test_without_a_workload_nothing_is_known_but_what_needs_none():
    flow = flow_of(design("source pipe query", [("source", "pipe", "sdk-call")]), CATALOG)

    assert flow.nodes["pipe"].quantities["items"] == NOT_KNOWN
    assert flow.nodes["query"].quantities["scanned"] == NOT_KNOWN
    assert flow.nodes["query"].quantity("hours") == 720


def test_a_measure_that_was_not_stated_is_unknown_and_not_zero():
    flow = flow_of(
        design("source pipe", [("source", "pipe", "sdk-call")], source={"items_per_month": 5.0}), CATALOG
    )

    assert flow.nodes["pipe"].quantity("items") == 5
    assert flow.nodes["pipe"].quantity("gb") is None


def test_a_converter_takes_its_kind_and_sends_another():
    links = [
        ("source", "store", "sdk-call"),
        ("store", "speech", "job-input"),
        ("speech", "store2", "job-output"),
        ("store2", "query", "query"),
    ]

    flow = flow_of(design("source store speech store2 query", links, source=AUDIO), CATALOG)

    text = flow.nodes["store2"].inputs["text"]
    assert (text.items.expected, text.characters.expected, text.seconds.expected) == (100, 90_000, 0)
    assert flow.nodes["query"].quantity("scanned") == pytest.approx(0.002)


def test_content_that_an_event_names_is_known_downstream_but_not_moved_twice():
    links = [
        ("source", "store", "sdk-call"),
        ("store", "bus", "event-notification"),
        ("bus", "work", "event-rule-target"),
        ("work", "speech", "service-integration"),
    ]

    named_only = flow_of(design("source store bus work speech", links, source=AUDIO), CATALOG)
    with_data = flow_of(
        design("source store bus work speech", [*links, ("store", "speech", "job-input")], source=AUDIO),
        CATALOG,
    )

    assert named_only.nodes["work"].quantity("runs") == 100
    assert named_only.nodes["speech"].quantity("heard") == 6000
    assert with_data.nodes["speech"].quantity("heard") == 6000
    assert with_data.nodes["speech"].quantity("started") == 100


def test_a_cycle_that_changes_kind_comes_to_rest():
    links = [
        ("source", "store", "sdk-call"),
        ("store", "speech", "job-input"),
        ("speech", "store", "job-output"),
    ]

    flow = flow_of(design("source store speech", links, source=AUDIO), CATALOG)

    assert flow.diverging == ()
    assert flow.nodes["speech"].quantity("heard") == 6000
    assert flow.nodes["store"].inputs["text"].items.expected == 100


def test_a_cycle_that_grows_has_no_number_and_is_named():
    flow = flow_of(
        design(
            "source pipe pipe2",
            [("source", "pipe", "sdk-call"), ("pipe", "pipe2", "sdk-call"), ("pipe2", "pipe", "sdk-call")],
            source=RECORDS,
        ),
        CATALOG,
    )

    assert flow.diverging == ("pipe", "pipe2")
    assert flow.nodes["pipe"].quantity("items") is None


def test_a_cycle_that_shrinks_comes_to_its_limit():
    flow = flow_of(
        design(
            "source pipe pipe2",
            [
                ("source", "pipe", "sdk-call"),
                ("pipe", "pipe2", "sdk-call"),
                ("pipe2", "pipe", "sdk-call", 0.5),
            ],
            source=RECORDS,
        ),
        CATALOG,
    )

    assert flow.nodes["pipe"].quantity("items") == pytest.approx(2000)


@given(st.floats(0, 0.97), st.floats(0.5, 1.0), st.integers(1, 4))
def test_a_cycle_comes_to_rest_where_what_comes_in_and_goes_round_is_what_goes_on(back, on, length):
    ring = ["pipe", *(f"pipe{at}" for at in range(2, length + 1))]
    links = [("source", "pipe", "sdk-call"), ("pipe", "pipe9", "sdk-call", on)]
    links += [(one, other, "sdk-call") for one, other in pairwise(ring)]
    links += [(ring[-1], "pipe", "sdk-call", back)]

    flow = flow_of(design(" ".join(["source", *reversed(ring), "pipe9"]), links, source=RECORDS), CATALOG)

    assert flow.diverging == ()
    assert flow.nodes["pipe"].quantity("items") == pytest.approx(1000 / (1 - back), rel=1e-5)
    assert flow.nodes["pipe9"].quantity("items") == pytest.approx(1000 * on / (1 - back), rel=1e-5)


@given(st.floats(1.0, 3.0) | st.just(1e60), st.integers(1, 4))
def test_a_cycle_that_does_not_shrink_never_comes_to_rest(back, length):
    ring = ["pipe", *(f"pipe{at}" for at in range(2, length + 1))]
    links = [("source", "pipe", "sdk-call"), *((one, other, "sdk-call") for one, other in pairwise(ring))]
    links += [(ring[-1], "pipe", "sdk-call", back)]

    flow = flow_of(design(" ".join(["source", *ring]), links, source=RECORDS), CATALOG)

    assert set(flow.diverging) == set(ring)


def test_content_that_is_only_named_does_not_grow_without_end_unnoticed():
    fetcher = service(
        "fetcher",
        emits=(PASS, Emit(kind="calls", items="pushed.items")),
        to=[("fetcher", "sdk-call", "control", ())],
        quantities=(quantity("heard", "audio.seconds", "s"),),
    )
    made = [Node(id=key, service="fetcher") for key in ("a", "b")]
    links = [
        Connection(id="ab", source="a", target="b", mechanism="sdk-call", share=3.0),
        Connection(id="ba", source="b", target="a", mechanism="sdk-call"),
    ]
    own = Workload(id="a", kind="audio", items_per_month=10.0, item_kb=1.0, seconds=60.0)

    flow = flow_of(Design([*made, *links, own]), Catalog([fetcher], (), ()))

    assert flow.diverging == ("a", "b")
    assert flow.nodes["b"].quantity("heard") is None


def test_a_small_stream_does_not_hide_a_larger_one_that_a_command_names():
    links = [
        ("source", "store", "sdk-call"),
        ("store", "bus", "event-notification"),
        ("bus", "work", "event-rule-target"),
        ("work", "speech", "service-integration"),
        ("source2", "speech", "sdk-call"),
    ]
    few = AUDIO | {"items_per_month": 10.0}

    flow = flow_of(design("source source2 store bus work speech", links, source=AUDIO, source2=few), CATALOG)

    assert flow.nodes["speech"].quantity("heard") == 6000


@pytest.mark.parametrize(
    "mechanism", ["deploy", "host", "metadata", "encrypt", "secret", "authorize", "mount"]
)
def test_arrows_that_set_something_up_carry_no_load(mechanism):
    flow = flow_of(design("source pipe", [("source", "pipe", mechanism)], source=RECORDS), CATALOG)

    assert (flow.connections["source-pipe"], flow.nodes["pipe"].quantity("items")) == ({}, None)


def test_the_user_can_say_what_an_arrow_carries():
    records = design("source pipe", [], source=AUDIO)
    link = Connection(
        id="l", source="source", target="pipe", mechanism="sdk-call", carries="records", item_kb=2.0
    )
    records = Design([*records.records(), link])

    flow = flow_of(records, CATALOG)

    assert set(flow.connections["l"]) == {"records"}
    assert flow.nodes["pipe"].quantity("gb") == pytest.approx(200 / 1024 / 1024)


def test_a_service_the_catalog_does_not_know_stops_the_flow_without_a_fault():
    unknown = Design(
        [
            Node(id="x", service="nothing"),
            Node(id="pipe", service="pipe"),
            Connection(id="l", source="x", target="pipe", mechanism="sdk-call"),
        ]
    )

    assert flow_of(unknown, CATALOG).nodes["pipe"].quantities["items"] == NOT_KNOWN


def test_every_formula_of_the_catalog_works_out_on_every_draggable_service(catalog):
    for entry in catalog.draggable:
        kinds = entry.accepts or ("records",)
        stated = Workload(
            id="n",
            kind=kinds[0],
            items_per_month=1e5,
            item_kb=10.0,
            seconds=10.0,
            characters=100.0,
            pages=2.0,
        )

        flow = flow_of(Design([Node(id="n", service=entry.id), stated]), catalog)

        missing = [
            key
            for key, spread in flow.nodes["n"].quantities.items()
            if spread.expected is not None and spread.expected < 0
        ]
        assert missing == [], f"{entry.id} has negative quantities"


def test_what_comes_of_settings_alone_needs_no_load():
    clock = service(
        "clock",
        emits=(Emit(kind="calls", items="30 * runs"),),
        settings=(Setting(id="runs", title="Runs", default=2.0),),
        to=[("work", "event-rule-target", "control", ())],
    )
    catalog = Catalog([clock, WORK], (), ())
    link = Connection(id="l", source="clock", target="work", mechanism="event-rule-target")

    flow = flow_of(
        Design([Node(id="clock", service="clock"), Node(id="work", service="work"), link]), catalog
    )

    assert flow.nodes["work"].quantity("runs") == 60


def test_a_store_keeps_each_kind_apart():
    links = [
        ("source", "store", "sdk-call"),
        ("store", "speech", "job-input"),
        ("speech", "store", "job-output"),
        ("store", "query", "query"),
    ]

    flow = flow_of(design("source store speech query", links, source=AUDIO), CATALOG)

    kept = flow.nodes["store"].quantity("kept")
    assert flow.nodes["query"].quantity("scanned") == pytest.approx(kept)


def test_a_function_that_fetches_what_an_event_names_does_not_count_it_twice():
    worker = service("fetcher", emits=(PASS,), to=[("speech", "sdk-call", "data", ("audio",))])
    worker = type(worker)(
        **{field: getattr(worker, field) for field in worker.__struct_fields__} | {"category": "compute"}
    )
    store = service(
        "store",
        emits=STORE.flow.emits,
        settings=STORE.settings,
        to=[
            ("fetcher", "event-notification", "data", ("events",)),
            ("speech", "job-input", "read", ("audio",)),
        ],
    )
    catalog = Catalog([store, worker, SPEECH], (), ())
    nodes = [Node(id=name, service=name) for name in ("store", "fetcher", "speech")]
    tell = Connection(id="a", source="store", target="fetcher", mechanism="event-notification")
    call = Connection(id="b", source="fetcher", target="speech", mechanism="sdk-call")
    read = Connection(id="c", source="store", target="speech", mechanism="job-input")
    load = Workload(id="store", **AUDIO)

    fetched = flow_of(Design([*nodes, tell, call, load]), catalog)
    both = flow_of(Design([*nodes, tell, call, read, load]), catalog)

    assert fetched.nodes["speech"].quantity("heard") == 6000
    assert both.nodes["speech"].quantity("heard") == 6000


def test_what_passes_events_on_does_not_send_the_content_they_name():
    topic = service("topic", emits=(PASS,), to=[("pipe", "subscription", "data", ("events", "audio"))])
    topic = type(topic)(
        **{field: getattr(topic, field) for field in topic.__struct_fields__} | {"category": "integration"}
    )
    store = service(
        "store",
        emits=STORE.flow.emits,
        settings=STORE.settings,
        to=[("topic", "event-notification", "data", ("events",))],
    )
    catalog = Catalog([store, topic, PIPE], (), ())
    nodes = [Node(id=name, service=name) for name in ("store", "topic", "pipe")]
    links = [
        Connection(id="a", source="store", target="topic", mechanism="event-notification"),
        Connection(id="b", source="topic", target="pipe", mechanism="subscription"),
    ]

    flow = flow_of(Design([*nodes, *links, Workload(id="store", **AUDIO)]), catalog)

    assert set(flow.connections["b"]) == {"events"}
    assert flow.nodes["pipe"].inputs["audio"].seconds.expected == 6000


def test_a_word_in_the_place_of_a_number_is_no_value():
    kept = quantity("kept_s", "retention_days * 86400")
    store = service(
        "queue", quantities=[kept], settings=[Setting(id="retention_days", title="Kept", default=4)]
    )
    catalog = Catalog([store], (), ())

    def kept_s(**settings):
        flow = flow_of(Design([Node(id="q", service="queue", settings=settings)]), catalog)
        return flow.nodes["q"].quantity("kept_s")

    assert kept_s() == 4 * 86400
    assert kept_s(retention_days="x" * 100) is None
