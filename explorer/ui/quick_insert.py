"""Quick insert: type a service and it stands on the canvas, connected where an arrow was dropped."""

from collections.abc import Callable

from explorer.app import Session
from explorer.app.connecting import offer_services
from explorer.catalog.model import Service
from explorer.catalog.search import search
from explorer.drawing.tile import LIFECYCLE_WORDS, short_name
from explorer.ui.pick import Entry
from explorer.ui.theme import Appearance

_RANKS = {"possible": 0, "not-known": 1, "not-possible": 2}
_HINTS = {
    "possible": ("fits", "ok"),
    "not-known": ("not known", "muted"),
    "not-possible": ("does not fit", "error"),
}
MAX_ROWS = 60


def finder(
    session: Session,
    appearance: Appearance,
    *,
    beside: str = "",
    forward: bool = True,
    fitting_only: bool = False,
) -> Callable[[str], list[Entry]]:
    """A function from typed text to services. ``beside`` is a service id: what connects with it comes first.

    ``forward`` says that the arrow leads from ``beside`` to the new node; ``fitting_only`` leaves out what cannot.
    """
    verdicts = _verdicts(session, beside, forward=forward) if beside else {}

    def find(text: str) -> list[Entry]:
        catalog = session.catalog
        if text:
            hits = search(catalog, text, draggable_only=True)
            services = [catalog.services[hit.id] for hit in hits]
        else:
            services = sorted(
                catalog.draggable, key=lambda one: (_is_leaving(one), short_name(one.name).lower())
            )
        if beside:
            services.sort(key=lambda service: _RANKS[verdicts[service.id]])
        if fitting_only and beside:
            services = [service for service in services if verdicts[service.id] != "not-possible"]
        return [
            _entry(service, verdicts.get(service.id, ""), session, appearance)
            for service in services[:MAX_ROWS]
        ]

    return find


def _verdicts(session: Session, beside: str, *, forward: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for service in session.catalog.draggable:
        pair = (beside, service.id) if forward else (service.id, beside)
        found[service.id] = offer_services(session.catalog, *pair).verdict
    return found


def _entry(service: Service, verdict: str, session: Session, appearance: Appearance) -> Entry:
    hint, tone = _HINTS.get(verdict, ("", "muted"))
    word = LIFECYCLE_WORDS.get(service.lifecycle.status, "")
    return Entry(
        title=service.name,
        detail=service.summary,
        value=service.id,
        icon=appearance.service_icon(session.catalog, service.id),
        hint=hint or word,
        tone=tone if hint else "warning",
    )


def _is_leaving(service: Service) -> bool:
    return service.lifecycle.status in LIFECYCLE_WORDS
