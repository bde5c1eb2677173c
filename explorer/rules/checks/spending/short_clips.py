"""I7016: recordings that are shorter than what is billed for them."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import WORTH_USD, dollars, usd_of
from explorer.rules.words import number, span


@rule(
    id="I7016",
    title="Recordings are shorter than the least time that is billed",
    why="Every request is billed for a least time; clips joined into one recording are billed as long as they are.",
    source="Amazon Transcribe pricing https://aws.amazon.com/transcribe/pricing/",
    pillars=("cost optimization",),
    fails="""
        b: s3
        t: transcribe
        b << audio items_per_month=100000 item_kb=40 seconds=4
        b -> t job-input
    """,
    passes="""
        b: s3
        t: transcribe
        b << audio items_per_month=100000 item_kb=400 seconds=40
        b -> t job-input
    """,
)
def short_clips(view: View) -> Iterator[Finding]:
    """Every transcription that is billed for far more seconds than it hears."""
    for node in view.nodes("transcribe"):
        heard, billed = view.quantity(node, "audio_seconds"), view.quantity(node, "billed_seconds")
        jobs = view.quantity(node, "jobs")
        if not heard or not jobs or billed is None or billed <= heard:
            continue
        usd = usd_of(view, node, "billed_seconds", billed - heard)
        if usd is not None and usd >= WORTH_USD:
            message = (
                f"{number(jobs)} clips of {span(heard / jobs)} a month are billed by {view.label(node)} as "
                f"{span(billed / jobs)} each: about {dollars(usd)} USD for nothing."
            )
            yield Finding(message, (node.id,))
