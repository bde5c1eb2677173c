"""What a change would do to a design's findings and cost, worked out on a copy: the design stays as it is."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from explorer.app.session import Session
from explorer.cost import Estimate, estimate
from explorer.design import Change
from explorer.flow import flow_of
from explorer.rules import Finding, check
from explorer.rules.changes import change_words

_CENT = Decimal("0.005")


class Preview(Struct, frozen=True, kw_only=True):
    """A change, in words line by line, with the findings that would go and come and the bill before and after."""

    change: Change
    words: tuple[str, ...]
    gone: tuple[Finding, ...]
    come: tuple[Finding, ...]
    before: Estimate
    after: Estimate

    @property
    def difference(self) -> Decimal:
        """USD a month that it adds; below nothing where it saves. Only of what is priced."""
        return self.after.total - self.before.total

    @property
    def by_node(self) -> dict[str, tuple[Decimal | None, Decimal | None]]:
        """USD a month before and after, of the nodes for which they differ by a cent or more.

        None: the node is not there, or nothing of what it costs is known.
        """
        old, new = _known(self.before), _known(self.after)
        pairs = {node: (old.get(node), new.get(node)) for node in {**old, **new}}
        return {node: pair for node, pair in pairs.items() if _differs(*pair)}

    @property
    def sentence(self) -> str:
        """The whole in one line: ``Removes 2 findings, adds none; 12.40 → 10.10 USD a month``."""
        return f"{self.findings_sentence}; {self.cost_sentence}"

    @property
    def findings_sentence(self) -> str:
        """What goes and comes: ``Removes 2 findings, adds none``."""
        gone, come = len(self.gone), len(self.come)
        removes = f"Removes {_findings(gone)}" if gone else "Removes no finding"
        return f"{removes}, adds {_findings(come) if come else 'none'}"

    @property
    def cost_sentence(self) -> str:
        """The bill: ``12.40 → 10.10 USD a month``, or that it stays."""
        old, new = _total(self.before), _total(self.after)
        return (
            f"{old} USD a month, as before" if old == new else f"{old} \N{RIGHTWARDS ARROW} {new} USD a month"
        )


def preview(session: Session, change: Change) -> Preview:
    """What the change would do to the session's design."""
    return previewing(session, change)()


def previewing(session: Session, change: Change) -> Callable[[], Preview]:
    """The work of `preview`, on a copy made now, so that it may be done in another thread."""
    design, catalog = session.design.copy(), session.catalog
    words = tuple(change_words(change, session.design, catalog))
    before, old = session.findings, session.estimate

    def work() -> Preview:
        design.apply(change)
        flow = flow_of(design, catalog)
        after = check(design, catalog, flow)
        gone, come = _compared(before, after)
        new = estimate(design, catalog, flow)
        return Preview(change=change, words=words, gone=gone, come=come, before=old, after=new)

    return work


def tried(session: Session, label: str, change: Change) -> Preview:
    """The same for a change that is made at once, as one step, to be kept or taken back.

    It is quicker than a look beforehand: of a large design only a part is checked anew.
    """
    words = tuple(change_words(change, session.design, session.catalog))
    before, old = session.findings, session.estimate
    session.do(label, change)
    gone, come = _compared(before, session.findings)
    return Preview(change=change, words=words, gone=gone, come=come, before=old, after=session.estimate)


def _compared(
    before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings of before that are gone and those of after that are new.

    The same rule at the same places is the same finding, whatever numbers it tells; failing that, one that shares a
    place: it has only grown or shrunk.
    """
    old, new = list(before), list(after)
    gone, come = _without(old, new), _without(new, old)
    for one in list(gone):
        other = next((two for two in come if two.rule == one.rule and _places(one) & _places(two)), None)
        if other is not None:
            gone.remove(one)
            come.remove(other)
    return tuple(gone), tuple(come)


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> list[Finding]:
    left = Counter(map(_identity, others))
    found = []
    for one in findings:
        key = _identity(one)
        if left[key]:
            left[key] -= 1
        else:
            found.append(one)
    return found


def _identity(finding: Finding) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return finding.rule, finding.nodes, finding.connections


def _places(finding: Finding) -> set[str]:
    return {*finding.nodes, *finding.connections}


def _findings(count: int) -> str:
    return f"{count} finding" if count == 1 else f"{count} findings"


def _total(bill: Estimate) -> str:
    """The total, with a word where something in it is not priced."""
    return f"at least {bill.total:,.2f}" if bill.is_at_least else f"{bill.total:,.2f}"


def _known(bill: Estimate) -> dict[str, Decimal]:
    """What each node costs, without those of which only is known that they cost something."""
    unpriced = {one.node for one in bill.unpriced}
    return {node: usd for node, usd in bill.by_node.items() if usd or node not in unpriced}


def _differs(before: Decimal | None, after: Decimal | None) -> bool:
    if before is None or after is None:
        return bool(before or after)
    return abs(after - before) >= _CENT


def as_values(one: Preview) -> Mapping[str, object]:
    """The preview as plain values, for machines."""
    return {
        "gone": [finding.as_values() for finding in one.gone],
        "come": [finding.as_values() for finding in one.come],
        "changes": one.words,
        "usd_before": one.before.total,
        "usd_after": one.after.total,
        "is_at_least": one.before.is_at_least or one.after.is_at_least,
        "by_node": {node: {"usd_before": old, "usd_after": new} for node, (old, new) in one.by_node.items()},
    }
