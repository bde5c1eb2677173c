"""E3010: senders that know only standard queues and topics."""

from collections.abc import Iterator
from typing import NamedTuple

from explorer.rules.fixes import insert_best, set_to
from explorer.rules.model import Finding, Fix, Link, View, rule


class _Sender(NamedTuple):
    service: str
    mechanism: str
    words: str
    source: str
    via: tuple[str, ...] = ()


_SENDERS = (
    _Sender(
        *("s3", "event-notification", "Bucket notifications"),
        "Amazon S3 User Guide: Event notification types and destinations "
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html",
        ("eventbridge",),
    ),
    _Sender(
        *("lambda", "delivery-destination", "Destinations of a function"),
        "AWS CloudFormation: AWS::Lambda::EventInvokeConfig DestinationConfig "
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-properties-lambda-eventinvokeconfig-destinationconfig.html",
    ),
    _Sender(
        *("iot-core", "event-rule-target", "Actions of an IoT rule"),
        "AWS IoT Core Developer Guide: SQS rule action "
        "https://docs.aws.amazon.com/iot/latest/developerguide/sqs-rule-action.html",
    ),
)


@rule(
    id="E3010",
    title="This sender cannot write to a FIFO queue or topic",
    why="The setting is refused: such messages carry no group, and a FIFO queue takes none without.",
    source="Amazon S3 User Guide: Event notification types and destinations "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html",
    pillars=("reliability",),
    fails="""
        b: s3
        q: sqs fifo=true
        b -> q event-notification
    """,
    passes="""
        b: s3
        bus: eventbridge
        q: sqs fifo=true
        b -> bus event-notification
        bus -> q event-rule-target
    """,
)
def fifo_senders(view: View) -> Iterator[Finding]:
    """Every arrow from such a sender to a FIFO queue, or to a FIFO topic where it tells of events."""
    for sender in _SENDERS:
        for link in view.links(source=sender.service, mechanism=sender.mechanism):
            if link.target.service in {"sqs", "sns"} and view.setting(link.target, "fifo") is True:
                message = f"{sender.words} cannot go to {view.label(link.target)}, which is FIFO."
                places = (link.target.id, link.source.id)
                fix = _fix(view, link, sender)
                yield Finding(message, places, (link.connection.id,), fix, source=sender.source)


def _fix(view: View, link: Link, sender: _Sender) -> Fix:
    between = insert_best(view, link, sender.via) if link.target.service == "sqs" else None
    return between or set_to(view, link.target, "fifo", False, words="Make the target a standard one")
