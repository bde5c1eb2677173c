"""Designs of any size, the same each time: pipelines of services that the catalog connects."""

import random

from explorer.catalog import Catalog
from explorer.design import Connection, Design, Node, Workload

SERVICES = (
    *("s3", "lambda", "sqs", "sns", "eventbridge", "step-functions", "kinesis-data-streams", "firehose"),
    *("transcribe", "comprehend", "translate", "athena", "glue-job", "dynamodb", "sagemaker-endpoint"),
)
ROWS = 25


def pipeline(catalog: Catalog, nodes: int, connections: int, *, seed: int = 1) -> Design:
    """A design of that size, mostly flowing forward, with a workload at every tenth node."""
    random_ = random.Random(seed)  # noqa: S311 - the same each time, on purpose
    made = [
        Node(
            id=f"n{i}",
            service=random_.choice(SERVICES),
            label=f"Node {i}",
            x=240.0 * (i // ROWS),
            y=112.0 * (i % ROWS),
        )
        for i in range(nodes)
    ]
    links: list[Connection] = []
    while len(links) < connections:
        start = random_.randrange(nodes - 1)
        end = min(nodes - 1, start + 1 + int(random_.expovariate(1 / 20)))
        known = catalog.by_pair.get((made[start].service, made[end].service), ())
        mechanism = random_.choice(known).mechanism if known else "sdk-call"
        source, target = made[start].id, made[end].id
        links.append(Connection(id=f"c{len(links)}", source=source, target=target, mechanism=mechanism))
    loads = [
        Workload(id=node.id, kind="audio", items_per_month=1e5, item_kb=100.0, seconds=60.0)
        for node in made[::10]
    ]
    return Design([*made, *links, *loads])
