"""What is asked and told when an arrow is let go: by which mechanism, why not, and what would work instead."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from explorer.app import Session
from explorer.app.connecting import Offer
from explorer.catalog.vocabulary import MECHANISMS
from explorer.drawing.geometry import Point
from explorer.ui.canvas.bubble import RefusalBubble
from explorer.ui.canvas.placing import insert_between, working_ways
from explorer.ui.canvas.tools import ConnectTool
from explorer.ui.pick import Entry, PickPopup
from explorer.ui.theme import Appearance


class ConnectEnd:
    """Asks beside the loose end, in the viewport. ``bubble`` is the refusal that is open, if any."""

    def __init__(
        self, viewport: QWidget, session: Session, appearance: Appearance, to_pixel: Callable[[Point], QPoint]
    ) -> None:
        self._viewport = viewport
        self._session = session
        self._appearance = appearance
        self._to_pixel = to_pixel
        self.bubble: RefusalBubble | None = None

    def ask_mechanism(self, tool: ConnectTool, offered: Offer) -> None:
        """Let one of the possible mechanisms be chosen, or any where it is not known which are."""
        known = offered.verdict == "possible"
        entries = [
            Entry(
                title=MECHANISMS[mechanism].title,
                detail=MECHANISMS[mechanism].meaning,
                value=mechanism,
                icon=self._appearance.icon("connect"),
                hint="" if known else "not known",
            )
            for mechanism in (offered.mechanisms if known else ("sdk-call", *_others("sdk-call")))
        ]

        def find(text: str) -> list[Entry]:
            return [entry for entry in entries if text.lower() in f"{entry.title} {entry.detail}".lower()]

        popup = PickPopup(self._viewport, self._appearance, width=380)
        at = self._viewport.mapToGlobal(self._to_pixel(tool.end))
        popup.ask("How are they connected?", at, find, tool.make)

    def explain(self, tool: ConnectTool, offered: Offer) -> None:
        """Tell why there can be no such arrow, with the ways that work."""
        source, target = tool.ends(tool.target)
        link_id = tool.link.id if tool.link else ""
        catalog = self._session.catalog
        ways = [
            (
                f"Insert {catalog.name(via)} in between",
                partial(insert_between, self._session, source, target, via, link_id),
            )
            for via in working_ways(self._session, source, target, offered)
        ]
        self.dismiss()
        self.bubble = RefusalBubble(self._viewport, self._appearance, offered.sentence, ways)
        self.bubble.show_at(self._to_pixel(tool.end))

    def dismiss(self) -> None:
        """Close the refusal, where one is open."""
        bubble, self.bubble = self.bubble, None
        if bubble is not None and not bubble.isHidden():
            bubble.dismiss()


def _others(first: str) -> list[str]:
    return [mechanism for mechanism in MECHANISMS if mechanism != first]
