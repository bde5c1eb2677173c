"""W3006: messages that fail have no place to go."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import STEP, place_beside, set_to
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import some

_ASYNCHRONOUS = frozenset({"event-notification", "subscription", "event-rule-target"})
_READERS = frozenset({"event-source-mapping", "sdk-call"})


@rule(
    id="W3006",
    title="What fails has no dead-letter queue",
    why="A message that fails again and again is dropped in the end, and nobody can see why.",
    source="Amazon SQS Developer Guide: Using dead-letter queues "
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        b: s3
        fn: lambda
        b -> fn event-notification
    """,
    passes="""
        b: s3
        fn: lambda
        d: sqs
        b -> fn event-notification
        fn -> d delivery-destination
    """,
)
def dead_letters(view: View) -> Iterator[Finding]:
    """Every consumed queue without one, and one finding for all functions called asynchronously."""
    queues, functions = view.while_wired(_bare)
    for node in map(view.design.nodes.__getitem__, queues):
        if view.setting(node, "dead_letter") is not True:
            message = (
                f"Messages in {view.label(node)} that cannot be handled have no dead-letter queue to go to."
            )
            fix = set_to(view, node, "dead_letter", True, words="Give it a dead-letter queue")
            yield Finding(message, (node.id,), fix=fix)
    for bare in view.together(dead_letters.id, map(view.design.nodes.__getitem__, functions)):
        message = (
            f"Events that {some([view.label(node) for node in bare])} cannot handle are lost after the retries: "
            f"no failure destination takes them."
        )
        fix = Fix("Add a queue for what fails", partial(_collected, view, bare))
        yield Finding(message, tuple(node.id for node in bare), fix=fix)


def _collected(view: View, functions: list[Node]) -> Change:
    """One queue that takes what any of the functions cannot handle, watched where something is."""
    queue, change = place_beside(view, "sqs", functions[0].x + STEP, functions[0].y)
    ends = [(function.id, queue.id, "delivery-destination") for function in functions]
    ends += [(queue.id, watcher.id, "log-metric") for watcher in view.nodes("cloudwatch")[:1]]
    taken = set(view.design.connections)
    links: list[Connection] = []
    for source, target, mechanism in ends:
        link_id = edits.fresh_id(f"{source}-to-{target}", taken)
        taken.add(link_id)
        links.append(Connection(id=link_id, source=source, target=target, mechanism=mechanism))
    return change.then(added(links))


def _bare(view: View) -> tuple[list[str], list[str]]:
    """Ids of consumed queues and of functions called asynchronously from which no arrow takes what fails."""
    queues = [
        node.id for node in view.nodes("sqs") if _is_consumed(view, node) and not _has_arrow(view, node)
    ]
    functions = [
        node.id for node in view.nodes("lambda") if _is_told(view, node) and not _has_arrow(view, node)
    ]
    return queues, functions


def _has_arrow(view: View, node: Node) -> bool:
    return any(link.connection.mechanism == "delivery-destination" for link in view.leaving(node.id))


def _is_consumed(view: View, node: Node) -> bool:
    return any(link.connection.mechanism in _READERS for link in view.leaving(node.id))


def _is_told(view: View, node: Node) -> bool:
    """Whether something calls it and goes on; a pipe waits for it, and hands what failed back to its source."""
    told = (link for link in view.entering(node.id) if link.connection.mechanism in _ASYNCHRONOUS)
    return any(link.source.service != "eventbridge-pipes" for link in told)
