"""W4004: a service that the design's region does not have."""

from collections.abc import Iterator
from functools import partial

from explorer.catalog.model import Service
from explorer.design import Node, edits
from explorer.rules.checks.lifecycle.ended import named
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.regions import region_of
from explorer.rules.words import listed, some


@rule(
    id="W4004",
    title="The region does not have this service",
    why="It cannot be created there; reaching it in another region costs time, transfer, and may break residency.",
    source="AWS Regional Services List https://aws.amazon.com/about-aws/global-infrastructure/regional-product-services/",
    wide=True,
    fails="""
        region af-south-1
        x: comprehend
    """,
    passes="""
        region eu-west-1
        x: comprehend
    """,
)
def region(view: View) -> Iterator[Finding]:
    """One finding for each service and region in which the catalog does not list it; an empty list says nothing."""
    missing: dict[tuple[str, str], list[Node]] = {}
    for service_id, nodes in view.by_service.items():
        service = view.catalog.service(service_id)
        if service is not None and service.regions and "global" not in service.regions:
            for where, placed in _by_region(view, nodes).items():
                if where and where not in service.regions:
                    missing[service_id, where] = placed
    fix = _fix(view) if missing else None
    for (service_id, where), nodes in missing.items():
        service = view.catalog.services[service_id]
        for told in view.together(region.id, nodes):
            message = (
                f"{service.name} is not listed for {where}{named(service, told)}. {_offered(view, service)}"
            )
            yield Finding(message, tuple(node.id for node in told), fix=fix)


def _by_region(view: View, nodes: list[Node]) -> dict[str, list[Node]]:
    if not any(group.kind == "region" for group in view.design.groups.values()):
        return {view.design.header.region: nodes}
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(region_of(view, node), []).append(node)
    return found


def _offered(view: View, service: Service) -> str:
    here = view.design.header.region.split("-")[0]
    near = [code for code in service.regions if code.startswith(f"{here}-")] or list(service.regions)
    return f"It is in {some(near) if len(near) > 3 else listed(near)}."


def _fix(view: View) -> Fix | None:
    """The design in the nearest region that has everything; none where groups place the nodes."""
    if any(group.kind == "region" for group in view.design.groups.values()):
        return None
    lists = [
        set(service.regions) for node in view.nodes() if (service := view.service(node)) and service.regions
    ]
    everywhere = [codes for codes in lists if "global" not in codes]
    common = set.intersection(*everywhere) if everywhere else set()
    if not common:
        return None
    here = view.design.header.region
    best = min(common, key=lambda code: (code.split("-")[0] != here.split("-")[0], code))
    return Fix(f"Move the design to {best}", partial(edits.set_fields, view.design.header, region=best))
