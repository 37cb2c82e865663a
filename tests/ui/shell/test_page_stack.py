"""Back, forward and Esc lead to where the user came from, across pages, and so does the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts, build
from attache.base.paths import Places
from attache.study.memory import Rating
from attache.study.scope import ALL_CARDS, Scope
from attache.study.session import Stage
from attache.ui.shell.window import Window
from tests.ui.fixtures import RESOURCES, SetClock, discard, glossary_of, show, study_of, today_of
from tests.ui.studying import asked, rate

Key = Qt.Key
NATO, ASEAN = "attache:nato", "attache:asean"


def where(window: Window) -> str:
    """Return the page shown, or the id of the entry on it."""
    return glossary_of(window).entry or "glossary" if window.shown == "glossary" else window.shown


def button(page: QWidget, words: str) -> QPushButton:
    """Return the button whose words begin so."""
    return next(each for each in page.findChildren(QPushButton) if each.text().startswith(words))


def offers(window: Window) -> list[str]:
    """Return the words of the buttons on Today."""
    body = today_of(window).column.widget()
    assert body is not None
    return [each.text() for each in body.findChildren(QPushButton)]


def escape(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)


def test_back_and_forward_lead_across_pages(parts: Parts) -> None:
    window = parts.window
    window.open_page("today")
    window.open_entry(NATO)
    window.open_entry(ASEAN)
    window.open_page("settings")
    ways = []
    for _ in range(3):
        window.commands.run("back")
        ways.append(where(window))
    assert ways == [ASEAN, NATO, "today"]
    ways.clear()
    while window.commands["forward"].isEnabled():
        window.commands.run("forward")
        ways.append(where(window))
    assert ways == [NATO, ASEAN, "settings"]


def test_back_leads_to_what_the_glossary_showed_when_it_was_opened(parts: Parts) -> None:
    window = parts.window
    window.open_entry(NATO)
    window.open_page("today")
    window.commands.run("glossary")
    window.open_entry(ASEAN)
    ways = []
    for _ in range(3):
        window.commands.run("back")
        ways.append(where(window))
    assert ways == [NATO, "today", NATO]


def test_only_the_page_that_is_shown_is_asked_what_its_commands_can_do(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = parts.window
    asked: list[str] = []

    def ask(name: str) -> tuple[str, ...]:
        asked.append(name)
        return ()

    for name in ("glossary", "study", "today"):
        page = window.page(name)
        monkeypatch.setattr(page, "conditions", partial(ask, name))
    window.open_page("today")
    asked.clear()
    parts.learner.toggle_bookmark(NATO)
    assert set(asked) == {"today"}
    assert not window.commands["undo"].isEnabled()


def test_search_and_filters_can_be_cleared_from_any_page(parts: Parts) -> None:
    window, clear = parts.window, parts.window.commands["all"]
    assert not clear.isEnabled()
    glossary_of(window).finder.look_up("hotline")
    settle(window)
    window.open_page("today")
    assert clear.isEnabled()
    clear.trigger()
    assert window.shown == "glossary"
    assert not glossary_of(window).is_narrowed
    assert not clear.isEnabled()


def test_back_to_the_start_page_selects_no_entry(parts: Parts) -> None:
    window, finder = parts.window, glossary_of(parts.window).finder
    window.open_entry(NATO)
    assert finder.list.currentIndex().isValid()
    window.commands.run("back")
    assert where(window) == "glossary"
    assert not finder.list.currentIndex().isValid()


def test_a_hidden_page_takes_the_user_nowhere(parts: Parts) -> None:
    """An entry that was only glanced at counts as read after a pause, whatever is shown by then."""
    window, glossary = parts.window, glossary_of(parts.window)
    window.open_entry(NATO)
    glossary.reader.glance(ASEAN)
    window.open_page("settings")
    settle(window)
    window.open_page("today")
    ways = []
    for _ in range(3):
        window.commands.run("back")
        ways.append(where(window))
    assert ways == ["settings", ASEAN, NATO]


def test_back_returns_to_the_card_after_reading_an_entry(parts: Parts, qtbot: QtBot) -> None:
    window, study = parts.window, study_of(parts.window)
    window.open_page("study")
    study.begin()
    card = study.session.prompt
    study.show_answer()
    window.open_entry(NATO)
    window.commands.run("back")
    assert (window.shown, study.session.prompt, study.session.stage) == ("study", card, Stage.ANSWER)
    window.commands.run("card-entry")
    assert study.panel.pane.isVisible()
    window.commands.run("back")
    assert study.panel.pane.isHidden()
    assert study.session.prompt == card
    window.commands.run("search")
    qtbot.keyClicks(window.top.field, "asean")
    settle(window)
    window.commands.run("back")
    assert window.shown == "study"


def test_esc_leads_from_backups_to_settings_and_from_there_to_where_one_was(
    parts: Parts, qtbot: QtBot
) -> None:
    window = parts.window
    window.open_entry(NATO)
    window.open_page("settings")
    window.open_page("backups")
    escape(window, qtbot)
    assert window.shown == "settings"
    escape(window, qtbot)
    assert where(window) == NATO


def test_esc_leads_from_backups_to_the_page_on_which_the_command_was_chosen(
    parts: Parts, qtbot: QtBot
) -> None:
    parts.window.open_page("today")
    parts.window.commands.run("backups")
    escape(parts.window, qtbot)
    assert parts.window.shown == "today"
    escape(parts.window, qtbot)
    assert parts.window.shown == "today", "Esc never leaves the first page"


def test_esc_leaves_a_session_for_the_entry_that_it_was_started_from(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    window.open_page("today")
    window.open_entry(NATO)
    window.commands.run("study-entry")
    assert window.shown == "study"
    escape(window, qtbot)
    assert where(window) == NATO
    escape(window, qtbot)
    assert where(window) == NATO, "a session that was left is not returned to"


@pytest.fixture
def started(
    qtbot: QtBot, qapp: QApplication, parts: Parts, places: Places, clock: SetClock
) -> Iterator[Callable[[], Parts]]:
    """Start the program once more on the same data, after the window before it was closed."""
    windows: list[Parts] = []

    def start() -> Parts:
        (windows[-1] if windows else parts).close()
        library = parts.library.path
        windows.append(build(qapp, RESOURCES, library, places, clock, lambda _at: 0))
        show(qtbot, windows[-1].window)
        settle(windows[-1].window)
        return windows[-1]

    yield start
    for made in windows:
        made.close()
        discard(made.window)


def test_the_next_start_shows_the_entry_where_one_was_reading(
    parts: Parts, started: Callable[[], Parts]
) -> None:
    parts.window.open_entry(ASEAN)
    settle(parts.window)
    glossary_of(parts.window).reader.pane.text.verticalScrollBar().setValue(300)
    window = started().window
    assert where(window) == ASEAN
    assert glossary_of(window).reader.pane.place == 300
    assert glossary_of(window).reader.pane.text.hasFocus()
    assert started().window.shown == "glossary"


def test_another_progress_file_leads_to_today_also_if_it_was_not_shown_before(
    parts: Parts, started: Callable[[], Parts]
) -> None:
    parts.window.open_entry(ASEAN)
    resumed = started()
    assert where(resumed.window) == ASEAN
    resumed.window.open_page("study")
    resumed.learner.release()
    assert resumed.window.shown == "today"
    resumed.learner.open()
    settle(resumed.window)
    assert offers(resumed.window)[0] == "Start with a document"


def test_the_next_start_shows_no_page_at_the_foot_of_the_rail(
    parts: Parts, started: Callable[[], Parts]
) -> None:
    parts.window.open_page("study")
    parts.window.open_page("settings")
    parts.window.open_page("backups")
    assert started().window.shown == "study"


def test_an_entry_that_is_gone_is_not_resumed(
    parts: Parts, started: Callable[[], Parts], places: Places
) -> None:
    parts.window.open_entry(NATO)
    with closing(started()) as resumed:
        assert where(resumed.window) == NATO
    file = places.config / "machine.ini"
    file.write_text(file.read_text("utf-8").replace(NATO, "attache:no-such-entry"), "utf-8")
    window = started().window
    assert window.shown == "today"
    assert not window.message.isVisible()


def test_a_session_that_was_open_is_offered_to_be_continued(
    parts: Parts, started: Callable[[], Parts], qtbot: QtBot
) -> None:
    window, scope = parts.window, Scope(document="asia", words="Asia")
    window.open_page("study", scope=scope)
    rate(study_of(window))
    card = study_of(window).session.prompt
    assert card is not None
    window.open_page("today")
    assert offers(window)[0].startswith("Continue Asia: ")
    window = started().window
    assert window.shown == "today"
    assert offers(window)[0].startswith("Continue Asia: ")
    today_of(window).press_default()
    assert study_of(window).session.scope == scope
    window.open_page("today")
    window.open_page("study")
    window = started().window
    assert window.shown == "study"
    assert study_of(window).session.stage is Stage.START
    assert button(study_of(window), "Continue: ").hasFocus()


@pytest.mark.parametrize("scope", [ALL_CARDS, Scope(document="asia", words="Asia")])
def test_a_session_is_continued_at_the_card_at_which_it_was_left(
    parts: Parts, started: Callable[[], Parts], scope: Scope
) -> None:
    window = parts.window
    window.open_page("study", scope=scope)
    for _ in range(4):
        rate(study_of(window))
        left = asked(study_of(window))
        window = started().window
        window.open_page("today")
        today_of(window).press_default()
        assert asked(study_of(window)) == left


def test_a_session_that_ended_is_not_offered(parts: Parts) -> None:
    window = parts.window
    window.open_page("study", scope=Scope(entries=frozenset((NATO,)), words="NATO"), beyond=True)
    while study_of(window).session.is_asking:
        rate(study_of(window), Rating.EASY)
    window.open_page("today")
    assert not any(words.startswith("Continue") for words in offers(window))


@pytest.mark.parametrize("rating", [Rating.GOOD, Rating.EASY])
def test_a_session_beyond_the_limits_is_offered_with_the_cards_that_it_has(
    parts: Parts, started: Callable[[], Parts], rating: Rating
) -> None:
    """With Easy nothing else is left of the day."""
    parts.learner.set_settings(new_limit=2)
    window, scope = parts.window, Scope(entries=frozenset((NATO,)), words="NATO")
    window.open_page("study", scope=scope, beyond=True)
    for _ in range(3):
        rate(study_of(window), rating)
    window.open_page("today")
    [words] = [each for each in offers(window) if each.startswith("Continue NATO: ")]
    count = words.removeprefix("Continue NATO: ").split()[0]
    window = started().window
    window.open_page("study")
    assert button(study_of(window), "Continue: ").text().split()[1] == count
    window.open_page("today")
    today_of(window).press_default()
    assert study_of(window).panel.told.text().startswith(f"Studying 1 entry  ·  {count} cards left")


def test_yesterday_s_session_is_not_offered(parts: Parts, clock: SetClock) -> None:
    window = parts.window
    window.open_page("study")
    study_of(window).begin()
    rate(study_of(window))
    window.open_page("today")
    assert offers(window)[0].startswith("Continue: ")
    clock.move(hours=24)
    window.maintenance.check_time()
    window.open_page("today")
    assert offers(window)[0].startswith("Study ")
