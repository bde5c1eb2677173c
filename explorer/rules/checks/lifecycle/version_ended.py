"""W4006: a version, runtime or size that is no longer supported."""

from collections.abc import Iterator

from explorer.catalog.model import ChoiceEnd, Setting
from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Fix, View, rule


@rule(
    id="W4006",
    title="A version that has ended is chosen",
    why="It gets no more security fixes or help, and new ones of it can soon not be made, or cannot already.",
    source="AWS Product Lifecycle; the finding names the page https://aws.amazon.com/products/lifecycle/",
    fails="""
        fn: lambda runtime=python3.8
    """,
    passes="""
        fn: lambda runtime=python3.14
    """,
)
def version_ended(view: View) -> Iterator[Finding]:
    """Every setting whose value had ended when the catalog was last looked at."""
    for node, setting, end in ending(view):
        if end.date <= looked_at(view, node):
            message = f"{setting.title} {end.choice} of {view.label(node)} is not supported since {end.date}."
            yield Finding(message, (node.id,), fix=fix(view, node, setting, end), source=setting.source)


def ending(view: View) -> Iterator[tuple[Node, Setting, ChoiceEnd]]:
    """Nodes with a setting whose value has an end."""
    for service_id, nodes in view.by_service.items():
        service = view.catalog.service(service_id)
        for setting in service.settings if service else ():
            for node in nodes if setting.ends else ():
                value = view.setting(node, setting.id)
                yield from ((node, setting, end) for end in setting.ends if end.choice == value)


def looked_at(view: View, node: Node) -> str:
    """The day of the catalog's entry: what is past then, not what is past when somebody checks."""
    service = view.service(node)
    return service.as_of if service else ""


def fix(view: View, node: Node, setting: Setting, end: ChoiceEnd) -> Fix | None:
    """The choice that the catalog names instead."""
    return set_to(view, node, setting.id, end.instead) if end.instead else None
