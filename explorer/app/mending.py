"""Fixes applied one after the other, each taken back where it would make things worse."""

from collections.abc import Callable

from msgspec import Struct

from explorer.app.preview import Preview, tried
from explorer.app.session import Session
from explorer.rules import Finding, Fix

MAX_STEPS = 1000
"""A design that needs more fixes than this is mended by further runs."""


class Attempt(Struct, frozen=True):
    """A fix that was offered and what it did, or would do. ``refused`` says why it was left out; empty: applied."""

    finding: Finding
    preview: Preview
    refused: str = ""


def mend(session: Session, is_wanted: Callable[[Finding], bool]) -> list[Attempt]:
    """Apply the fixes of the findings that are wanted, the worst first, each as one step that can be undone.

    What a fix brings up is mended in turn where that is wanted too. Left out is a fix that would bring a new error or
    would not make its own finding go.
    """
    attempts: list[Attempt] = []
    seen: set[tuple[object, ...]] = set()
    while len(attempts) < MAX_STEPS:
        offers = ((one, one.fix) for one in session.findings if one.fix is not None and is_wanted(one))
        found = next(((one, fix) for one, fix in offers if _key(one, fix) not in seen), None)
        if found is None:
            break
        finding, fix = found
        seen.add(_key(finding, fix))
        mark = session.history.mark()
        effect = tried(session, fix.title, fix.change)
        refused = _why_not(finding, effect)
        if refused:
            session.history.rewind_to(mark)
        attempts.append(Attempt(finding, effect, refused))
    return attempts


def _key(finding: Finding, fix: Fix) -> tuple[object, ...]:
    return finding.rule, finding.nodes, finding.connections, fix.title


def _why_not(finding: Finding, effect: Preview) -> str:
    errors = sorted({one.rule for one in effect.come if one.severity == "error"})
    if errors:
        return f"it would bring {', '.join(errors)}"
    return "" if finding in effect.gone else "the finding would stay"
