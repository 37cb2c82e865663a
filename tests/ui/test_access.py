"""What a screen reader is told: every page and every card, walked through their accessible tree.

Each control has a name without the key that runs it, and the role of what it is.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from attache.app.example import DAY, NOW, write_example
from attache.app.screenshots import screens, settle
from attache.app.window import Parts
from attache.base.paths import Places
from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.ui.pages import PAGES
from attache.ui.pages.glossary.letters import Letters
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.screens import Scene
from attache.ui.widgets.entry.reading_view import ReadingView
from tests.ui.fixtures import glossary_of, part, running, settings_of, study_of
from tests.ui.keyboards import with_keyboard
from tests.ui.studying import only, press

Role = QAccessible.Role
CONTROLS = frozenset((
    Role.Button, Role.ButtonMenu, Role.CheckBox, Role.ComboBox, Role.EditableText, Role.Link, Role.List,
    Role.ListItem, Role.MenuItem, Role.PageTab, Role.RadioButton, Role.Slider, Role.SpinBox, Role.Table,
))  # fmt: skip
"""Roles of what somebody can use."""
READ = frozenset((Role.StaticText, Role.Grouping, Role.Cell))
"""Roles of what may have the focus and is only read."""
TOGGLES = re.compile(
    r"Bookmark|Bookmarks.*|Days off: .*|Card types first: .*|Hidden card types: .*|Only cards of the entry .*"
    r"|Focused on .*"
)
"""Names of what is on or off by itself, beside the items of a list."""
KEY = re.compile(r"\b(Ctrl|Alt|Shift)\b|\((?:[A-Z]|Esc|Enter|Space|F\d+)\)|\s{2}[A-Z0-9]$|\bF\d{1,2}\b")
"""What looks like a shortcut."""
TWO_STOPS = re.compile(r"[.?!]\. ")


def walk(interface: QAccessibleInterface, most: int = 40) -> Iterator[QAccessibleInterface]:
    """Yield what is visible, of long lists only the beginning."""
    if interface.state().invisible:
        return
    yield interface
    for number in range(min(interface.childCount(), most)):
        child = interface.child(number)
        if child.isValid():
            yield from walk(child, most)


def tree(of: QWidget) -> list[QAccessibleInterface]:
    return list(walk(QAccessible.queryAccessibleInterface(of)))


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def faults(of: QWidget) -> list[str]:
    """Return what is wrong with the controls of a window."""
    found = []
    for each in tree(of):
        role, state = each.role(), each.state()
        if not (state.focusable or role in CONTROLS):
            continue
        about = f"{role.name} “{name(each)}” {each.object()}"
        if not name(each).strip() and role is not Role.Cell:
            found.append(f"no name: {about}")
        if role in CONTROLS and KEY.search(name(each)):
            found.append(f"a key in the name: {about}")
        if TWO_STOPS.search(name(each)):
            found.append(f"two full stops: {about}")
        if role is Role.RadioButton and not state.focusable:
            found.append(f"not focusable: {about}")
        if role not in CONTROLS | READ:
            found.append(f"a role that says nothing: {about}")
        button = each.object()
        drawn = isinstance(button, QAbstractButton) and not isinstance(button, QCheckBox)
        if role is Role.CheckBox and drawn and not TOGGLES.fullmatch(name(each)):
            found.append(f"a check box that is none: {about}")
    return found


@pytest.fixture(scope="module")
def example_file(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> Path:
    """A progress file of somebody who has studied for some weeks."""
    file = tmp_path_factory.mktemp("example") / "example"
    write_example(file, library_file)
    return file


@pytest.fixture
def now(request: pytest.FixtureRequest) -> int:
    """Return the instant of the window, UTC milliseconds."""
    return int(getattr(request, "param", NOW))


@pytest.fixture
def studied(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, example_file: Path, now: int
) -> Iterator[Parts]:
    """A window on this progress."""
    places.progress.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(example_file, places.progress)
    with running(qtbot, qapp, library_file, places, lambda: now, "today") as made:
        yield made


def test_every_control_of_every_page_and_card_has_a_name_and_its_role(studied: Parts) -> None:
    window = with_keyboard(studied.window)
    drawn = []
    for page in PAGES:
        window.open_page(page.id)
        settle(window)
        assert faults(window) == [], page.id
        assert window.windowTitle().startswith(page.title), page.id
    for shown, bring_about in screens(studied, Scene.STUDYING):
        bring_about()
        settle(window)
        assert faults(window) == [], shown
        window.palette_panel.hide()
        drawn.append(shown)
    assert {f"study-{form}-{side}" for form in CardForm for side in "qa"} <= set(drawn)


def test_a_first_start_and_what_was_refused_have_names_too(parts: Parts) -> None:
    window = with_keyboard(parts.window)
    for shown, bring_about in screens(parts, Scene.FIRST_START):
        bring_about()
        settle(window)
        assert faults(window) == [], shown


@pytest.mark.parametrize("now", [NOW + 16 * DAY], indirect=True)
def test_the_pages_after_an_absence_have_names_too(studied: Parts) -> None:
    for shown, bring_about in screens(studied, Scene.AWAY):
        bring_about()
        settle(studied.window)
        assert faults(studied.window) == [], shown


def test_menus_and_dialogs_have_names(studied: Parts) -> None:
    window = studied.window
    window.open_entry(studied.library.rows([1])[0].id)
    window.prepare()
    for menu in window.menuBar().findChildren(QMenu):
        assert name(QAccessible.queryAccessibleInterface(menu)) == menu.title().replace("&", "")
        assert faults(menu) == []
    window.commands["report-error"].trigger()
    window.open_page("settings")
    part(settings_of(window).rows["delete"].control, QPushButton).click()
    settle(window)
    dialogs = window.findChildren(QDialog)
    assert len(dialogs) == 2
    for dialog in dialogs:
        assert faults(dialog) == []
        dialog.close()


def test_the_rail_says_how_many_cards_there_are(studied: Parts) -> None:
    studies = next(each for each in tree(studied.window.rail) if name(each) == "Study")
    assert re.fullmatch(r"\d+ cards", studies.text(QAccessible.Text.Description))


def test_tab_goes_to_the_marked_place_of_the_rail(parts: Parts) -> None:
    for page in ("glossary", "settings"):
        parts.window.open_page(page)
        tabbed = [
            button.accessibleName()
            for button in parts.window.rail.findChildren(QToolButton)
            if button.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert tabbed == [parts.window.pages.specs[page].title]


def test_every_setting_has_a_name(parts: Parts) -> None:
    parts.window.open_page("settings")
    page = settings_of(parts.window)
    for row in page.rows.values():
        controls = [each for each in tree(row.control) if each.role() in CONTROLS]
        assert controls
        assert all(name(each).startswith(row.setting.name) for each in controls), row.setting.name


def test_a_row_of_choices_is_one_group_of_radio_buttons(parts: Parts) -> None:
    window = parts.window
    some = {"glossary": {"All", "Concepts", "Organisations", "Case"}, "cards": {"All", "Due", "Flagged"}}
    for page, words in some.items():
        window.open_page(page)
        radios = [each for each in tree(window.pages.current) if each.role() is Role.RadioButton]
        assert sum(each.state().checked for each in radios) == 1
        assert words <= {name(each).split()[0] for each in radios}
    places = [each for each in tree(window.rail) if each.role() is Role.RadioButton]
    assert {name(each) for each in places} == {page.title for page in PAGES if page.rail is not None}
    assert [name(each) for each in places if each.state().checked] == ["Study"]
    places[0].actionInterface().doAction("Press")
    assert window.shown == "today"


def test_arrows_walk_the_rail_and_enter_goes_there(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    buttons = window.rail.findChildren(QToolButton)
    buttons[0].setFocus()
    for after in (*buttons[1:], buttons[0]):
        press(qtbot, Qt.Key.Key_Down)
        assert after.hasFocus()
        assert window.shown == "glossary"
    press(qtbot, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert window.shown == "settings"
    assert [button.accessibleName() for button in buttons if button.isChecked()] == ["Settings"]


def test_question_and_answer_can_be_read(parts: Parts) -> None:
    only(parts.learner, CardForm.QUESTION)
    parts.window.open_page("study")
    study = study_of(parts.window)
    study.begin(beyond=True)
    card = study.panel.card.card
    assert card is not None

    def read() -> str:
        texts = (cast("QAccessibleTextInterface | None", each.textInterface()) for each in tree(study))
        return " ".join(text.text(0, text.characterCount()) for text in texts if text is not None)

    assert fold(card.prompt) in fold(read())
    assert fold(card.answer) not in fold(read())
    study.show_answer()
    assert fold(card.answer) in fold(read())
    interface = QAccessible.queryAccessibleInterface(study)
    assert interface.role() is Role.Grouping
    assert fold(card.answer) in fold(name(interface))


def test_study_is_named_while_no_card_is_asked(parts: Parts) -> None:
    parts.window.open_page("study", choose=True)
    assert name(QAccessible.queryAccessibleInterface(study_of(parts.window))) == "Study"
    assert isinstance(study_of(parts.window), StudyPage)


def links_in(view: ReadingView) -> list[QAccessibleInterface]:
    """Return the links of a view, without those of one that lies on it."""
    inside = {(name(each), each.rect().getRect()) for each in tree(view)}
    own = [each for each in tree(view.links) if each.role() is Role.Link]
    assert all((name(each), each.rect().getRect()) in inside for each in own)
    return own


def test_the_links_of_an_article_are_in_its_tree(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    window.resize(1280, 800)
    window.open_entry(parts.library.rows([1])[0].id)
    settle(window)
    pane = glossary_of(window).reader.pane
    links = links_in(pane.text)
    assert "Source 1" in map(name, links)
    assert links_in(pane.side)
    for each in links:
        assert each.actionInterface().actionNames() == ["Press"]
        assert each.rect().width() > 0
    assert [each.parent().indexOfChild(each) for each in links] == list(range(len(links)))
    # Tab reaches them one by one, and says which has the focus.
    pane.text.setFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert [each.parent().indexOfChild(each) for each in links if each.state().focused] == [0]
    before, words = pane.entry, [name(each) for each in links]
    links[0].actionInterface().doAction("Press")
    assert pane.entry is not before
    assert [name(each) for each in links_in(pane.text)] != words


def test_an_article_that_is_gone_has_no_links(parts: Parts) -> None:
    parts.window.open_entry(parts.library.rows([1])[0].id)
    pane = glossary_of(parts.window).reader.pane
    links = links_in(pane.text)
    assert links
    pane.clear()
    assert links_in(pane.text) == []
    assert not any(each.isValid() or name(each) for each in links)


def test_an_article_shows_that_it_has_the_focus(parts: Parts) -> None:
    window = parts.window
    window.open_entry(parts.library.rows([1])[0].id)
    settle(window)
    view = glossary_of(window).reader.pane.text
    window.top.field.setFocus()
    before = view.grab().toImage()
    view.setFocus()
    after = view.grab().toImage()
    accent = parts.theme.palette.accent.lower()
    line = [after.pixelColor(x, 0).name() for x in range(0, view.width(), 10)]
    assert set(line) == {accent}
    assert accent not in {before.pixelColor(x, 0).name() for x in range(0, view.width(), 10)}
    assert before.copy(0, 2, view.width() - 40, 300) == after.copy(0, 2, view.width() - 40, 300)


def test_the_letters_say_where_they_are(qtbot: QtBot, parts: Parts) -> None:
    letters = part(glossary_of(parts.window).finder, Letters)
    interface = QAccessible.queryAccessibleInterface(letters)
    assert interface.role() is Role.List
    letters.setFocus()
    qtbot.keyClick(letters, Qt.Key.Key_M)
    assert interface.text(QAccessible.Text.Description) == "M"


def test_a_test_that_looks_finds_faults(parts: Parts) -> None:
    button = QToolButton(parts.window)
    button.show()
    assert len(faults(parts.window)) == 1
    button.setText("Undo  U")
    assert [each[:5] for each in faults(parts.window)] == ["a key"]
    button.setText("Undo")
    button.setCheckable(True)
    assert [each[:7] for each in faults(parts.window)] == ["a check"]
    widget = QWidget(parts.window)
    widget.setAccessibleName("Something")
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.show()
    assert len(faults(parts.window)) == 2
