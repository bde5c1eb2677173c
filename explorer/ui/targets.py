"""Choosing a node to connect to by typing: each with the verdict on an arrow there."""

from collections.abc import Callable

from explorer.app import Session
from explorer.app.connecting import offer
from explorer.drawing.tile import tile_title
from explorer.ui.pick import Entry
from explorer.ui.theme import Appearance

_HINTS = {
    "possible": ("possible", "ok"),
    "not-known": ("not known", "muted"),
    "not-possible": ("not possible", "error"),
}
_RANKS = {"possible": 0, "not-known": 1, "not-possible": 2}


def target_finder(session: Session, appearance: Appearance, source: str) -> Callable[[str], list[Entry]]:
    """A function from typed text to nodes of the design, those that the source can reach first."""
    catalog, design = session.catalog, session.design
    offers = {
        node_id: offer(design, catalog, source, node_id) for node_id in design.nodes if node_id != source
    }

    def find(text: str) -> list[Entry]:
        found = [
            Entry(
                title=tile_title(design.nodes[node_id], catalog.service(design.nodes[node_id].service)),
                detail=offered.sentence,
                value=node_id,
                icon=appearance.service_icon(catalog, design.nodes[node_id].service),
                hint=_HINTS[offered.verdict][0],
                tone=_HINTS[offered.verdict][1],
            )
            for node_id, offered in sorted(offers.items(), key=lambda pair: _RANKS[pair[1].verdict])
        ]
        return [entry for entry in found if text.casefold() in entry.title.casefold()]

    return find
