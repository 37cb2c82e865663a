"""Where a page has nothing to show, it says why, and a button leads to the help."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.library.filters import Filters
from attache.study.scope import Scope
from tests.ui.fixtures import backups_of, glossary_of, map_of, settings_of, timeline_of
from tests.ui.quizzing import quiz_of


def first_start(parts: Parts) -> None:
    parts.window.open_page("today")


def nothing_found(parts: Parts) -> None:
    parts.window.top.field.setText("xyzzy")
    glossary_of(parts.window).look_up("xyzzy")


def no_bookmarks(parts: Parts) -> None:
    parts.window.commands.run("bookmarks")


def no_cards(parts: Parts) -> None:
    parts.window.commands.run("flagged-cards")


def no_questions(parts: Parts) -> None:
    parts.window.open_page("quiz")
    page = quiz_of(parts.window)
    page.setup.scopes["missed"].click()


def nothing_to_study(parts: Parts) -> None:
    parts.window.open_page("study", scope=Scope(entries=frozenset(("attache:none",)), words="Nothing"))


def no_backups(parts: Parts) -> None:
    parts.window.open_page("backups")
    assert backups_of(parts.window).isVisible()


def no_setting(parts: Parts) -> None:
    parts.window.open_page("settings")
    settings_of(parts.window).field.setText("xyzzy")


def no_dates(parts: Parts) -> None:
    parts.window.open_page("timeline")
    timeline_of(parts.window).filters.changed.emit(Filters(theme="no-such-theme"))


def no_answers(parts: Parts) -> None:
    parts.window.open_page("progress")


def no_entries_on_the_map(parts: Parts) -> None:
    parts.window.open_page("map")
    map_of(parts.window).filters.changed.emit(Filters(theme="no-such-theme"))


EMPTY: Mapping[str, Callable[[Parts], None]] = {
    made.__name__: made
    for made in (
        first_start,
        nothing_found,
        no_bookmarks,
        no_cards,
        no_questions,
        nothing_to_study,
        no_backups,
        no_setting,
        no_dates,
        no_answers,
        no_entries_on_the_map,
    )
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_button_leads_to_the_help_and_esc_back(parts: Parts, qtbot: QtBot, name: str) -> None:
    window = parts.window
    EMPTY[name](parts)
    settle(window)
    shown = window.shown
    buttons = [each for each in window.pages.current.findChildren(QPushButton) if each.text() == "Help"]
    [button] = [each for each in buttons if each.isVisible()]
    button.click()
    assert window.shown == "help"
    window.commands.run("back")
    assert window.shown == shown


def test_where_there_is_something_there_is_no_such_button(parts: Parts) -> None:
    window = parts.window
    for page in ("glossary", "settings", "cards"):
        window.open_page(page)
        settle(window)
        buttons = [each for each in window.pages.current.findChildren(QPushButton) if each.text() == "Help"]
        assert not any(each.isVisible() for each in buttons), page
