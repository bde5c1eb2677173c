"""What stands behind a finding: the reason, this design's numbers, the receipt, the fix, and how to answer it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Integration, Lifecycle, Limit, Refusal, split_source
from explorer.design import Connection, Design, Header, Node, Workload, edits
from explorer.design.records import Record
from explorer.flow import FlowResult
from explorer.rules.capacity import Headroom, headroom
from explorer.rules.changes import change_words
from explorer.rules.engine import rules
from explorer.rules.model import Finding, Rule, View
from explorer.rules.quotas import Use, measured, shown, where
from explorer.rules.words import listed, number, percent
from explorer.yaml_reader import plain_scalar

Costs = Mapping[str, Decimal]
"""USD per month by node."""

_SPENDING = "cost optimization"
_STATES = {
    "active": "is offered",
    "renamed": "was renamed",
    "superseded": "is superseded",
    "maintenance": "is in maintenance: no new features come",
    "closed-to-new": "is closed to new customers",
    "end-announced": "will end",
    "ended": "has ended",
    "moved": "has moved",
}
_CONFIDENCE = {"knowledge": "from memory, not looked up", "derived": "derived from other statements"}
NOT_KNOWN = "I1002"
"""The rule on arrows of which the catalog knows nothing: the user may know that they work."""


class Receipt(Struct, frozen=True):
    """Where it is said. ``as_of`` is empty where no date is kept; ``doubt`` says why it is less than read."""

    title: str
    url: str
    as_of: str
    doubt: str


class Explanation(Struct, frozen=True, kw_only=True):
    """All that can be said about a finding, in sentences for people.

    ``numbers`` is what happens, in this design's numbers, as far as they are known. ``changes`` is what the fix does.
    ``suppression`` are lines for the design's file, ``command`` does the same from the command line. ``page`` is the
    place in the reference.
    """

    rule: str
    title: str
    what: str
    why: str
    numbers: tuple[str, ...]
    source: Receipt
    fix: str
    changes: tuple[str, ...]
    suppression: str
    command: str
    page: str


def explained(
    finding: Finding, design: Design, catalog: Catalog, flow: FlowResult, *, costs: Costs | None = None
) -> Explanation:
    """The explanation of one finding of the design as it stands. ``costs`` are those of its estimate, if known."""
    return next(explanations([finding], design, catalog, flow, costs=costs))


def explanations(
    findings: Iterable[Finding],
    design: Design,
    catalog: Catalog,
    flow: FlowResult,
    *,
    costs: Costs | None = None,
) -> Iterator[Explanation]:
    """The explanations of several findings; what they share is worked out once."""
    view = View(design, catalog, flow)
    for finding in findings:
        one = rules().get(finding.rule)
        yield Explanation(
            rule=finding.rule,
            title=one.title if one else "",
            what=finding.message,
            why=one.why if one else "",
            numbers=tuple(_numbers(finding, one, view, costs or {})),
            source=receipt(finding),
            fix=finding.fix.title if finding.fix else "",
            changes=tuple(change_words(finding.fix.change, design, catalog)) if finding.fix else (),
            suppression=suppression_lines(finding, design),
            command=f"archex suppress FILE {finding.rule}"
            + (f" --at {finding.place}" if finding.place else ""),
            page=f"rules.md#{finding.rule.lower()}",
        )


def receipt(finding: Finding) -> Receipt:
    """Where the finding's statement comes from, with the date where the catalog keeps one."""
    title, url = split_source(finding.source)
    basis = finding.rests_on
    if basis is None or basis.source != finding.source:
        return Receipt(title, url, "", "")
    return Receipt(title, url, basis.as_of, _CONFIDENCE.get(basis.confidence, ""))


def suppression_lines(finding: Finding, design: Design) -> str:
    """The lines of a design's file that answer the finding; the reason is left to say."""
    change = edits.suppress(design, finding.rule, at=finding.place, reason="")
    answer_id = next(iter(change.after)).removeprefix("suppressions/")
    lines = ["suppressions:", f"  {_safe(answer_id)}:", f"    rule: {_safe(finding.rule)}"]
    lines += [f"    at: {_safe(finding.place)}"] if finding.place else []
    return "\n".join([*lines, "    reason: why it is all right here"])


def _safe(word: str) -> str:
    """An id as YAML, quoted where it would be read as a number or a word of its own."""
    return word if plain_scalar(word) == word else f'"{word}"'


def _numbers(finding: Finding, one: Rule | None, view: View, costs: Costs) -> Iterator[str]:
    match finding.rests_on:
        case Limit() as limit:
            yield from _of_limit(finding, limit, view)
        case Lifecycle() as lifecycle:
            yield from _of_lifecycle(finding, lifecycle, view)
        case Integration(constraints=text) if text:
            yield _sentence(text)
        case Refusal(via=via) if via:
            yield f"The usual way round: {listed(map(view.catalog.name, via), last='or')}."
    if one is not None and _SPENDING in one.pillars:
        yield from _of_costs(finding, view, costs)


def _of_limit(finding: Finding, limit: Limit, view: View) -> Iterator[str]:
    near = View(view.design, view.catalog, view.flow, frozenset(finding.nodes))
    used = [use for use in measured(near) if use.limit == limit]
    for use in used:
        yield f"{use.title} at {where(view, use)}: {_against(use)}."
        yield from _fits(use, view)
    if not used and limit.value is not None:
        yield f"{limit.name}: {shown(limit.value, limit.unit)}."
    yield "AWS raises this limit on request." if limit.adjustable else "AWS does not raise this limit."
    if limit.text:
        yield _sentence(limit.text)


def _against(use: Use) -> str:
    allowed = f"of {shown(use.most, use.limit.unit)} allowed"
    low, expected, high = (None if value is None else shown(value, use.limit.unit) for value in use.used)
    if expected is None:
        return f"up to {high} {allowed}"
    spread = f" ({_bare(low, use)} to {_bare(high, use)})" if low and high and low != high else ""
    return f"{expected}{spread} {allowed}, {percent(use.expected / use.most)}"


def _bare(text: str, use: Use) -> str:
    return text.removesuffix(f" {use.limit.unit}")


def _fits(use: Use, view: View) -> Iterator[str]:
    """How often today's load fits under the limit, where it grows with the load."""
    for one in _headroom(use.node.id, view):
        if one.node == use.node.id and one.limit == use.limit and one.multiple is not None:
            if one.multiple >= 1:
                yield f"It holds {number(one.multiple)} times today's load."
            else:
                yield f"It holds {percent(one.multiple)} of today's load; the rest is refused or waits."


def _headroom(node_id: str, view: View) -> list[Headroom]:
    """The limits of the part of the design that the node is connected with: the rest has no say in its load."""
    parts = view.once(_parts)
    if node_id not in parts:
        nodes = _connected(node_id, view.design)
        part = Design(record for record in view.design.records() if _is_within(record, nodes))
        parts |= dict.fromkeys(nodes, headroom(part, view.catalog, view.flow))
    return parts[node_id]


def _parts(_view: View) -> dict[str, list[Headroom]]:
    """By node, what has been worked out so far."""
    return {}


def _connected(node_id: str, design: Design) -> set[str]:
    found, edge = {node_id}, [node_id]
    for one in edge:
        for link in design.touching(one):
            new = {link.source, link.target} - found
            found |= new
            edge += new
    return found


def _is_within(record: Record, nodes: set[str]) -> bool:
    if isinstance(record, Connection):
        return record.source in nodes
    return isinstance(record, Header) or (isinstance(record, Node | Workload) and record.id in nodes)


def _of_lifecycle(finding: Finding, lifecycle: Lifecycle, view: View) -> Iterator[str]:
    services = dict.fromkeys(view.design.nodes[node].service for node in finding.nodes)
    for service in services:
        when = f" ({lifecycle.date})" if lifecycle.date else ""
        yield f"{view.catalog.name(service)} {_STATES[lifecycle.status]}{when}."
    if lifecycle.note:
        yield _sentence(lifecycle.note)


def _of_costs(finding: Finding, view: View, costs: Costs) -> Iterator[str]:
    for node_id in finding.nodes:
        usd = costs.get(node_id)
        if usd:
            yield f"{view.label(view.design.nodes[node_id])} costs {_usd(usd)} USD a month as drawn."


def _usd(usd: Decimal) -> str:
    return f"{usd:,.2f}" if usd >= Decimal("0.005") else "less than 0.01"


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
