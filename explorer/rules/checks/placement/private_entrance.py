"""W9010: clients on the internet, and a private subnet."""

from collections.abc import Iterator
from functools import partial

from explorer.rules.fixes import moved_into
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.places import beside, draws_networks, is_private, place_name, subnet_of

_CLIENTS = ("client", "website", "external-http", "iot-device")
_ENTRANCES = frozenset({"elb", "ec2", "ecs", "fargate", "eks"})
_PRIVATE_WAYS = ("vpn", "direct-connect", "transit-gateway", "privatelink")


@rule(
    id="W9010",
    title="Clients call what stands in a private subnet",
    why="No route leads from the internet into a private subnet, so the calls never arrive.",
    source="Elastic Load Balancing User Guide: Internet-facing and internal load balancers "
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        group net kind=vpc
        group back kind=subnet parent=net label=Private
        c: client
        lb: elb group=back
        c -> lb protocol-ingest
    """,
    passes="""
        group net kind=vpc
        group front kind=subnet parent=net label=Public
        c: client
        lb: elb group=front
        c -> lb protocol-ingest
    """,
)
def private_entrance(view: View) -> Iterator[Finding]:
    """Every arrow of a client into such a subnet, where no private network leads there either."""
    if not view.once(draws_networks) or any(view.by_service.get(name) for name in _PRIVATE_WAYS):
        return
    for service in _CLIENTS:
        for link in view.links(source=service, mechanism="protocol-ingest"):
            subnet = subnet_of(view, link.target) if link.target.service in _ENTRANCES else None
            if subnet is not None and is_private(subnet):
                message = (
                    f"{view.label(link.source)} calls {view.label(link.target)}, which stands in "
                    f"{place_name(view, subnet.id)}: put a public load balancer or API before it."
                )
                places = (link.target.id, link.source.id)
                yield Finding(message, places, (link.connection.id,), _fix(view, link))


def _fix(view: View, link: Link) -> Fix | None:
    """A load balancer in the public subnet beside; the rest stays private."""
    subnet = subnet_of(view, link.target)
    public = beside(view, subnet, public=True) if subnet else None
    if public is None or link.target.service != "elb":
        return None
    change = partial(moved_into, view, link.target, public.id, public.x + 24, public.y + 40)
    return Fix(f"Move it to {place_name(view, public.id)}", change)
