"""A change shown on the canvas before it is made, with a bar that says what it does and makes it."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.app.preview import Preview
from explorer.drawing.previews import preview_centre, preview_shapes
from explorer.rules.changes import changes_by_key
from explorer.ui.canvas.paint import Prepared
from explorer.ui.canvas.view import CanvasView
from explorer.ui.plain import PlainLabel, breakable
from explorer.ui.words import UNKNOWN, money

_MARGIN = 12
_WIDEST = 720
_MOST_WORDS = 3
_MOST_BROUGHT = 2


class CanvasPreview:
    """Shows one preview at a time: at a glance while the pointer rests on a fix, or until it is answered.

    Whatever changes the design ends it.
    """

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._shown: Preview | None = None
        self._stays = False
        self._picture = Prepared()
        self._apply: Callable[[], None] = _nothing
        self.bar = PreviewBar(view.parentWidget() or view, self.apply, self.cancel)
        view.overlay.preview = self
        view.session.changed.connect(lambda _change: self.clear())
        view.session.document_replaced.connect(lambda _none: self.clear())
        view.appearance.changed.connect(lambda _theme: self._prepare())

    @property
    def shown(self) -> Preview | None:
        """What is shown now."""
        return self._shown

    def show(
        self, title: str, found: Preview, *, stays: bool, near: Iterable[str], apply: Callable[[], None]
    ) -> None:
        """Show a change. One that stays takes the keys: Enter makes it, Escape does not.

        A glance does not take the place of one that stays. Of the nodes ``near`` the first is brought into view.
        """
        if self._stays and not stays:
            return
        self._shown, self._stays, self._apply = found, stays, apply
        self._prepare()
        if stays:
            for node_id in list(near)[:1]:
                self._view.reveal(f"nodes/{node_id}")
        self.bar.tell(title, found, stays=stays, at_top=self._is_low(found))

    def _is_low(self, found: Preview) -> bool:
        """Whether what changes lies in the lower half of the view: the bar then keeps to the upper one."""
        centre = preview_centre(found.change)
        return (
            centre is not None and self._view.camera.to_pixel(centre)[1] > self._view.viewport().height() / 2
        )

    def end_glance(self) -> None:
        """Take away what does not stay."""
        if not self._stays:
            self.clear()

    def clear(self) -> None:
        """Show the design as it is."""
        if self._shown is not None:
            had_keys = self.bar.agree.hasFocus() or self.bar.leave.hasFocus()
            self._shown, self._stays, self._picture = None, False, Prepared()
            self.bar.hide()
            self._view.viewport().update()
            if had_keys:
                self._view.setFocus()

    def apply(self) -> None:
        """Make the change that is shown."""
        act = self._apply
        self.clear()
        act()

    def cancel(self) -> None:
        """Leave the design as it is."""
        self.clear()

    def paint(self, painter: QPainter) -> None:
        """Paint over the picture; the painter is in scene points."""
        self._picture.paint(painter)

    def _prepare(self) -> None:
        if self._shown is None:
            return
        session, change = self._view.session, self._shown.change
        words = changes_by_key(change, session.design, session.catalog, named=False)
        theme = self._view.appearance.theme
        shapes = preview_shapes(change, session.design, session.catalog, theme, words, _costs(self._shown))
        self._picture = Prepared(shapes)
        self._view.viewport().update()


class PreviewBar(QFrame):
    """At the top or bottom of the canvas: the fix, what it changes, and what that does to findings and cost."""

    def __init__(self, parent: QWidget, apply: Callable[[], None], cancel: Callable[[], None]) -> None:
        super().__init__(parent)
        self._cancel = cancel
        self._is_at_top = True
        self.setProperty("role", "notice")
        self.setAccessibleName("Preview of a fix")
        self.title = PlainLabel(role="empty-title", wrap=True)
        self.words = PlainLabel(wrap=True)
        self.effect = PlainLabel(role="muted", wrap=True)
        self.brings = PlainLabel(role="warning", wrap=True)
        self.agree = QPushButton("Apply")
        self.agree.setProperty("role", "primary")
        self.agree.setAutoDefault(True)
        self.agree.clicked.connect(lambda _checked=False: apply())
        self.leave = QPushButton("Cancel")
        self.leave.clicked.connect(lambda _checked=False: cancel())
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title, self.words, self.effect, self.brings):
            texts.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(10)
        layout.addLayout(texts, 1)
        for button in (self.agree, self.leave):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, title: str, found: Preview, *, stays: bool, at_top: bool) -> None:
        """Say what the change does; with buttons where it waits for an answer."""
        more = len(found.words) - _MOST_WORDS
        lines = [*found.words[:_MOST_WORDS], *([f"and {more:,} more"] if more > 0 else [])]
        self._is_at_top = at_top
        brought = [f"Adds {one.rule}: {one.message}" for one in found.come[:_MOST_BROUGHT]]
        self.title.setText(breakable(title))
        self.words.setText(breakable("\n".join(lines)))
        self.brings.setText(breakable("\n".join(brought)))
        self.brings.setVisible(bool(brought))
        self.effect.setText(found.sentence)
        self.agree.setAccessibleDescription(f"{title}. {found.sentence}")
        for button in (self.agree, self.leave):
            button.setVisible(stays)
        self.show()
        self.raise_()
        self._place()  # after its looks are settled, on which the height depends
        if stays:
            self.agree.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the design as it is; Enter on the bar makes the change."""
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self.leave if self.leave.hasFocus() else self.agree).click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        layout = self.layout()
        if parent is None or layout is None:
            return
        room = max(160, parent.width() - 2 * _MARGIN)
        texts = (self.title, self.words, self.effect, self.brings)
        lines = [line for label in texts for line in label.text().splitlines()]
        text = max(self.fontMetrics().horizontalAdvance(line) for line in lines)
        buttons = (
            0 if self.leave.isHidden() else self.agree.sizeHint().width() + self.leave.sizeHint().width() + 20
        )
        wide = min(_WIDEST, room, text + buttons + 44)
        layout.invalidate()
        layout.activate()
        high = layout.heightForWidth(wide)
        self.setFixedSize(wide, high)
        top = _MARGIN if self._is_at_top else parent.height() - high - _MARGIN
        self.move((parent.width() - wide) // 2, top)


def _costs(found: Preview) -> dict[str, str]:
    """What becomes of the cost of each node for which it changes."""
    return {
        node: f"{_usd(before)} \N{RIGHTWARDS ARROW} {_usd(after)}"
        for node, (before, after) in found.by_node.items()
    }


def _usd(value: Decimal | None) -> str:
    return UNKNOWN if value is None else f"{money(value)}/mo"


def _nothing() -> None:
    """Nothing to apply yet."""
