"""I4003: a service with another name or place than it had, or one that is only kept going."""

from collections.abc import Iterator
from functools import partial

from explorer.catalog.model import Service
from explorer.design import Node, edits
from explorer.rules.checks.lifecycle.ended import in_design, instead, named, on_date, successor_fix
from explorer.rules.model import Finding, Fix, View, rule

_STATES = {"maintenance": "is only maintained", "superseded": "is superseded", "moved": "has moved"}


@rule(
    id="I4003",
    title="The service is called otherwise now, or is only kept going",
    why="Old names lead to old pages; what is only maintained gets no new features and regions.",
    source="AWS Product Lifecycle; the finding names the page https://aws.amazon.com/products/lifecycle/",
    wide=True,
    fails="""
        x: cognito-sync
    """,
    passes="""
        x: cognito
    """,
)
def changed(view: View) -> Iterator[Finding]:
    """Services in maintenance, superseded or moved; renamed ones only where a label has the old name."""
    for service, nodes in in_design(view, changed.id, *_STATES):
        message = (
            f"{service.name} {_STATES[service.lifecycle.status]}{on_date(service)}{named(service, nodes)}."
        )
        message += instead(view, service)
        places = tuple(node.id for node in nodes)
        yield Finding(message, places, fix=successor_fix(view, service, nodes), rests_on=service.lifecycle)
    for service, nodes in in_design(view, changed.id, "renamed"):
        yield from _old_names(service, nodes)


def _old_names(service: Service, nodes: list[Node]) -> Iterator[Finding]:
    for node in nodes:
        old = _old_name(service, node.label)
        if old:
            message = f"{old} was renamed{on_date(service)}: it is {service.name} now."
            label = node.label.replace(old, service.name)
            fix = Fix("Use the new name", partial(edits.set_fields, node, label=label))
            yield Finding(message, (node.id,), fix=fix, rests_on=service.lifecycle)


def _old_name(service: Service, label: str) -> str:
    """An alias of two words or more that stands in the label, while the name of today does not."""
    if not label or service.name in label:
        return ""
    several = sorted((alias for alias in service.aliases if " " in alias), key=len, reverse=True)
    return next((alias for alias in several if alias in label and alias not in service.name), "")
