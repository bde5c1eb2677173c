"""The inspector with nothing selected: the design itself."""

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.design import edits
from explorer.ui.inspector.fields import Form, TextField
from explorer.ui.plain import PlainLabel, separator
from explorer.ui.theme import Appearance
from explorer.ui.words import money, plural


class DesignForm(QWidget):
    """Title, story and region, and what the whole comes to."""

    keys = frozenset({"header/design"})

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel("Design", role="title"))
        self.title = TextField(
            appearance,
            "Title",
            parse=lambda text: (text, ""),
            keep=self._keep_title,
            default="Untitled design",
            can_reset=False,
        )
        self.region = TextField(
            appearance,
            "Region",
            parse=_parse_region,
            keep=self._keep_region,
            default="us-east-1",
            can_reset=False,
        )
        self.story = _Story(self._keep_story)
        form = Form()
        form.add("Region", self.region, "Prices and availability are looked up for this region.")
        layout.addWidget(self.title)
        layout.addWidget(form)
        layout.addWidget(PlainLabel("Story", role="section"))
        layout.addWidget(self.story)
        layout.addWidget(separator())
        self._counts = PlainLabel(role="muted", wrap=True)
        self._cost = PlainLabel(role="figure")
        layout.addWidget(self._cost)
        layout.addWidget(self._counts)
        layout.addWidget(
            PlainLabel("Select a node or an arrow to see and change what it is.", role="muted", wrap=True)
        )
        self.refresh()
        self.refresh_answers()

    def refresh(self) -> None:
        """The header as it is now."""
        header = self._session.design.header
        self.title.show_value(header.title)
        self.region.show_value(header.region)
        self.story.show_value(header.story)

    def refresh_answers(self) -> None:
        """Sizes and cost as they are now."""
        session = self._session
        design, estimate = session.design, session.estimate
        self._cost.setText(
            f"{money(estimate.total, at_least=estimate.is_at_least)} per month" if design.nodes else ""
        )
        problems = plural(len(session.findings), "finding")
        self._counts.setText(
            f"{plural(len(design.nodes), 'node')}, {plural(len(design.connections), 'connection')}, {problems}"
        )

    def _keep_title(self, value: object) -> None:
        self._session.do("Edit title", edits.set_fields(self._session.design.header, title=str(value or "")))

    def _keep_region(self, value: object) -> None:
        region = str(value or "us-east-1")
        self._session.do("Set region", edits.set_fields(self._session.design.header, region=region))

    def _keep_story(self, text: str) -> None:
        self._session.do("Edit story", edits.set_fields(self._session.design.header, story=text))


class _Story(QPlainTextEdit):
    def __init__(self, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._keep = keep
        self._kept = ""
        self.setAccessibleName("Story")
        self.setPlaceholderText("What this design is for, in a sentence or two")
        self.setTabChangesFocus(True)
        self.setFixedHeight(110)

    def show_value(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)
        self._kept = text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText().strip() != self._kept:
            self._keep(self.toPlainText().strip())


def _parse_region(text: str) -> tuple[object, str]:
    parts = text.lower().split("-")
    is_code = len(parts) >= 3 and parts[-1].isdigit() and all(part.isalnum() for part in parts)
    return text.lower(), "" if is_code else "Write a region's code, such as eu-central-1."
