"""What of the graph is shown: the choice as a value, and the bar it is made in."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.catalog.vocabulary import CATEGORIES, FAMILIES
from explorer.drawing.theme import Theme
from explorer.ui.explore.graph import CATEGORY_IDS, FAMILY_IDS, OPEN, Graph, Mask
from explorer.ui.explore.looks import family_color
from explorer.ui.plain import PlainLabel, segments, set_tip

FAMILY_TITLES = (*FAMILIES.values(), "Belongs to, succeeds, supports")

_KINDS = (
    ("Services", "What one builds with"),
    ("Everything", "Also features, algorithms, frameworks, instance types and terms"),
)


class Filters(Struct, frozen=True):
    """What is hidden, and whether features, algorithms and terms are shown beside services."""

    everything: bool = False
    hidden_categories: frozenset[int] = frozenset()
    hidden_families: frozenset[int] = frozenset()
    hide_closed: bool = False

    def nodes(self, graph: Graph) -> Mask:
        """The nodes that are shown."""
        shown: Mask = ~np.isin(graph.category, sorted(self.hidden_categories))
        if not self.everything:
            shown &= graph.is_service
        if self.hide_closed:
            shown &= graph.standing == OPEN
        return shown

    def edges(self, graph: Graph) -> Mask:
        """The edges that are shown, if both their ends are."""
        shown: Mask = ~np.isin(graph.family, sorted(self.hidden_families))
        return shown


class FilterBar(QWidget):
    """Kinds, categories, mechanisms, and whether what is closed is shown. ``changed`` tells of a new choice."""

    changed = Signal()

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._graph = graph
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._kinds = QButtonGroup(self)
        layout.addWidget(self._segments())
        self.categories = CheckMenu("Categories", [CATEGORIES[name] for name in CATEGORY_IDS])
        self.families = CheckMenu("Mechanisms", FAMILY_TITLES)
        self.closed = QCheckBox("Hide closed")
        set_tip(self.closed, "Hide what is closed to new customers, ending or ended")
        for widget in (self.categories, self.families, self.closed):
            layout.addWidget(widget)
        self._kinds.idClicked.connect(lambda _id: self._on_changed())
        self.categories.changed.connect(self._on_changed)
        self.families.changed.connect(self._on_changed)
        self.closed.toggled.connect(lambda _on: self._on_changed())
        self._count()

    def _segments(self) -> QWidget:
        box = QWidget()
        box.setLayout(segments(self._kinds, _KINDS))
        return box

    @property
    def filters(self) -> Filters:
        """The present choice."""
        return Filters(
            everything=self._kinds.checkedId() == 1,
            hidden_categories=self.categories.hidden_rows(),
            hidden_families=self.families.hidden_rows(),
            hide_closed=self.closed.isChecked(),
        )

    def set_theme(self, theme: Theme) -> None:
        """Show the colours of this theme."""
        self.categories.set_colors([theme.categories[name] for name in CATEGORY_IDS], is_line=False)
        self.families.set_colors([family_color(theme, at) for at in range(len(FAMILY_IDS))], is_line=True)

    def reveal(self, node: int) -> None:
        """Loosen the choice as far as needed for a node to be shown."""
        before = self.filters
        if not self._graph.is_service[node]:
            self._kinds.button(1).setChecked(True)
        self.categories.check(int(self._graph.category[node]))
        if self._graph.standing[node] != OPEN:
            self.closed.setChecked(False)
        if self.filters != before:
            self._on_changed()

    def _on_changed(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        filters = self.filters
        shown = Filters(everything=filters.everything, hide_closed=filters.hide_closed).nodes(self._graph)
        self.categories.set_counts(
            np.bincount(self._graph.category[shown], minlength=len(CATEGORY_IDS)).tolist()
        )
        ends = self._graph.ends
        edges = shown[ends[:, 0]] & shown[ends[:, 1]]
        self.families.set_counts(np.bincount(self._graph.family[edges], minlength=len(FAMILY_IDS)).tolist())


class CheckMenu(QToolButton):
    """A button over a list of things to show or hide; it stays open while one chooses."""

    changed = Signal()

    def __init__(self, title: str, rows: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self.setProperty("role", "button")
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("role", "popup")
        layout = QVBoxLayout(self._popup)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(5)
        self._boxes: list[QCheckBox] = []
        self._counts: list[PlainLabel] = []
        for row in rows:
            layout.addWidget(self._row(row))
        layout.addWidget(self._all_or_none())
        self.clicked.connect(self._open)
        self._retitle()

    def _row(self, title: str) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        check = QCheckBox(title)
        check.setChecked(True)
        check.setIconSize(QSize(16, 12))
        check.toggled.connect(self._on_toggled)
        count = PlainLabel("", role="muted")
        line.addWidget(check, 1)
        line.addSpacing(18)
        line.addWidget(count)
        self._boxes.append(check)
        self._counts.append(count)
        return box

    def _all_or_none(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 4, 0, 0)
        for title, on in (("Show all", True), ("Hide all", False)):
            button = QToolButton()
            button.setText(title)
            button.setProperty("role", "link")
            button.clicked.connect(lambda _checked=False, on=on: self._set_all(on=on))
            line.addWidget(button)
        line.addStretch(1)
        return box

    def hidden_rows(self) -> frozenset[int]:
        """The rows that are not checked."""
        return frozenset(at for at, box in enumerate(self._boxes) if not box.isChecked())

    def check(self, row: int) -> None:
        """Show a row's things, without telling of the change."""
        self._boxes[row].blockSignals(True)
        self._boxes[row].setChecked(True)
        self._boxes[row].blockSignals(False)
        self._retitle()

    def set_counts(self, counts: Sequence[int]) -> None:
        """How many things each row stands for."""
        for label, box, count in zip(self._counts, self._boxes, counts, strict=True):
            label.setText(f"{count:,}")
            box.setAccessibleName(f"{box.text()}, {count}")

    def set_colors(self, colors: Sequence[str], *, is_line: bool) -> None:
        """A dot or a line in each row's colour."""
        for box, color in zip(self._boxes, colors, strict=True):
            box.setIcon(swatch(color, self.devicePixelRatioF(), is_line=is_line))

    def _set_all(self, *, on: bool) -> None:
        for box in self._boxes:
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self._on_toggled()

    def _on_toggled(self) -> None:
        self._retitle()
        self.changed.emit()

    def _retitle(self) -> None:
        hidden = len(self.hidden_rows())
        words = f"{self._title}  {len(self._boxes) - hidden}/{len(self._boxes)}" if hidden else self._title
        self.setText(f"{words}  ▾")
        self.setAccessibleName(words)

    def _open(self) -> None:
        self._popup.adjustSize()
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._popup.show()
        self._boxes[0].setFocus()


def swatch(color: str, ratio: float, *, is_line: bool) -> QIcon:
    """A small dot or line of a colour."""
    pixmap = QPixmap(QSize(16, 12) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_line:
        painter.setPen(QPen(QColor(color), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPoint(2, 6), QPoint(14, 6))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(3, 1, 10, 10)
    painter.end()
    return QIcon(pixmap)
