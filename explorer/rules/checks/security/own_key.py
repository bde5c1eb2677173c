"""I5008: data about health, or faces, under a key that is not yours."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside, set_to
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.personal import sensitive_nodes

_KEEPS = frozenset({"storage", "database"})


@rule(
    id="I5008",
    title="Health data or known faces are not under a key of your own",
    why="With an own key a second permission guards the data, each use is on record, and it can be taken back.",
    source="AWS Key Management Service Developer Guide: Customer managed keys "
    "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
    pillars=("security",),
    wide=True,
    fails="""
        notes: s3
        nlp: comprehend-medical
        notes -> nlp job-input
    """,
    passes="""
        notes: s3
        nlp: comprehend-medical
        key: kms
        notes -> nlp job-input
        key -> notes encrypt
    """,
)
def own_key(view: View) -> Iterator[Finding]:
    """Every store of such data that KMS could encrypt, without an arrow or setting that says so."""
    for service_id, nodes in view.by_service.items():
        service = view.catalog.service(service_id)
        if (
            service is None
            or service.category not in _KEEPS
            or ("kms", service_id) not in view.catalog.by_pair
        ):
            continue
        for node in nodes:
            if node.id in view.once(sensitive_nodes) and not _has_key(view, node):
                message = f"Health data or known faces lie in {view.label(node)} under a key of the service."
                yield Finding(message, (node.id,), fix=_fix(view, node))


def _has_key(view: View, node: Node) -> bool:
    links = (*view.entering(node.id), *view.leaving(node.id))
    is_drawn = any(link.connection.mechanism == "encrypt" for link in links)
    return is_drawn or view.setting(node, "encryption") in {"sse-kms", "dsse-kms"}


def _fix(view: View, node: Node) -> Fix:
    if view.setting(node, "encryption") is not None:
        return set_to(view, node, "encryption", "sse-kms", words="Encrypt it with a key of KMS")
    return Fix("Encrypt it with a key of KMS", partial(_with_key, view, node))


def _with_key(view: View, node: Node) -> Change:
    """An arrow from a key that is there, else from a new one."""
    keys = view.nodes("kms")
    key, change = (keys[0], Change()) if keys else place_beside(view, "kms", node.x, node.y + 120)
    link_id = edits.fresh_id(f"{key.id}-to-{node.id}", view.design.connections)
    return change.then(added([Connection(id=link_id, source=key.id, target=node.id, mechanism="encrypt")]))
