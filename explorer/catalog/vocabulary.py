"""The closed vocabularies, with words for people: mechanisms, their families, and categories."""

from typing import Literal

from msgspec import Struct

Family = Literal["request", "event", "stream", "batch", "query", "control", "support"]


class MechanismWords(Struct, frozen=True):
    """A mechanism's title, the family it is drawn as, and what it means in one line."""

    title: str
    family: Family
    meaning: str


FAMILIES: dict[Family, str] = {
    "request": "Request and response",
    "event": "Event",
    "stream": "Stream",
    "batch": "Batch job",
    "query": "Query",
    "control": "Control",
    "support": "Operations and security",
}
"""Families in the order of the legend."""

MECHANISMS: dict[str, MechanismWords] = {
    "sdk-call": MechanismWords("SDK call", "request", "Code in one calls the API of the other."),
    "sync-invoke": MechanismWords("Synchronous call", "request", "The source waits for the target's answer."),
    "protocol-ingest": MechanismWords("Client protocol", "request", "A device, client or agent sends to it."),
    "connector": MechanismWords("Connector", "query", "A driver or a named data source joins the two."),
    "event-notification": MechanismWords(
        "Event notification", "event", "The source tells of its own events."
    ),
    "event-rule-target": MechanismWords("Rule target", "event", "A rule or schedule calls the target."),
    "subscription": MechanismWords("Subscription", "event", "The target is subscribed to the source."),
    "event-source-mapping": MechanismWords(
        "Event source mapping", "stream", "A managed poller reads the source and hands over batches."
    ),
    "stream-source": MechanismWords("Stream source", "stream", "A managed consumer reads the stream."),
    "delivery-destination": MechanismWords(
        "Delivery destination", "stream", "The target is set as the source's sink."
    ),
    "replication": MechanismWords("Replication", "stream", "Changes are copied on continuously."),
    "job-input": MechanismWords("Job input", "batch", "A job of the target reads from the source."),
    "job-output": MechanismWords("Job output", "batch", "A job of the source writes to the target."),
    "import-export": MechanismWords("Import or export", "batch", "Bulk load, unload or snapshot."),
    "human-task": MechanismWords("Human task", "batch", "People do this step."),
    "query": MechanismWords("Query", "query", "The target queries the source in place."),
    "mount": MechanismWords("Mount", "query", "A file system or volume attached to compute."),
    "metadata": MechanismWords("Metadata", "query", "Schema, lineage, registry or experiment records."),
    "service-integration": MechanismWords(
        "Service integration", "control", "An orchestrator or front end calls the target without code."
    ),
    "deploy": MechanismWords(
        "Deployment", "control", "An image, artefact or configuration goes to a runtime."
    ),
    "host": MechanismWords("Host", "control", "The source runs on the target."),
    "log-metric": MechanismWords("Logs and metrics", "support", "Logs, metrics and traces."),
    "audit": MechanismWords("Audit trail", "support", "API activity on record."),
    "encrypt": MechanismWords(
        "Encryption key", "support", "A key of the source protects data of the target."
    ),
    "secret": MechanismWords("Secret", "support", "The target reads credentials from the source."),
    "authorize": MechanismWords("Authorisation", "support", "The source decides on access to the target."),
    "network": MechanismWords("Network", "support", "Attachment, endpoint, balancer, name or tunnel."),
}

CATEGORIES: dict[str, str] = {
    "analytics": "Analytics",
    "ai": "AI services",
    "ml": "Machine learning",
    "compute": "Compute",
    "containers": "Containers",
    "storage": "Storage",
    "database": "Databases",
    "integration": "Integration",
    "streaming": "Streaming",
    "iot": "Internet of things",
    "media": "Media",
    "networking": "Networking",
    "security": "Security",
    "operations": "Operations",
    "developer": "Developer tools",
    "business": "Business applications",
    "external": "Outside AWS",
    "concept": "Concepts",
}
"""Categories in the order of the palette."""

CONFIDENCES = {
    "read": "read",
    "knowledge": "from knowledge",
    "derived": "derived",
    "high": "sure",
    "medium": "fairly sure",
    "low": "rough",
}
"""How sure a statement is."""

STATUSES: dict[str, str] = {
    "active": "Active",
    "renamed": "Renamed",
    "superseded": "Superseded",
    "maintenance": "In maintenance",
    "closed-to-new": "Closed to new customers",
    "end-announced": "End announced",
    "ended": "Ended",
    "moved": "Moved",
}
"""Whether a service is still offered."""
