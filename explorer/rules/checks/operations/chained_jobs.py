"""I8014: jobs one behind the other that no one oversees."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import listed

_READS, _WRITES = "job-input", "job-output"
_LONG = 3
_OVERSEERS = frozenset(
    {"step-functions", "sagemaker-pipelines", "mwaa", "glue-workflow", "data-pipeline", "codepipeline"}
)


@rule(
    id="I8014",
    title="Jobs follow each other and nothing oversees them",
    why="When the second of three jobs fails the third does not run or runs on old data, and nobody sees the whole.",
    source="AWS Step Functions Developer Guide: What is Step Functions? "
    "https://docs.aws.amazon.com/step-functions/latest/dg/welcome.html",
    pillars=("operational excellence", "reliability"),
    wide=True,
    fails="""
        a: s3
        j1: transcribe
        b: s3
        j2: translate
        c: s3
        j3: comprehend
        a -> j1 job-input
        j1 -> b job-output
        b -> j2 job-input
        j2 -> c job-output
        c -> j3 job-input
    """,
    passes="""
        a: s3
        j1: transcribe
        b: s3
        j2: translate
        c: s3
        j3: comprehend
        flow: step-functions
        a -> j1 job-input
        j1 -> b job-output
        b -> j2 job-input
        j2 -> c job-output
        c -> j3 job-input
        flow -> j1 service-integration
        flow -> j2 service-integration
        flow -> j3 service-integration
    """,
)
def chained_jobs(view: View) -> Iterator[Finding]:
    """Every three jobs with stores between them of which no workflow starts any; the first of the chain is told."""
    for chain in view.while_wired(_chains):
        names = listed(view.label(view.design.nodes[job]) for job in chain)
        message = f"{names} follow each other through stores, and no workflow starts any of them."
        yield Finding(message, chain)


def _chains(view: View) -> list[tuple[str, ...]]:
    """The chains by ids, one from each job that writes and is fed by no other."""
    writers = {link.source.id: link.source for link in view.all_links if link.connection.mechanism == _WRITES}
    found = (_chain(view, (node,)) for node in writers.values() if not _is_fed(view, node))
    return [tuple(job.id for job in chain) for chain in found if chain]


def _is_fed(view: View, node: Node) -> bool:
    """Whether another job writes what it reads."""
    stores = (link.source for link in view.entering(node.id) if link.connection.mechanism == _READS)
    return any(
        link.connection.mechanism == _WRITES and link.source.id != node.id
        for store in stores
        for link in view.entering(store.id)
    )


def _chain(view: View, so_far: tuple[Node, ...]) -> tuple[Node, ...]:
    """The first chain found that begins so, long enough and of jobs that nothing oversees; empty without any."""
    last = so_far[-1]
    if any(link.source.service in _OVERSEERS for link in view.entering(last.id)):
        return ()
    if len(so_far) == _LONG:
        return so_far
    following = (job for job in _after(view, last) if job not in so_far)
    return next((chain for job in following if (chain := _chain(view, (*so_far, job)))), ())


def _after(view: View, node: Node) -> Iterator[Node]:
    """Jobs that read what this one writes."""
    for link in view.leaving(node.id):
        if link.connection.mechanism == _WRITES:
            for reader in view.leaving(link.target.id):
                if reader.connection.mechanism == _READS:
                    yield reader.target
