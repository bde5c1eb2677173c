"""I5010: personal data for a system that is neither yours nor AWS's."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.personal import carries, personal_nodes


@rule(
    id="I5010",
    title="Personal data is sent to a third party",
    why="From there on others decide who reads it: it takes a contract, and only what they need should go.",
    source="AWS Well-Architected Framework, Security: Data classification "
    "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/data-classification.html",
    pillars=("security",),
    wide=True,
    fails="""
        calls: s3
        ears: transcribe
        fn: lambda
        crm: external-saas
        calls -> ears job-input
        calls -> fn sdk-call
        fn -> crm sdk-call
    """,
    passes="""
        calls: s3
        ears: transcribe
        fn: lambda
        db: dynamodb
        calls -> ears job-input
        calls -> fn sdk-call
        fn -> db sdk-call
    """,
)
def third_party(view: View) -> Iterator[Finding]:
    """Every arrow that takes personal data to a service of others; W5011 tells of crowds."""
    for service_id in list(view.by_service):
        service = view.catalog.service(service_id)
        if service is None or not service.third_party or service_id == "mechanical-turk":
            continue
        for link in view.links(target=service_id):
            if link.source.id in view.once(personal_nodes) and carries(view, link):
                message = (
                    f"Personal data goes from {view.label(link.source)} to {view.label(link.target)}, out of your "
                    f"account. Send only what is needed there, and take out the rest before."
                )
                yield Finding(message, (link.source.id, link.target.id), (link.connection.id,))
