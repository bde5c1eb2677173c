"""I9007: data that goes away with one Availability Zone."""

from collections.abc import Iterator

from explorer.catalog.model import OneZone
from explorer.design import Node
from explorer.design.records import SettingValue
from explorer.rules.fixes import set_to
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, View, rule


@rule(
    id="I9007",
    title="A data store stands in one Availability Zone",
    why="When the zone fails, so does all that reads or writes there, until it is back or restored elsewhere.",
    source="AWS Well-Architected Framework, Reliability: Deploy the workload to multiple locations "
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html",
    pillars=("reliability",),
    fails="""
        fn: lambda
        db: rds
        fn -> db sdk-call
    """,
    passes="""
        fn: lambda
        db: rds multi_az=true
        fn -> db sdk-call
    """,
)
def one_zone(view: View) -> Iterator[Finding]:
    """Every store in use whose settings keep all of it in one zone."""
    for service_id, nodes in view.by_service.items():
        service = view.catalog.service(service_id)
        mark = service.one_zone if service else None
        for node in nodes if mark else ():
            if mark and _is_in_one(view, node, mark) and _is_used(view, node):
                message = f"{view.label(node)} stands in one Availability Zone and fails with it."
                yield Finding(message, (node.id,), fix=set_to(view, node, mark.setting, _plain(mark.instead)))


def _is_in_one(view: View, node: Node, mark: OneZone) -> bool:
    return all(view.setting(node, one.setting) in one.values for one in mark.when)


def _is_used(view: View, node: Node) -> bool:
    links = (*view.entering(node.id), *view.leaving(node.id))
    return any(link.connection.mechanism not in SUPPORT for link in links)


def _plain(value: SettingValue) -> SettingValue:
    """A whole number as one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
