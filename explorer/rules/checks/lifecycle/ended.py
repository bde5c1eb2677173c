"""E4001: a service that is gone."""

from collections.abc import Iterator
from functools import partial

from explorer.catalog.model import Service
from explorer.design import Change, Node, edits
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import some


@rule(
    id="E4001",
    title="The service has ended",
    why="It can no longer be created or called: what is drawn cannot be built.",
    source="AWS Product Lifecycle: services that have ended; the finding names the page "
    "https://aws.amazon.com/products/lifecycle/",
    wide=True,
    fails="""
        x: iot-analytics
    """,
    passes="""
        x: iot-core
    """,
)
def ended(view: View) -> Iterator[Finding]:
    """One finding for each service of the design that AWS no longer offers."""
    for service, nodes in in_design(view, ended.id, "ended"):
        message = (
            f"{service.name} ended{on_date(service)} and cannot be built any more{named(service, nodes)}."
        )
        message += instead(view, service)
        places = tuple(node.id for node in nodes)
        yield Finding(message, places, fix=successor_fix(view, service, nodes), rests_on=service.lifecycle)


def in_design(view: View, rule_id: str, *statuses: str) -> Iterator[tuple[Service, list[Node]]]:
    """Services of the design with one of these states, and their nodes that the rule tells of together."""
    for service_id, nodes in view.by_service.items():
        service = view.catalog.service(service_id)
        if service is not None and service.lifecycle.status in statuses:
            yield from ((service, told) for told in view.together(rule_id, nodes))


def on_date(service: Service) -> str:
    """`` on 2026-10-07``, `` in 2025``, or nothing where no date was published."""
    date = service.lifecycle.date
    return (f" on {date}" if len(date) == 10 else f" in {date}") if date else ""


def named(service: Service, nodes: list[Node]) -> str:
    """The labels in brackets; empty where the nodes have none of their own."""
    labels = [node.label for node in nodes if node.label and node.label != service.name]
    return f" ({some(labels)})" if labels else ""


def instead(view: View, service: Service) -> str:
    """A sentence that names the successor; empty without one."""
    lifecycle = service.lifecycle
    if lifecycle.successor:
        return f" {view.catalog.name(lifecycle.successor)} takes its place."
    return ""


def successor_fix(view: View, service: Service, nodes: list[Node]) -> Fix | None:
    """The successor in place of the service, where every connection of the nodes holds for it too."""
    successor = view.catalog.service(service.lifecycle.successor)
    if (
        successor is None
        or not successor.draggable
        or not all(_keeps(view, node, successor) for node in nodes)
    ):
        return None
    return Fix(f"Use {successor.name} instead", partial(_replaced, nodes, successor))


def _replaced(nodes: list[Node], successor: Service) -> Change:
    change = Change()
    for node in nodes:
        settings = {key: value for key, value in node.settings.items() if successor.setting(key)}
        change = change.then(edits.set_fields(node, service=successor.id, settings=settings))
    return change


def _keeps(view: View, node: Node, successor: Service) -> bool:
    pairs = [((successor.id, link.target.service), link) for link in view.leaving(node.id)]
    pairs += [((link.source.service, successor.id), link) for link in view.entering(node.id)]
    return all(
        any(entry.mechanism == link.connection.mechanism for entry in view.catalog.by_pair.get(pair, ()))
        for pair, link in pairs
    )
