"""I5013: a database password without a place."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside
from explorer.rules.mechanisms import CODE
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import some

_BY_PASSWORD = ("rds", "aurora", "documentdb", "amazon-mq", "snowflake")
_LOGS_IN = frozenset({"sdk-call", "connector"})
_READS = frozenset({"connector", "job-input"})
_VAULTS = frozenset({"secrets-manager", "systems-manager"})
_OUTSIDE = frozenset({"client", "jupyter", "on-premises-server"})


@rule(
    id="I5013",
    title="Code logs in to a database, and nothing keeps the password",
    why="A password in code or settings is read by many, lives for years, and is changed by nobody.",
    source="AWS Secrets Manager User Guide: Move hardcoded database credentials to AWS Secrets Manager "
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/hardcoded-db-creds.html",
    pillars=("security",),
    wide=True,
    fails="""
        fn: lambda
        db: rds
        fn -> db sdk-call
    """,
    passes="""
        fn: lambda
        db: rds
        vault: secrets-manager
        fn -> db sdk-call
        vault -> fn secret
    """,
)
def passwords(view: View) -> Iterator[Finding]:
    """Every such database with callers that neither a secret nor IAM is drawn for."""
    for node in view.nodes(*_BY_PASSWORD):
        callers = [] if _is_guarded(view, node) else _callers(view, node)
        if callers:
            names = some([view.label(caller) for caller in callers])
            word = "logs" if len(callers) == 1 else "log"
            message = (
                f"{names} {word} in to {view.label(node)}, and neither Secrets Manager nor IAM authentication is "
                f"drawn."
            )
            yield Finding(message, (node.id, *(caller.id for caller in callers)), fix=_fix(view, node))


def _callers(view: View, node: Node) -> list[Node]:
    """Code in AWS that logs in and has no secret."""
    callers = [link.source for link in view.entering(node.id) if link.connection.mechanism in _LOGS_IN]
    callers += [link.target for link in view.leaving(node.id) if link.connection.mechanism in _READS]
    codes = {caller.id: caller for caller in callers if caller.service in CODE - _OUTSIDE}
    return [code for code in codes.values() if not _is_guarded(view, code)]


def _is_guarded(view: View, node: Node) -> bool:
    """Whether it has a secret, or IAM lets in who comes."""
    around = (*view.entering(node.id), *view.leaving(node.id))
    if any(link.connection.mechanism == "secret" or link.target.service in _VAULTS for link in around):
        return True
    return any(link.connection.mechanism == "authorize" for link in view.entering(node.id))


def _fix(view: View, node: Node) -> Fix | None:
    if ("secrets-manager", node.service) not in view.catalog.by_pair:
        return None
    return Fix("Keep the password in Secrets Manager", partial(_with_secret, view, node))


def _with_secret(view: View, node: Node) -> Change:
    """An arrow to the database from the vault that is there, else from a new one."""
    vaults = view.nodes("secrets-manager")
    vault, change = (
        (vaults[0], Change()) if vaults else place_beside(view, "secrets-manager", node.x, node.y + 120)
    )
    link_id = edits.fresh_id(f"{vault.id}-to-{node.id}", view.design.connections)
    return change.then(added([Connection(id=link_id, source=vault.id, target=node.id, mechanism="secret")]))
