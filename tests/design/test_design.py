import pytest

from explorer.design import Change, Connection, Design, Group, History, Node, Workload, edits
from explorer.design.change import added, removed
from explorer.errors import EditError


@pytest.fixture
def design():
    return Design(
        [
            Node(id="a", service="s3", group="g"),
            Node(id="b", service="lambda", x=8),
            Node(id="c", service="dynamodb"),
            Connection(id="ab", source="a", target="b", mechanism="event-notification"),
            Connection(id="bc", source="b", target="c", mechanism="sdk-call"),
            Group(id="g", label="Account"),
            Workload(id="a", items_per_month=10.0),
        ]
    )


def test_a_change_and_its_inverse_leave_the_design_as_it_was(design):
    before = design.copy()
    change = edits.delete(design, ["nodes/a", "groups/g"])

    design.apply(change)
    assert "a" not in design.nodes
    design.apply(change.inverted())

    assert design == before
    assert [link.id for link in design.leaving("a")] == ["ab"]


def test_deleting_a_node_takes_its_connections_and_workload_along(design):
    design.apply(edits.delete(design, ["nodes/a"]))

    assert set(design.connections) == {"bc"}
    assert not design.workloads


def test_deleting_a_group_sets_its_members_free(design):
    design.apply(edits.delete(design, ["groups/g"]))

    assert design.nodes["a"].group == ""


def test_a_connection_to_nowhere_is_refused_and_nothing_changes(design):
    before = design.copy()

    with pytest.raises(EditError, match="'nowhere', which is not in the design"):
        design.apply(added([Connection(id="x", source="a", target="nowhere", mechanism="sdk-call")]))
    with pytest.raises(EditError, match="still has connections"):
        design.apply(removed([design.nodes["b"]]))

    assert design == before


def test_a_change_that_no_longer_fits_is_refused(design):
    stale = edits.set_fields(design.nodes["a"], label="one")
    design.apply(edits.set_fields(design.nodes["a"], label="two"))

    with pytest.raises(EditError, match="has changed meanwhile"):
        design.apply(stale)


def test_subscribers_get_the_change_that_names_what_differs(design):
    told: list[Change] = []
    design.changed.connect(told.append)

    design.apply(edits.move(design, ["nodes/a", "nodes/b"], dx=8, dy=0))

    assert [change.keys for change in told] == [{"nodes/a", "nodes/b"}]


def test_moving_a_group_moves_what_is_in_it(design):
    design.apply(edits.move(design, ["groups/g"], dx=16, dy=8))

    assert (design.nodes["a"].x, design.nodes["a"].y, design.groups["g"].x) == (16, 8, 16)


def test_a_drag_of_many_moves_is_one_step_and_nothing_when_it_ends_where_it_began(design):
    history = History(design)
    mark = history.mark()
    for dx in (8, 8, -16):
        history.do("Move", edits.move(design, ["nodes/a"], dx=dx, dy=0))
    history.squash_to(mark, "Move")

    assert history.done == ()

    for dx in (8, 8):
        history.do("Move", edits.move(design, ["nodes/a"], dx=dx, dy=0))
    history.squash_to(mark, "Move")
    history.undo()

    assert design.nodes["a"].x == 0
    assert [step.label for step in history.undone] == ["Move"]


def test_rewinding_takes_a_gesture_back_without_a_trace(design):
    history = History(design)
    mark = history.mark()
    history.do("Move", edits.move(design, ["nodes/a"], dx=8, dy=0))
    history.rewind_to(mark)

    assert design.nodes["a"].x == 0
    assert not history.can_undo
    assert not history.can_redo


def test_saved_is_where_it_was_saved(design):
    history = History(design)
    assert history.is_saved
    history.do("Label", edits.set_fields(design.nodes["a"], label="x"))
    assert not history.is_saved
    history.mark_saved()
    history.undo()
    assert not history.is_saved
    history.redo()

    assert history.is_saved


def test_a_setting_goes_back_to_the_default(design):
    design.apply(edits.set_setting(design.nodes["b"], "memory_mb", 512))
    assert design.nodes["b"].settings == {"memory_mb": 512}
    design.apply(edits.set_setting(design.nodes["b"], "memory_mb", None))

    assert design.nodes["b"].settings == {}


def test_inserting_into_a_connection_keeps_it_and_adds_one(design):
    node = Node(id="queue", service="sqs")
    design.apply(edits.insert_node(design, "ab", node, ("event-notification", "event-source-mapping")))

    assert (design.connections["ab"].source, design.connections["ab"].target) == ("a", "queue")
    assert [(link.target, link.mechanism) for link in design.leaving("queue")] == [
        ("b", "event-source-mapping")
    ]


def test_pasting_gives_new_ids_and_takes_inner_connections_along(design):
    records = [design.nodes["a"], design.nodes["b"], design.connections["ab"], design.connections["bc"]]
    design.apply(edits.paste(design, [*records, design.workloads["a"]], dx=24, dy=24))

    assert set(design.nodes) == {"a", "b", "c", "a-2", "b-2"}
    assert [link.target for link in design.leaving("a-2")] == ["b-2"]
    assert design.leaving("b-2") == []
    assert design.workloads["a-2"].items_per_month == 10


def test_ids_are_slugs_and_never_taken():
    assert edits.fresh_id("Call recordings (EU)!", ()) == "call-recordings-eu"
    assert edits.fresh_id("a", {"a", "a-2"}) == "a-3"
    assert edits.fresh_id("日本", ()) == "item"
