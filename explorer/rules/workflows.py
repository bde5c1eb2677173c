"""What a workflow does with a step: call it, or wait until it has ended."""

from explorer.rules.model import Link, View


def is_awaited(view: View, link: Link) -> bool:
    """Whether the step is one to wait for: people, or a job that the catalog lists as such."""
    if link.connection.mechanism == "human-task":
        return True
    known = view.integrations(link)
    return link.connection.mechanism == "service-integration" and any(
        ".sync" in one.constraints for one in known
    )
