"""Mechanisms by what they do for a design: which start something, which only support it."""

from explorer.catalog.vocabulary import MECHANISMS

SUPPORT = frozenset(name for name, words in MECHANISMS.items() if words.family == "support")
"""Operations and security: they bring no work."""

EVENTS = frozenset({"event-notification", "event-rule-target", "subscription", "event-source-mapping"})
"""What happens at the source starts the target, with nobody in between who decides."""

STARTS = EVENTS | {
    *("sdk-call", "service-integration", "sync-invoke", "human-task", "protocol-ingest"),
    *("delivery-destination", "stream-source", "replication"),
}
"""The target does something when this comes; the others only give it something to read, or a place to be."""

CODE = frozenset({
    *("lambda", "ec2", "ecs", "fargate", "eks", "batch", "app-runner", "elastic-beanstalk"),
    *("sagemaker-studio", "sagemaker-notebook", "sagemaker-processing", "sagemaker-training"),
    *("glue-job", "emr", "emr-serverless", "mwaa", "on-premises-server", "codebuild", "jupyter", "client"),
})  # fmt: skip
"""Where the designer's own code runs: it can call any interface it has permission for."""

ANY_API = frozenset({"step-functions", "eventbridge-scheduler"})
"""They call nearly every service's interface without code of the designer's."""

ENTRANCES = frozenset({
    *("api-gateway", "appsync", "lambda", "step-functions", "eventbridge", "sns", "sqs", "amazon-mq", "ses"),
    *("kinesis-data-streams", "kinesis-video-streams", "firehose", "msk", "iot-core", "iot-sitewise"),
    *("lex", "lex-chatbot", "cloudfront", "elb", "glue-workflow", "codepipeline", "transfer-family"),
    *("appflow", "datasync", "storage-gateway", "chime-sdk", "ivs", "medialive"),
})  # fmt: skip
"""Services that can be called, filled or started from outside the picture, besides those that are sources."""


def mechanism_words(mechanism: str) -> str:
    """A mechanism's title within a sentence; one that does not exist in quotes."""
    known = MECHANISMS.get(mechanism)
    if known is None:
        return f"'{mechanism}'"
    return known.title if known.title.startswith("SDK") else known.title[:1].lower() + known.title[1:]
