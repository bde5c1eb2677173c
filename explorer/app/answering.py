"""The user's answers to findings: why one is all right here, and who says so. They are kept in the design."""

from difflib import get_close_matches

from explorer.app.session import Session
from explorer.design import edits
from explorer.design.records import Suppression
from explorer.errors import UsageError
from explorer.rules import Finding, rules

_SCHEMES = ("http", "https")


def answer(session: Session, rule: str, *, at: str, reason: str, source: str = "") -> Suppression:
    """Suppress a rule at a node or connection (empty: everywhere), in place of an earlier answer for that place.

    Raises UsageError where there is no such rule or place, no reason is given, or ``source`` is no address.
    """
    reason, source = " ".join(reason.split()), source.strip()
    _require_known(session, rule, at)
    if not reason:
        raise UsageError("an answer needs a reason; say why it is all right here")
    problem = address_problem(source)
    if problem:
        raise UsageError(f"the source '{source}' {problem}")
    old = answer_at(session, rule, at)
    if old is not None:
        change = edits.set_fields(old, reason=reason, source=source)
    else:
        change = edits.suppress(session.design, rule, at=at, reason=reason, source=source)
    session.do(f"Suppress {rule}", change)
    return next(one for one in session.design.suppressions.values() if (one.rule, one.at) == (rule, at))


def take_back(session: Session, given: Suppression) -> None:
    """Remove an answer: what it silenced is told again."""
    session.do("Take back the answer", edits.delete(session.design, [f"suppressions/{given.id}"]))


def answer_at(session: Session, rule: str, at: str) -> Suppression | None:
    """The answer to a rule at exactly this place."""
    answers = session.design.suppressions.values()
    return next((one for one in answers if (one.rule, one.at) == (rule, at)), None)


def places_of(session: Session, finding: Finding) -> dict[str, str]:
    """Where the finding can be answered: ids with words for people, the narrowest first, the whole design last."""
    design, catalog = session.design, session.catalog

    def name(node_id: str) -> str:
        node = design.nodes[node_id]
        return node.label or catalog.name(node.service)

    found: dict[str, str] = {}
    for link_id in finding.connections:
        link = design.connections.get(link_id)
        if link is not None:
            found[link_id] = f"Arrow {name(link.source)} \N{RIGHTWARDS ARROW} {name(link.target)}"
    found |= {node: name(node) for node in finding.nodes if node in design.nodes}
    first = {finding.place: found[finding.place]} if finding.place in found else {}
    return {**first, **found, "": "The whole design"}


def address_problem(text: str) -> str:
    """What is wrong with a web address, to be said after it; empty where nothing is, or where there is none."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - only for who gives one

    if not text:
        return ""
    if any(letter.isspace() or not letter.isprintable() for letter in text):
        return "has a space in it"
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return "is no web address"
    if parts.scheme not in _SCHEMES:
        return "does not begin with https:// or http://"
    return "" if "." in host.strip(".") or host == "localhost" else "names no host"


def _require_known(session: Session, rule: str, at: str) -> None:
    if rule not in rules():
        near = get_close_matches(rule.upper(), rules(), n=1, cutoff=0.0)[0]
        raise UsageError(f"there is no rule '{rule}'; did you mean {near}?")
    places = {*session.design.nodes, *session.design.connections}
    if at and at not in places:
        near_places = get_close_matches(at, sorted(places), n=1, cutoff=0.0)
        hint = f"; did you mean '{near_places[0]}'?" if near_places else ""
        raise UsageError(f"there is no node or connection '{at}' in the design{hint}")
