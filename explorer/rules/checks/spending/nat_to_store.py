"""I7002: traffic to a bucket through a toll gate."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule

_FREE_WAY = ("s3", "dynamodb")
"""Services with a gateway endpoint, which costs nothing."""


@rule(
    id="I7002",
    title="Traffic to S3 or DynamoDB goes through a NAT gateway",
    why="A NAT gateway is paid by the gigabyte; a gateway endpoint takes the same traffic for nothing.",
    source="AWS PrivateLink Guide: Gateway endpoints "
    "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    pillars=("cost optimization",),
    fails="""
        fn: lambda
        n: nat-gateway
        b: s3
        fn -> n network
        n -> b network
    """,
    passes="""
        fn: lambda
        n: nat-gateway
        x: external-http
        fn -> n network
        n -> x network
    """,
)
def nat_to_store(view: View) -> Iterator[Finding]:
    """Every NAT gateway that leads to a service with a gateway endpoint."""
    for target in _FREE_WAY:
        for link in view.links("nat-gateway", target):
            message = (
                f"{view.label(link.source)} is on the way to {view.label(link.target)}; a gateway endpoint of the "
                f"VPC leads there without a charge per gigabyte."
            )
            yield Finding(message, (link.source.id, link.target.id), (link.connection.id,))
