"""E1005: a service id that the catalog does not have."""

from collections.abc import Iterator
from functools import partial

from explorer.catalog.search import Hit, search
from explorer.design import edits
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import listed


@rule(
    id="E1005",
    title="The catalog has no such service",
    why="Nothing can be said of this node: no connection is checked, nothing flows through it, it has no price.",
    source="The catalog's list of services https://docs.aws.amazon.com/",
    fails="""
        fn: lamda
    """,
    passes="""
        fn: lambda
    """,
)
def known_service(view: View) -> Iterator[Finding]:
    """Every node whose service id leads nowhere, with the nearest that exist."""
    for node in view.nodes():
        if node.service in view.catalog.services:
            continue
        near = view.once(_nearest)[node.service]
        message = f"The service '{node.service}' of {node.label or node.id} is not in the catalog"
        message += f"; do you mean {listed((hit.id for hit in near), last='or')}?" if near else "."
        fix = None
        if near:
            fix = Fix(f"Make it {near[0].name}", partial(edits.set_fields, node, service=near[0].id))
        yield Finding(message, (node.id,), fix=fix)


def _nearest(view: View) -> dict[str, list[Hit]]:
    """Hits by each unknown id: a search costs as much as a whole check, so each id is looked for once."""
    unknown = {node.service for node in view.nodes()} - set(view.catalog.services)
    words = {service: service.replace("-", " ").removeprefix("aws ") for service in sorted(unknown)}
    return {
        service: search(view.catalog, text, draggable_only=True, limit=3) for service, text in words.items()
    }
