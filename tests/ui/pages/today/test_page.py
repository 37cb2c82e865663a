"""Today in each of its states, on a real learner's file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from attache.app.keeping import Keeping
from attache.learner.sitting import Mode
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attache.base.paths import Places
from attache.base.vocabulary import EntryRow
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import ALL_CARDS, Scope
from attache.ui.pages.today.page import TodayPage
from attache.ui.pages.today.week import Week
from attache.ui.shell.desk import Desk
from attache.ui.shell.theme import Mode as Colours
from attache.ui.shell.theme import Theme
from attache.ui.widgets.line import Line
from tests.ui.fixtures import SetClock, discard, part, show
from tests.ui.studying import learn, new_cards

DAY = 24


class Lately:
    """What was read lately, as a test has it."""

    def __init__(self) -> None:
        self.rows: list[tuple[EntryRow, str]] = []

    def __call__(self) -> Sequence[tuple[EntryRow, str]]:
        return self.rows


@pytest.fixture
def lately() -> Lately:
    return Lately()


@pytest.fixture
def kept(places: Places, library_file: Path, clock: SetClock) -> Keeping:
    return Keeping(places.progress, library_file, clock, lambda _at: 0)


@pytest.fixture
def desk(kept: Keeping) -> Desk:
    return Desk(kept.progress)


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, library: Library, desk: Desk, lately: Lately, kept: Keeping
) -> Iterator[TodayPage]:
    made = TodayPage(theme, library, desk, lately, kept)
    made.resize(1096, 744)
    show(qtbot, made)
    yield made
    discard(made)
    kept.close()


def said(page: TodayPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def buttons(page: TodayPage) -> dict[str, QPushButton]:
    return {each.text(): each for each in page.findChildren(QPushButton) if not isinstance(each, Line)}


def studied(desk: Desk, clock: SetClock, cards: int, days: float, **settings: object) -> list[str]:
    """Have learnt some cards some days ago."""
    desk.choose(**{"learning_steps": (), "minutes": 0, "new_limit": 2, **settings})
    learnt = new_cards(desk.progress, cards)
    learn(desk.progress, learnt, Rating.GOOD)
    clock.move(hours=DAY * days)
    return learnt


def test_the_first_start_welcomes_and_offers_a_first_step(
    page: TodayPage, library: Library, qtbot: QtBot
) -> None:
    page.refresh()
    assert said(page)[0] == "Military diplomacy, looked up and learnt"
    assert f"{library.entry_count} entries" in said(page)[1]
    assert list(buttons(page)) == ["Start with a document", "Look something up"]
    page.give_keys()
    assert buttons(page)["Start with a document"].hasFocus()
    assert page.findChildren(Week) == []
    assert said(page)[2:] == ["Documents"]
    wanted: list[tuple[Scope, Mode, bool]] = []
    page.study_wanted.connect(lambda *what: wanted.append(what))
    buttons(page)["Start with a document"].click()
    page.findChildren(Line)[1].click()
    documents = [document.id for document in library.documents()]
    assert [scope.document for scope, *_ in wanted] == documents[:2]
    assert all(more == [Mode.SCHEDULE, False] for _, *more in wanted)
    with qtbot.waitSignal(page.search_wanted):
        buttons(page)["Look something up"].click()


def test_titles_of_documents_are_whole_at_first_sight(page: TodayPage, library: Library) -> None:
    page.refresh()
    QApplication.processEvents()
    names = [line.accessibleName() for line in page.findChildren(Line)]
    assert [name.rsplit(", ", 1)[0] for name in names] == [document.title for document in library.documents()]
    assert all("cards" in name for name in names)
    assert page.findChildren(Line)[0].x() == 0
    assert page.findChildren(Line)[0].width() == 680


def test_what_is_due_is_said_in_one_line_with_one_button(
    page: TodayPage, desk: Desk, clock: SetClock
) -> None:
    studied(desk, clock, 6, 2.5)
    page.refresh()
    assert said(page)[0] == "8 cards, about 3 minutes"
    assert said(page)[1] == "6 to keep, 2 new."
    wanted: list[tuple[Scope, Mode, bool]] = []
    page.study_wanted.connect(lambda *what: wanted.append(what))
    page.give_keys()
    assert buttons(page)["Study 8 cards"].hasFocus()
    buttons(page)["Study 8 cards"].click()
    assert wanted == [(ALL_CARDS, Mode.SCHEDULE, False)]
    asked: list[int] = []
    page.choices_wanted.connect(lambda: asked.append(1))
    buttons(page)["Choose what"].click()
    assert asked == [1]
    assert "While you were away" not in said(page)


def test_what_has_been_done_today_is_said(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    learnt = studied(desk, clock, 6, 2.5)
    learn(desk.progress, learnt[:2], Rating.GOOD)
    page.refresh()
    assert said(page)[1] == "4 to keep, 2 new. 2 answers today so far, 1 minute."


def test_done_says_what_comes_next(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    studied(desk, clock, 2, 0)
    page.refresh()
    assert said(page)[0] == "Done for today"
    assert said(page)[1].startswith("2 answers today so far, 1 minute. Next: ")
    wanted: list[object] = []
    page.study_wanted.connect(lambda *what: wanted.append(what))
    buttons(page)["Study more"].click()
    assert wanted == [(ALL_CARDS, Mode.SCHEDULE, True)]


def test_done_without_an_answer_does_not_count_none(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    studied(desk, clock, 1, 1, new_limit=1)
    desk.choose(
        left_out_forms=("question", "term", "definition", "cloze", "choice", "typed", "list", "example")
    )
    for card in desk.progress.deck.new(desk.now().day, desk.settings, most=2000):
        sitting = desk.begin(Scope(entries=frozenset((card.entry,))), beyond=True)
        assert sitting is not None
        while sitting.current is not None:
            sitting.suspend()
    page.refresh()
    assert said(page)[0] == "Done for today"
    assert "0 answers" not in said(page)[1]


def test_done_says_what_the_minutes_have_left_lying(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    learnt = studied(desk, clock, 20, 30, minutes=1)
    learn(desk.progress, learnt[:7], Rating.GOOD)
    page.refresh()
    assert said(page)[:2] == [
        "Done for today",
        "7 answers today so far, 2 minutes. 13 cards can wait until tomorrow.",
    ]


def test_a_day_off_says_that_it_can_wait(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    studied(desk, clock, 6, 7, days_off=(3,))
    page.refresh()
    assert said(page)[:2] == ["A day off", "8 cards can wait until tomorrow."]
    assert "Study 8 cards anyway" in buttons(page)


def test_what_the_minutes_leave_out_is_said(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    studied(desk, clock, 20, 2.5, minutes=1)
    page.refresh()
    assert any(text.endswith("your minutes and limits leave them for later.") for text in said(page))


@pytest.mark.parametrize(
    ("cards", "days", "offered"), [(30, 5, True), (29, 5, False), (30, 2.5, False), (45, 30, True)]
)
def test_a_plan_is_offered_after_some_days_and_many_cards(
    page: TodayPage, desk: Desk, clock: SetClock, cards: int, days: float, offered: bool
) -> None:
    studied(desk, clock, cards, days, spread=False)
    page.refresh()
    assert ("While you were away" in said(page)) is offered


def test_who_was_here_the_day_before_yesterday_was_not_away(
    page: TodayPage, desk: Desk, clock: SetClock
) -> None:
    studied(desk, clock, 40, 6, spread=False)
    learn(desk.progress, new_cards(desk.progress, 1), Rating.GOOD)
    clock.move(hours=DAY * 2)
    page.refresh()
    assert "While you were away" not in said(page)
    clock.move(hours=DAY)
    page.refresh()
    assert "While you were away" in said(page)


def test_a_plan_is_chosen_runs_and_is_given_up(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    studied(desk, clock, 42, 20, new_limit=1)
    page.refresh()
    assert any(text.startswith("42 cards came due.") for text in said(page))
    assert [text for text in buttons(page) if "a day" in text] == [
        "3 days, 14 a day", "7 days, 6 a day", "14 days, 3 a day", "30 days, 2 a day"
    ]  # fmt: skip
    buttons(page)["7 days, 6 a day"].click()
    assert (desk.settings.plan_from, desk.settings.plan_days) == (desk.now().day, 7)
    assert "Your plan" in said(page)
    assert "What had come due is spread over 7 more days, about 6 a day." in said(page)
    assert said(page)[0].startswith("7 cards")
    assert not any("leave them for later" in text for text in said(page))
    assert buttons(page)["Study 7 cards"].hasFocus()
    clock.move(hours=DAY * 2)
    page.refresh()
    assert any("over 5 more days" in text for text in said(page))
    buttons(page)["Give the plan up"].click()
    assert desk.settings.plan_days == 0
    assert "While you were away" in said(page)
    desk.plan(3)
    clock.move(hours=DAY * 3)
    page.refresh()
    assert "Your plan" not in said(page), "it has run out"
    desk.choose(plan_from=desk.now().day + 2, plan_days=3)
    page.refresh()
    assert "Your plan" not in said(page), "made by a clock that has been set back since"


def test_what_is_below_leads_where_it_says(
    page: TodayPage, desk: Desk, clock: SetClock, lately: Lately, library: Library
) -> None:
    learnt = studied(desk, clock, 6, 20)
    row = library.row("nato")
    assert row is not None
    lately.rows = [(row, "yesterday")] * 6
    page.refresh()
    heads = [text for text in said(page) if text in ("This week", "Fading", "Documents", "Looked up lately")]
    assert heads == ["This week", "Fading", "Documents", "Looked up lately"]
    asked: list[str] = []
    page.entry_requested.connect(asked.append)
    for line in page.findChildren(Line):
        if " %" in line.accessibleName() or "yesterday" in line.accessibleName():
            line.click()
    assert asked[-4:] == ["nato"] * 4, "four at most"
    assert set(asked[:-4]) <= {desk.progress.deck.card_entry(card) for card in learnt}
    assert asked[:-4]
    begun = [line for line in page.findChildren(Line) if "begun" in line.accessibleDescription()]
    assert [line.accessibleName() for line in begun] == [document.short for document in library.documents()]


def test_the_week_counts_answers_and_cards_ahead(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    studied(desk, clock, 6, 1)
    page.refresh()
    words = part(page, Week).accessibleDescription()
    assert "Thursday: 6 answers" in words
    assert "Friday: 0 answers so far" in words
    assert "Saturday: " in words
    assert words.count("cards due") == 2


def test_a_narrow_page_has_one_column_and_keeps_the_keys(
    qtbot: QtBot, page: TodayPage, desk: Desk, clock: SetClock
) -> None:
    studied(desk, clock, 6, 20)
    page.refresh()
    page.give_keys()
    QApplication.processEvents()

    def lefts() -> set[int]:
        return {line.mapTo(page, line.rect().topLeft()).x() for line in page.findChildren(Line)}

    assert len(lefts()) == 2
    page.resize(600, 700)
    QApplication.processEvents()
    assert len(lefts()) == 1
    assert buttons(page)["Study 8 cards"].hasFocus()


@pytest.mark.parametrize("mode", [Colours.LIGHT, Colours.DARK])
@pytest.mark.parametrize(("zoom", "width"), [(100, 424), (200, 1096), (200, 848), (80, 800)])
def test_nothing_is_clipped(
    page: TodayPage, desk: Desk, clock: SetClock, theme: Theme, zoom: int, width: int, mode: Colours
) -> None:
    studied(desk, clock, 42, 20)
    page.resize(width, 500)
    theme.set_zoom(zoom)
    theme.set_mode(mode)
    for _ in range(4):
        QApplication.processEvents()
    body = page.widget()
    assert body is not None
    assert body.width() == page.viewport().width()
    for each in (one for kind in (QLabel, QPushButton, Week) for one in body.findChildren(kind)):
        box = each.rect().translated(each.mapTo(body, each.rect().topLeft()))
        assert body.rect().contains(box), each.accessibleName()
        needed = each.heightForWidth(each.width()) if each.hasHeightForWidth() else each.sizeHint().height()
        assert each.height() >= needed, each.accessibleName()
    assert not page.grab().isNull()


def test_all_that_can_be_pressed_has_a_name(page: TodayPage, desk: Desk, clock: SetClock) -> None:
    studied(desk, clock, 42, 20)
    page.refresh()
    pressed = page.findChildren(QPushButton)
    assert len(pressed) > 8
    assert all(each.accessibleName() or each.text() for each in pressed)
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in pressed)


@pytest.mark.parametrize("sound", [True, False])
def test_a_sound_copy_is_offered_in_the_place_of_a_damaged_file(
    theme: Theme,
    library: Library,
    lately: Lately,
    places: Places,
    library_file: Path,
    clock: SetClock,
    qtbot: QtBot,
    sound: bool,
) -> None:
    before = Keeping(places.progress, library_file, clock, lambda _at: 0)
    assert before.progress is not None
    learn(before.progress, new_cards(before.progress, 3), Rating.GOOD)
    copy = before.make_copy()
    before.close()
    assert copy is not None
    places.progress.write_bytes(b"not a database at all" * 100)
    if not sound:
        copy.path.write_bytes(b"neither is this" * 100)
    kept = Keeping(places.progress, library_file, clock, lambda _at: 0)
    page = TodayPage(theme, library, Desk(kept.progress), lately, kept)
    show(qtbot, page)
    page.refresh()
    assert ("Put that copy back" in buttons(page)) is sound
    assert any("3 answers" in text for text in said(page)) is sound
    wanted: list[object] = []
    page.way_back_wanted.connect(wanted.append)
    if sound:
        buttons(page)["Put that copy back"].click()
        assert [each.path for each in wanted] == [copy.path]  # type: ignore[attr-defined]
    discard(page)


def test_a_file_of_a_later_version_is_not_begun_anew(
    theme: Theme,
    library: Library,
    lately: Lately,
    places: Places,
    library_file: Path,
    clock: SetClock,
    qtbot: QtBot,
) -> None:
    before = Keeping(places.progress, library_file, clock, lambda _at: 0)
    assert before.progress is not None
    before.progress.bookmarks.set("nato", True)
    before.close()
    with closing(sqlite3.connect(places.progress)) as connection:
        connection.execute("PRAGMA user_version = 99000")
    kept = Keeping(places.progress, library_file, clock, lambda _at: 0)
    page = TodayPage(theme, library, Desk(kept.progress), lately, kept)
    show(qtbot, page)
    page.refresh()
    assert list(buttons(page)) == ["Look something up"]
    discard(page)


def test_a_refused_file_is_said_and_ways_back_are_offered(
    qtbot: QtBot,
    theme: Theme,
    library: Library,
    lately: Lately,
    places: Places,
    library_file: Path,
    clock: SetClock,
) -> None:
    places.data.mkdir(parents=True)
    places.progress.write_bytes(b"not a database at all" * 100)
    kept = Keeping(places.progress, library_file, clock, lambda _at: 0)
    page = TodayPage(theme, library, Desk(kept.progress), lately, kept)
    page.resize(1096, 744)
    show(qtbot, page)
    page.refresh()
    assert "cannot be used" in said(page)[1]
    wanted: list[object] = []
    page.way_back_wanted.connect(wanted.append)
    buttons(page)["Begin anew"].click()
    assert wanted == [None]
    with qtbot.waitSignal(page.search_wanted):
        buttons(page)["Look something up"].click()
    assert [widget for widget in page.findChildren(QWidget) if isinstance(widget, Line | Week)] == []
    discard(page)
