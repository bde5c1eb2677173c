"""The window with a folder of official icons: chosen, remembered, gone."""

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog

from explorer.errors import InputError
from explorer.ui.main import make_window
from explorer.ui.settings import Settings

COLOR = "#2a6f97"
SQUARE = f'<svg viewBox="0 0 64 64"><rect width="64" height="64" fill="{COLOR}"/></svg>'


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "icons"
    path.mkdir()
    (path / "Arch_Amazon-Bucket_48.svg").write_text(SQUARE)
    return path


def picture_of(widget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def has_color(image: QImage) -> bool:
    wanted = QColor(COLOR).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(0, image.height(), 2))


def test_choosing_a_folder_changes_canvas_palette_and_inspector_at_once(user, folder, monkeypatch):
    user.session.selection.set({f"nodes/{user.add('bucket', 96, 96)}"})
    parts = (user.port, user.window.docks.palette.tree, user.window.docks.inspector)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))

    assert [has_color(picture_of(part)) for part in parts] == [False] * 3
    user.window.book.run("view.icons-official")
    assert [has_color(picture_of(part)) for part in parts] == [True] * 3
    assert user.window.notices.texts == ["Official icons for one service from icons."]

    user.window.book.run("view.icons-own")
    assert [has_color(picture_of(part)) for part in parts] == [False] * 3
    assert user.window.settings.icons is None


def test_a_node_added_later_has_its_official_icon_at_every_zoom(user, folder):
    user.window.official_icons.use(folder)
    user.add("bucket", 96, 96)

    for zoom in (1.0, 0.65, 0.2):
        user.view.zoom_to(zoom)
        assert has_color(picture_of(user.port))


def test_cancelling_the_question_for_a_folder_changes_nothing(user, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    user.window.book.run("view.icons-official")

    assert user.window.appearance.icons is None
    assert user.window.settings.icons is None
    assert user.window.notices.texts == []


def test_a_folder_without_icons_is_refused_and_not_remembered(user, tmp_path):
    with pytest.raises(InputError, match="no SVG file named after a service"):
        user.window.official_icons.use(tmp_path)

    assert user.window.appearance.icons is None
    assert user.window.settings.icons is None


def test_the_folder_is_remembered(user, folder):
    user.window.official_icons.use(folder)
    user.window.appearance.use_icons(None)
    user.window.official_icons.restore()

    assert user.window.appearance.icons.path == folder
    assert Settings(folder.parent / "window.ini").icons == folder


def test_a_new_window_starts_with_the_folder_that_is_remembered(application, user, folder, tmp_path):
    settings = Settings(tmp_path / "other.ini")
    settings.icons = folder
    made = make_window(application, user.session.catalog, settings, theme="light")
    used = made.appearance.icons
    made.close()
    made.appearance.release()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)

    assert used.path == folder


def test_a_remembered_folder_that_is_gone_leaves_ours_with_one_notice(user, folder):
    user.window.settings.icons = folder / "gone"
    user.window.official_icons.restore()

    (text,) = user.window.notices.texts
    assert "gone: cannot be read as a folder of icons" in text
    assert "own icons are shown" in text
    assert user.window.appearance.icons is None


def test_the_export_of_the_window_has_the_icons_of_the_window(user, folder, tmp_path):
    user.add("bucket", 96, 96)
    user.window.official_icons.use(folder)
    user.window.documents.export_to(tmp_path / "a.svg")

    assert COLOR in (tmp_path / "a.svg").read_text()


def test_an_icon_keeps_its_square_in_a_wide_place(user, folder):
    user.window.official_icons.use(folder)
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    user.window.appearance.service_icon(user.session.catalog, "bucket").paint(painter, QRect(0, 0, 60, 20))
    painter.end()

    assert QColor(COLOR) == image.pixelColor(30, 10)
    assert QColor(0, 0, 0) == image.pixelColor(10, 10)
