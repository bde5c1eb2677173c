"""Working out only what an edit touches gives the same as working out everything."""

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.design import Design, Workload, edits
from explorer.flow import Flow, flow_of
from explorer.flow.model import MEASURES

SERVICES = (
    "client",
    "s3",
    "lambda",
    "sqs",
    "eventbridge",
    "step-functions",
    "transcribe",
    "comprehend",
    "firehose",
    "kinesis-data-streams",
    "eventbridge-scheduler",
)
MECHANISMS = (
    "sdk-call",
    "event-notification",
    "event-source-mapping",
    "job-input",
    "job-output",
    "event-rule-target",
    "delivery-destination",
)

NODE_VALUES = {"memory_mb": [128, 512, None], "dead_letter": [True, None], "max_receive_count": [2, None]}
LINK_VALUES = {
    "share": [0.5, 1.0],
    "fails": [0.0, 0.25, (0.0, 0.1, 1.0)],
    "attempts": [None, 2.0],
    "outcome": ["", "failure", "success"],
}


def plain(flow):
    return {
        "nodes": {key: (streams(node.inputs), dict(node.quantities)) for key, node in flow.nodes.items()},
        "connections": {key: streams(loads) for key, loads in flow.connections.items()},
        "diverging": flow.diverging,
    }


def streams(loads):
    return {kind: [load.measure(measure) for measure in MEASURES] for kind, load in loads.items()}


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part) for part in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value


def random_edit(data, design):  # noqa: PLR0911 - a table of edits
    nodes = sorted(design.nodes)
    kind = data.draw(
        st.sampled_from(
            ["add", "connect", "connect", "delete", "cut", "load", "setting", "move", "arrow", "arrow"]
        )
    )
    if kind == "add" or len(nodes) < 2:
        return edits.add_node(design, data.draw(st.sampled_from(SERVICES)), x=0, y=0)
    node = data.draw(st.sampled_from(nodes))
    if kind == "connect":
        return edits.connect(
            design, node, data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from(MECHANISMS))
        )
    if kind == "delete":
        return edits.delete(design, [f"nodes/{node}"])
    if kind == "load":
        stated = Workload(
            id=node,
            kind=data.draw(st.sampled_from(["audio", "records"])),
            items_per_month=data.draw(st.sampled_from([0.0, 10.0, 500.0])),
            item_kb=4.0,
            seconds=30.0,
        )
        return edits.set_workload(design, stated)
    if kind == "setting":
        name, values = data.draw(st.sampled_from(sorted(NODE_VALUES.items())))
        return edits.set_setting(design.nodes[node], name, data.draw(st.sampled_from(values)))
    if kind == "move":
        return edits.move(design, [f"nodes/{node}"], dx=8, dy=8)
    if not design.connections:
        return edits.add_note(design, "n", x=0, y=0)
    link = data.draw(st.sampled_from(sorted(design.connections)))
    if kind == "cut":
        return edits.delete(design, [f"connections/{link}"])
    field, values = data.draw(st.sampled_from(sorted(LINK_VALUES.items())))
    return edits.set_fields(design.connections[link], **{field: data.draw(st.sampled_from(values))})


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_flow_kept_up_to_date_is_the_flow_worked_out_anew(catalog, data):
    design = Design()
    kept = Flow(design, catalog)
    made = []
    for _ in range(data.draw(st.integers(1, 14))):
        if made and data.draw(st.booleans()) and data.draw(st.booleans()):
            change = made.pop().inverted()
        else:
            change = random_edit(data, design)
            made.append(change)
        design.apply(change)
        kept.update(change)
        if data.draw(st.booleans()):  # else several changes come before the flow is asked for
            assert rounded(plain(kept.result)) == rounded(plain(flow_of(design, catalog)))

    assert rounded(plain(kept.result)) == rounded(plain(flow_of(design, catalog)))
