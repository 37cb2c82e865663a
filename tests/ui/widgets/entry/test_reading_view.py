from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.reading_view import ReadingView
from tests.ui.fixtures import discard, show
from tests.ui.on_page import links, point_at, spot

Key = Qt.Key
PAGE = (
    '<p>Begin <a href="attache://entry/first">first</a> and '
    '<sup><a href="#note-2">2</a></sup> then <a href="attache://entry/last">last</a>.</p>'
    + "<p>filler</p>" * 60
    + '<p><a name="note-2">2</a> The source.</p>'
)


class Around(QWidget):
    """What stands around a page, and takes what it leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []
        self.buttons: list[Qt.MouseButton] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.buttons.append(event.button())


class Scene:
    """A page between two buttons, and all it asks for."""

    def __init__(self, theme: Theme) -> None:
        self.around = Around()
        self.before, self.after = QPushButton(), QPushButton()
        self.view = ReadingView(theme, "Text")
        layout = QVBoxLayout(self.around)
        for widget in (self.before, self.view, self.after):
            layout.addWidget(widget)
        self.around.resize(500, 400)
        self.asked: list[object] = []
        self.pointed: list[tuple[str, int]] = []
        self.places: list[QPoint] = []
        self.view.entry_requested.connect(self.asked.append)
        self.view.note_requested.connect(self.asked.append)
        self.view.rest_requested.connect(lambda: self.asked.append("rest"))
        self.view.pointed.connect(self._point)

    def _point(self, entry: str, note: int, place: QPoint) -> None:
        self.pointed.append((entry, note))
        self.places.append(place)

    @property
    def pointing(self) -> tuple[str, int]:
        return self.pointed[-1] if self.pointed else ("", 0)


@pytest.fixture
def scene(theme: Theme, qapp: QApplication, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(theme)
    made.view.show_page("", PAGE)
    show(qtbot, made.around)
    made.view.setFocus()
    yield made
    discard(made.around)


class Browser(QObject):
    """Stands in for the system's browser, file manager and all else that opens addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


SCHEMES = ("file", "http", "https", "javascript", "mailto", "data")


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    made = Browser()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, made, "open")  # type: ignore[arg-type]
    yield made
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file on the disk that no page may show."""
    file = tmp_path / "secret.html"
    file.write_text("<p>what nobody may read</p>", encoding="utf-8")
    return file


# Links


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ("attache://entry/first", ["attache:first"]),
        ("#note-2", [2]),
        ("#rest", ["rest"]),
        ("#note-", []),
        ("#note-x", []),
        ("#note-²", []),
        ("#elsewhere", []),
        ("attache://entry/", []),
        ("attache://other/first", []),
        ("", []),
    ],
)
def test_a_link_is_asked_for_by_what_it_means(
    scene: Scene, qtbot: QtBot, link: str, asked: list[object]
) -> None:
    scene.view.show_page("", f'<p><a href="{link}">linked</a></p>')
    place = spot(scene.view, link) if link else QPoint(10, 10)
    qtbot.mouseClick(scene.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert scene.asked == asked


@pytest.mark.parametrize("scheme", ["file", "plain", "http", "https", "javascript", "mailto", "data"])
def test_a_link_to_anywhere_else_is_never_followed(
    scene: Scene, qtbot: QtBot, browser: Browser, secret: Path, scheme: str
) -> None:
    address = {
        "file": QUrl.fromLocalFile(str(secret)).toString(),
        "plain": str(secret),
        "http": "http://example.org/",
        "https": "https://example.org/",
        "javascript": "javascript:alert(1)",
        "mailto": "mailto:somebody@example.org",
        "data": "data:text/html,<p>else</p>",
    }[scheme]
    scene.view.show_page("", f'<p>Here. <a href="{address}">linked</a></p>')
    before = scene.view.toPlainText()
    qtbot.mouseClick(
        scene.view.viewport(), Qt.MouseButton.LeftButton, pos=spot(scene.view, links(scene.view)[0][0])
    )
    qtbot.keyClick(scene.view, Key.Key_Tab)
    qtbot.keyClick(scene.view, Key.Key_Return)
    assert scene.view.toPlainText() == before
    assert scene.view.source().isEmpty()
    assert (scene.asked, browser.opened) == ([], [])
    assert all(pointed == ("", 0) for pointed in scene.pointed)


def test_the_system_s_browser_would_have_been_caught(browser: Browser, secret: Path) -> None:
    QDesktopServices.openUrl(QUrl("http://example.org/"))
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(secret)))
    assert len(browser.opened) == 2


def test_no_other_page_can_be_read_even_by_its_address(scene: Scene, secret: Path) -> None:
    scene.view.setSource(QUrl.fromLocalFile(str(secret)))
    assert scene.view.toPlainText().strip() == ""


# What a page names is not loaded

RED = "#FF0000"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(RED))
    file = tmp_path / "picture.png"
    assert image.save(str(file))
    (tmp_path / "style.css").write_text(f"p {{ color: {RED}; background: {RED} }}", encoding="utf-8")
    return file


def named(picture: Path) -> dict[str, str]:
    address = QUrl.fromLocalFile(str(picture)).toString()
    style = QUrl.fromLocalFile(str(picture.with_name("style.css"))).toString()
    return {
        "image by address": f'<p>text <img src="{address}" width="60" height="60"></p>',
        "image by path": f'<p>text <img src="{picture}" width="60" height="60"></p>',
        "background": f'<table style="background-image: url({address})" width="60" height="60">'
        "<tr><td>text</td></tr></table>",
        "style sheet": f'<link rel="stylesheet" href="{style}" /><p>text</p>',
        "imported style": f'<style>@import url("{style}");</style><p>text</p>',
    }


def reds(view: QTextBrowser) -> int:
    image = view.viewport().grab().toImage()
    red = QColor(RED).rgb()
    return sum(
        image.pixel(x, y) == red for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    )


@pytest.mark.parametrize("what", sorted(named(Path("/picture.png"))))
def test_nothing_that_a_page_names_is_read_from_the_disk(scene: Scene, picture: Path, what: str) -> None:
    scene.view.show_page("", named(picture)[what])
    assert "text" in scene.view.toPlainText()
    assert reds(scene.view) == 0


def test_a_plain_page_of_qt_s_would_have_read_it(qapp: QApplication, qtbot: QtBot, picture: Path) -> None:
    view = QTextBrowser()
    view.resize(300, 300)
    qtbot.addWidget(view)
    view.setHtml(named(picture)["image by address"])
    assert reds(view) > 100


# Keys


def test_tab_goes_from_link_to_link_and_then_on(scene: Scene, qtbot: QtBot) -> None:
    scene.before.setFocus()
    seen = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Key.Key_Tab)
        seen.append(scene.pointing)
    # Qt stops at the page itself before its first link.
    assert seen[-3:] == [("attache:first", 0), ("", 2), ("attache:last", 0)]
    qtbot.keyClick(scene.view, Key.Key_Tab)
    assert scene.after.hasFocus()
    assert scene.pointing == ("", 0)


def test_shift_tab_goes_back(scene: Scene, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.keyClick(scene.view, Key.Key_Tab)
    assert scene.pointing == ("attache:last", 0)
    qtbot.keyClick(scene.view, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert scene.pointing == ("", 2)


def test_enter_follows_the_link_that_tab_reached(scene: Scene, qtbot: QtBot) -> None:
    qtbot.keyClick(scene.view, Key.Key_Tab)
    qtbot.keyClick(scene.view, Key.Key_Return)
    assert scene.asked == ["attache:first"]
    assert scene.pointing == ("", 0), "the peek goes with it"


def test_a_peek_stands_just_under_the_link(scene: Scene, qtbot: QtBot, theme: Theme) -> None:
    qtbot.keyClick(scene.view, Key.Key_Tab)
    link = scene.view.viewport().mapToGlobal(spot(scene.view, "attache://entry/first"))
    place = scene.places[-1]
    assert link.y() < place.y() < link.y() + theme.px(40)
    assert abs(place.x() - link.x()) < 60


def test_esc_takes_a_peek_away_and_is_left_to_the_window(scene: Scene, qtbot: QtBot) -> None:
    qtbot.keyClick(scene.view, Key.Key_Tab)
    qtbot.keyClick(scene.view, Key.Key_Escape)
    assert scene.pointing == ("", 0)
    assert scene.around.keys == [Key.Key_Escape]


def test_arrows_scroll(scene: Scene, qtbot: QtBot) -> None:
    qtbot.keyClick(scene.view, Key.Key_PageDown)
    assert scene.view.verticalScrollBar().value() > 0
    assert scene.around.keys == []


def test_a_peek_goes_with_the_keys(scene: Scene, qtbot: QtBot) -> None:
    qtbot.keyClick(scene.view, Key.Key_Tab)
    scene.before.setFocus()
    assert scene.pointing == ("", 0)


# The pointer


def hover(scene: Scene, href: str) -> None:
    point_at(scene.view, spot(scene.view, href))


def test_a_link_under_the_pointer_is_pointed_at(scene: Scene, qtbot: QtBot) -> None:
    hover(scene, "attache://entry/last")
    qtbot.waitUntil(lambda: scene.pointing == ("attache:last", 0))
    hover(scene, "#note-2")
    qtbot.waitUntil(lambda: scene.pointing == ("", 2))
    point_at(scene.view, QPoint(5, 5))
    qtbot.waitUntil(lambda: scene.pointing == ("", 0))


def test_a_pointer_that_leaves_takes_the_peek_along(scene: Scene, qtbot: QtBot) -> None:
    hover(scene, "attache://entry/last")
    qtbot.waitUntil(lambda: scene.pointing == ("attache:last", 0))
    QApplication.sendEvent(scene.view, QEvent(QEvent.Type.Leave))
    assert scene.pointing == ("", 0)


@pytest.mark.parametrize("button", [Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton])
def test_the_side_buttons_are_left_to_the_window(scene: Scene, qtbot: QtBot, button: Qt.MouseButton) -> None:
    place = spot(scene.view, "attache://entry/first")
    qtbot.mousePress(scene.view.viewport(), button, pos=place)
    assert scene.around.buttons == [button]
    assert scene.asked == []
    qtbot.mousePress(scene.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert scene.around.buttons == [button], "the others are the text's own"


# The page


def test_an_anchor_has_a_place(scene: Scene) -> None:
    assert scene.view.place_of("note-2") > scene.view.viewport().height()
    assert scene.view.place_of("note-3") == -1
    bar = scene.view.verticalScrollBar()
    bar.setValue(round(scene.view.place_of("note-2")))
    assert bar.value() > 0


def test_another_width_is_said(scene: Scene, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scene.view.resized):
        scene.around.resize(700, 400)


def test_margins_scroll_with_the_text(scene: Scene) -> None:
    scene.view.set_margins(10, 20, 30, 40)
    frame = scene.view.document().rootFrame().frameFormat()
    margins = [frame.leftMargin(), frame.topMargin(), frame.rightMargin(), frame.bottomMargin()]
    assert margins == [10, 20, 30, 40]
    assert spot(scene.view, "attache://entry/first").y() > 20


@pytest.mark.parametrize("wide", [300, 481, 600, 900, 2000])
@pytest.mark.parametrize("zoom", [100, 200])
def test_a_page_that_stands_alone_has_a_column_one_can_read(
    scene: Scene, theme: Theme, wide: int, zoom: int
) -> None:
    theme.set_zoom(zoom)
    scene.view.setFixedWidth(wide)
    left = scene.view.set_page_margins(560, is_pane=True)
    frame = scene.view.document().rootFrame().frameFormat()
    assert frame.leftMargin() == left >= theme.px(48 if wide > theme.px(480) else 24)
    assert frame.rightMargin() >= frame.leftMargin()
    assert wide - frame.leftMargin() - frame.rightMargin() <= theme.px(560)


def test_the_rule_under_a_link_is_quieter_than_its_words(scene: Scene, theme: Theme) -> None:
    sheet = f"a {{ color: {theme.palette.accent}; text-decoration: underline; }}"
    scene.view.show_page(sheet, PAGE)
    place = dict(links(scene.view))["attache://entry/first"]
    cursor = scene.view.textCursor()
    cursor.setPosition(place + 1)
    assert cursor.charFormat().underlineColor() == QColor(theme.palette.control)
    assert cursor.charFormat().foreground().color() == QColor(theme.palette.accent)
    cursor.setPosition(1)
    assert not cursor.charFormat().fontUnderline()


def test_a_page_has_a_name_for_readers_of_screens(scene: Scene) -> None:
    assert scene.view.accessibleName() == "Text"
