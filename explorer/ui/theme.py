"""The look of the window: palette, style sheet and icons, all from the theme tokens, changed live."""

from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from explorer.catalog import Catalog
from explorer.data import data_folder
from explorer.drawing.official_icons import IconFolder
from explorer.drawing.theme import Theme
from explorer.drawing.theme import theme as named_theme
from explorer.signal import Signal
from explorer.ui.icons import ServiceIcon, TintedIcon, service_svg, svg_text

Choice = Literal["system", "light", "dark"]


class Appearance(QObject):
    """The theme and the icons in use. ``choice`` may follow the system.

    ``changed`` and ``icons_changed`` tell the views to repaint.
    """

    def __init__(self, application: QApplication, choice: Choice = "system") -> None:
        super().__init__()
        self._application = application
        self.choice = choice
        self.theme: Theme = named_theme(self._wanted())
        self.changed: Signal[Theme] = Signal()
        self.icons: IconFolder | None = None
        self.icons_changed: Signal[None] = Signal()
        self._service_icons: dict[tuple[str, str], QIcon] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def choose(self, choice: Choice) -> None:
        """Use light, dark, or whatever the system uses; at once."""
        self.choice = choice
        self._on_system_changed()

    def use_icons(self, icons: IconFolder | None) -> None:
        """Use the icons of a folder where it has them; None for our own alone."""
        self.icons = icons
        self.icons_changed.emit(None)

    def release(self) -> None:
        """No longer follow the system, as when the window is gone."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._on_system_changed)

    def color(self, role: str) -> QColor:
        """A colour of the theme by its role."""
        return QColor(self.theme.colors[role])

    def icon(self, name: str, role: str = "text") -> QIcon:
        """An icon of the interface in the colour of that role; empty where there is no such icon."""
        key = (name, role)
        if key not in self._icons:
            svg = svg_text("ui", name)
            self._icons[key] = QIcon(TintedIcon(svg, lambda mode: self._tint(mode, role))) if svg else QIcon()
        return self._icons[key]

    def service_icon(self, catalog: Catalog, service_id: str) -> QIcon:
        """A service's icon: the official one where that is in use, else ours in the colour of its category."""
        service = catalog.service(service_id)
        category = service.category if service else "concept"
        key = (service_id, category)
        if key not in self._service_icons:
            svg = service_svg(service_id, category)
            self._service_icons[key] = QIcon(
                ServiceIcon(
                    svg,
                    lambda _mode: self.theme.categories[category],
                    lambda: self.icons.icon(service_id) if self.icons else None,
                )
            )
        return self._service_icons[key]

    def _tint(self, mode: QIcon.Mode, role: str) -> str:
        return self.theme.colors["faint" if mode == QIcon.Mode.Disabled else role]

    def _wanted(self) -> str:
        if self.choice != "system":
            return self.choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_system_changed(self) -> None:
        wanted = self._wanted()
        if wanted != self.theme.name:
            self.theme = named_theme(wanted)
            self._apply()
            self.changed.emit(self.theme)

    def _apply(self) -> None:
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(style_sheet(self.theme))


def palette(theme: Theme) -> QPalette:
    """Qt's palette in the colours of the theme."""
    colors = {name: QColor(value) for name, value in theme.colors.items()}
    role = QPalette.ColorRole
    pairs = {
        role.Window: "panel",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "panel",
        role.Text: "text",
        role.PlaceholderText: "faint",
        role.Button: "raised",
        role.ButtonText: "text",
        role.BrightText: "error",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Light: "raised",
        role.Midlight: "border",
        role.Mid: "border",
        role.Dark: "border_strong",
        role.Shadow: "border_strong",
        role.Accent: "accent",
    }
    made = QPalette()
    for key, name in pairs.items():
        made.setColor(key, colors[name])
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, colors["faint"])
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet in the colours of the theme."""
    text = _SHEET
    for name in sorted(theme.colors, key=len, reverse=True):
        text = text.replace(f"@{name}", theme.colors[name])
    tick = data_folder("resources") / "themes" / f"tick-{theme.name}.svg"
    return text.replace("$tick", tick.as_posix())


_SHEET = """
QMainWindow::separator { background: @border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QToolTip { background: @raised; color: @text; border: 1px solid @border_strong; padding: 4px 6px; }
QMenuBar { background: @panel; border-bottom: 1px solid @border; padding: 1px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @accent_soft; }
QMenu { background: @raised; border: 1px solid @border_strong; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @accent_soft; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QToolBar { background: @panel; border: none; border-bottom: 1px solid @border; spacing: 2px; padding: 4px 8px; }
QToolBar::separator { background: @border; width: 1px; margin: 5px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px; background: transparent; }
QToolButton:hover { background: @accent_soft; }
QToolButton:pressed, QToolButton:checked { background: @accent_soft; border-color: @accent; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @faint; }
QToolButton[role="segment"] { border: 1px solid @border; border-radius: 0; padding: 5px 12px; background: @surface; }
QToolButton[role="segment"]:checked { background: @accent; color: @on_accent; border-color: @accent; }
QToolButton[role="segment"]:hover:!checked { background: @accent_soft; }
QToolButton[role="segment-first"] { border: 1px solid @border; border-top-left-radius: 6px;
  border-bottom-left-radius: 6px; border-top-right-radius: 0; border-bottom-right-radius: 0; padding: 5px 12px;
  background: @surface; }
QToolButton[role="segment-last"] { border: 1px solid @border; border-top-right-radius: 6px;
  border-bottom-right-radius: 6px; border-top-left-radius: 0; border-bottom-left-radius: 0; padding: 5px 12px;
  background: @surface; }
QToolButton[role="segment-first"]:checked, QToolButton[role="segment-last"]:checked { background: @accent;
  color: @on_accent; border-color: @accent; }
QToolButton[role="segment-first"]:hover:!checked, QToolButton[role="segment-last"]:hover:!checked {
  background: @accent_soft; }
QToolButton[role="button"], QPushButton { border: 1px solid @border_strong; border-radius: 5px; padding: 4px 12px;
  background: @surface; color: @text; min-height: 18px; }
QToolButton[role="button"]:hover, QPushButton:hover { background: @accent_soft; border-color: @accent; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; border-color: @border; }
QToolButton[role="primary"], QPushButton[role="primary"], QPushButton:default { border: 1px solid @accent;
  border-radius: 5px; padding: 4px 12px; background: @accent; color: @on_accent; min-height: 18px; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled { background: @panel; color: @faint;
  border-color: @border; }
QToolButton[role="primary"]:hover, QPushButton[role="primary"]:hover { background: @text; border-color: @text;
  color: @surface; }
QPushButton[role="row"] { border: none; background: transparent; color: @accent; padding: 0 6px; min-height: 16px;
  text-align: left; }
QPushButton[role="row"]:hover { background: @accent_soft; }
QToolButton[role="link"] { border: none; color: @accent; padding: 2px 4px; }
QToolButton[role="link"]:hover { background: @accent_soft; }
QToolButton[role="status"] { border: none; border-radius: 3px; padding: 2px 8px; color: @muted; }
QToolButton[role="status"]:hover { background: @accent_soft; color: @text; }
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: @surface; color: @text;
  border: 1px solid @border; border-radius: 5px; padding: 3px 7px; min-height: 20px;
  selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: @border_strong; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border-color: @accent; }
QLineEdit[invalid="true"] { border-color: @error; background: @error_soft; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @border_strong; padding: 2px;
  selection-background-color: @accent_soft; selection-color: @text; outline: none; }
QCheckBox { spacing: 7px; }
QCheckBox::indicator:unchecked { width: 12px; height: 12px; border: 1px solid @faint; border-radius: 3px;
  background: @surface; }
QCheckBox::indicator:checked { width: 12px; height: 12px; border: 1px solid @accent; border-radius: 3px;
  background: @accent; image: url("$tick"); }
QDockWidget { color: @text; }
QTabWidget::pane { border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QDockWidget > QWidget { background: @panel; }
QTabBar { background: @panel; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 14px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover:!selected { color: @text; background: @accent_soft; }
QTabBar::tab:selected:focus { background: @accent_soft; }
QTreeView, QListView, QTableView { background: @panel; border: 1px solid @panel; outline: none;
  selection-background-color: @accent_soft; selection-color: @text; alternate-background-color: @surface; }
QTreeView::item, QListView::item { padding: 3px 4px; border: 1px solid transparent; }
QTreeView::item:hover, QListView::item:hover { background: @accent_soft; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected { background: @accent_soft;
  color: @text; }
QTreeView:focus { border: 1px solid @accent; }
QHeaderView::section { background: @panel; color: @muted; border: none; border-bottom: 1px solid @border;
  padding: 5px 8px; font-weight: 600; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @border_strong; border-radius: 3px; margin: 2px; min-height: 26px; min-width: 26px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QStatusBar { background: @panel; border-top: 1px solid @border; color: @muted; }
QStatusBar::item { border: none; }
QSplitter::handle { background: @border; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="title"] { font-size: 14px; font-weight: 600; }
QLabel[role="display"] { font-size: 26px; font-weight: 600; }
QLabel[role="lead"] { font-size: 14px; color: @muted; }
QLabel[role="section"] { color: @muted; font-weight: 600; }
QLabel[role="empty-title"] { color: @text; font-weight: 600; }
QLabel[role="figure"] { font-size: 18px; font-weight: 600; }
QLabel[role="finding"] { font-size: 13px; }
QLabel[role="code"] { font-family: monospace; color: @muted; }
QLabel[role="error"] { color: @error; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="ok"] { color: @ok; }
QLabel[role="badge-warning"] { color: @warning; background: @warning_soft; border-radius: 4px; padding: 3px 7px; }
QLabel[role="badge-error"] { color: @error; background: @error_soft; border-radius: 4px; padding: 3px 7px; }
QFrame[role="separator"] { background: @border; }
QFrame[role="card"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[role="card"]:hover { border-color: @accent; }
QFrame[role="card"]:focus { border: 2px solid @accent; }
QFrame[role="popup"] QListView { background: @raised; border: none; }
QFrame[role="popup"] { background: @raised; border: 1px solid @border_strong; border-radius: 8px; }
QFrame[role="notice"] { background: @raised; border: 1px solid @border_strong; border-radius: 8px; }
QFrame[role="notice-error"] { background: @error_soft; border: 1px solid @error; border-radius: 8px; }
QFrame[role="notice-warning"] { background: @warning_soft; border: 1px solid @warning; border-radius: 8px; }
QWidget[role="page"] { background: @canvas; }
"""
