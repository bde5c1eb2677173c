"""W1007: a setting that the service does not have."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Node
from explorer.design.edits import set_setting
from explorer.rules.model import Finding, Fix, View, rule

_TOLD_ELSEWHERE = {("fargate", "instance_type")}
"""E6004 says more about it."""


@rule(
    id="W1007",
    title="The service has no such setting",
    why="The value is kept in the file and otherwise ignored: flow, limits and cost go by the default.",
    source="The catalog's settings of the service https://docs.aws.amazon.com/",
    fails="""
        fn: lambda memry_mb=512
    """,
    passes="""
        fn: lambda memory_mb=512
    """,
)
def known_settings(view: View) -> Iterator[Finding]:
    """Every stated setting whose id the catalog does not list, of services whose settings it lists."""
    for node in view.nodes():
        service = view.service(node)
        if service is None or not node.settings or not service.settings:
            continue
        known = {setting.id for setting in service.settings}
        for setting_id in node.settings:
            if setting_id not in known and (node.service, setting_id) not in _TOLD_ELSEWHERE:
                yield _finding(view, node, setting_id, known)


def _finding(view: View, node: Node, setting_id: str, known: set[str]) -> Finding:
    from difflib import get_close_matches  # noqa: PLC0415 - needed only where a setting is misspelt

    near = get_close_matches(setting_id, sorted(known), 1)
    message = f"{view.label(node)} has no setting '{setting_id}'"
    message += f"; do you mean '{near[0]}'?" if near else "."
    return Finding(
        message, (node.id,), fix=Fix(f"Remove '{setting_id}'", partial(set_setting, node, setting_id, None))
    )
