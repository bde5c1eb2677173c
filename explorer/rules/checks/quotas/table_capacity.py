"""W2138: a table with less capacity than its load."""

from collections.abc import Iterator
from math import ceil

from explorer.design import Node
from explorer.flow.model import SECONDS_PER_MONTH
from explorer.rules.fixes import set_all
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import listed, number


@rule(
    id="W2138",
    title="A table has less capacity than its load needs",
    why="Requests above the provisioned capacity are throttled; clients try again, and in the end they fail.",
    source="Amazon DynamoDB Developer Guide: Provisioned capacity mode "
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/provisioned-capacity-mode.html",
    pillars=("reliability", "performance"),
    fails="""
        fn: lambda
        t: dynamodb capacity_mode=provisioned write_capacity=10 read_capacity=200
        fn << records items_per_s=50 item_kb=1
        fn -> t sdk-call
    """,
    passes="""
        fn: lambda
        t: dynamodb capacity_mode=provisioned write_capacity=100 read_capacity=200
        fn << records items_per_s=50 item_kb=1
        fn -> t sdk-call
    """,
)
def table_capacity(view: View) -> Iterator[Finding]:
    """Every provisioned table that gets more writes at its peak, or more reads on average, than it has units for."""
    for node in view.nodes("dynamodb"):
        short = _short(view, node) if view.setting(node, "capacity_mode") == "provisioned" else {}
        if short:
            said = [
                f"{number(needed)} {words} units a second where it has {number(has)}"
                for words, (needed, has) in short.items()
            ]
            needs = {f"{words}_capacity": ceil(needed) for words, (needed, _) in short.items()}
            title = f"Give it {listed(f'{count:,} {key[:-9]} units' for key, count in needs.items())}"
            message = f"{view.label(node)} needs {listed(said)}."
            yield Finding(message, (node.id,), fix=set_all(node, needs, title))


def _short(view: View, node: Node) -> dict[str, tuple[float, float]]:
    """What is short, ``write`` or ``read``, with what is needed and what there is."""
    reads = view.quantity(node, "read_units")
    needed = {
        "write": view.quantity(node, "peak_writes_per_s"),
        "read": None if reads is None else reads / SECONDS_PER_MONTH,
    }
    found = {words: (units, view.number(node, f"{words}_capacity")) for words, units in needed.items()}
    return {
        words: (units, has)
        for words, (units, has) in found.items()
        if units is not None and has is not None and units > has
    }
