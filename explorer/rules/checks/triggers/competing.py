"""W3012: two consumers that each expect every message of one queue."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added, replaced
from explorer.design.edits import fresh_id
from explorer.rules.fixes import STEP, best_mechanism, free_place, place_beside
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.words import listed


@rule(
    id="W3012",
    title="Two pollers share one queue",
    why="Each message goes to only one of them, by chance: each sees a part and misses the rest.",
    source="Amazon SNS Developer Guide: Fanout Amazon SNS notifications to Amazon SQS queues "
    "https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html",
    pillars=("reliability",),
    fails="""
        q: sqs
        mails: lambda
        stats: lambda
        q -> mails event-source-mapping
        q -> stats event-source-mapping
    """,
    passes="""
        t: sns
        a: sqs
        b: sqs
        mails: lambda
        stats: lambda
        t -> a subscription
        t -> b subscription
        a -> mails event-source-mapping
        b -> stats event-source-mapping
    """,
)
def competing(view: View) -> Iterator[Finding]:
    """Every queue that event source mappings empty for two targets, if nobody says how they share it."""
    for node in view.nodes("sqs"):
        readers = _readers(view, node)
        if len(readers) > 1:
            names = listed(view.label(link.target) for link in readers)
            message = (
                f"{names} poll {view.label(node)}, so each gets only some of its messages. If each should have all, "
                f"give each a queue of its own behind a topic."
            )
            places = (node.id, *(link.target.id for link in readers))
            links = tuple(link.connection.id for link in readers)
            yield Finding(message, places, links, _fix(view, node, readers[1:]))


def _readers(view: View, queue: Node) -> list[Link]:
    """One poller's connection for each target; a share says that the messages are meant to be parted."""
    polls = [link for link in view.leaving(queue.id) if link.connection.mechanism == "event-source-mapping"]
    return list({link.target.id: link for link in polls if link.connection.share == 1.0}.values())


def _fix(view: View, queue: Node, others: list[Link]) -> Fix | None:
    """A topic before the queue and a queue for each of the others, where all that fills the queue may publish."""
    fills = [link for link in view.entering(queue.id) if link.connection.mechanism not in SUPPORT]
    pairs = view.catalog.by_pair
    if not fills or view.setting(queue, "fifo") is True:
        return None
    if any((link.source.service, "sns") not in pairs or link.source.service == "sns" for link in fills):
        return None
    return Fix("Fan out through a topic, with a queue for each", partial(_fanned, view, queue, fills, others))


def _fanned(view: View, queue: Node, fills: list[Link], others: list[Link]) -> Change:
    topic, change = place_beside(view, "sns", queue.x - STEP, queue.y)
    moved: list[tuple[Connection, Connection]] = []
    for link in fills:
        way = best_mechanism(view.catalog.by_pair[link.source.service, "sns"])
        moved.append((link.connection, replace(link.connection, target=topic.id, mechanism=way)))
    ends = [queue.id]
    taken = {*view.design.nodes, topic.id}
    x, y = queue.x, queue.y
    for link in others:
        x, y = free_place(view, x, y + 96, queue.group)
        own = Node(id=fresh_id(f"{queue.id}-{link.target.id}", taken), service="sqs", settings=queue.settings)
        label = f"{queue.label} for {view.label(link.target)}" if queue.label else ""
        own = replace(own, x=x, y=y, group=queue.group, label=label)
        taken.add(own.id)
        ends.append(own.id)
        change = change.then(added([own]))
        moved.append((link.connection, replace(link.connection, source=own.id)))
    return change.then(replaced(moved)).then(added(_subscriptions(view, topic, ends)))


def _subscriptions(view: View, topic: Node, ends: list[str]) -> list[Connection]:
    taken = set(view.design.connections)
    found: list[Connection] = []
    for end in ends:
        link_id = edits.fresh_id(f"{topic.id}-to-{end}", taken)
        taken.add(link_id)
        found.append(Connection(id=link_id, source=topic.id, target=end, mechanism="subscription"))
    return found
