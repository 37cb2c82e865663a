"""Today in each of its states, on a real learner's file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.paths import Places
from attache.learner.manager import ProgressManager
from attache.learner.schema import LAYOUT
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import ALL_CARDS, Scope
from attache.ui.pages.today.page import TodayPage
from attache.ui.pages.today.week import Week
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.shell.maintenance import Maintenance
from attache.ui.shell.theme import Mode as Colours
from attache.ui.shell.theme import Theme
from attache.ui.widgets.line import Line
from tests.ui.fixtures import Around, SetClock, discard, part, show
from tests.ui.studying import learn, new_cards

DAY = 24
EVERYTHING_CHANGED = Changes(frozenset(ChangeKind))


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[TodayPage]:
    made = TodayPage(context)
    context.learner.changed.connect(made.refresh)
    made.resize(1096, 744)
    show(qtbot, made)
    yield made
    discard(made)


def draw(page: TodayPage) -> None:
    """Count and draw again after a change that the window does not know of."""
    page.context.learner.announce(EVERYTHING_CHANGED)


def said(page: TodayPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def buttons(page: TodayPage) -> dict[str, QPushButton]:
    return {each.text(): each for each in page.findChildren(QPushButton) if not isinstance(each, Line)}


def studied(learner: Learner, clock: SetClock, cards: int, days: float, **settings: object) -> list[str]:
    """Have learnt some cards some days ago."""
    learner.set_settings(**{"learning_steps": (), "minutes": 0, "new_limit": 2, **settings})
    learnt = new_cards(learner.progress, cards)
    learn(learner.progress, learnt, Rating.GOOD)
    clock.move(hours=DAY * days)
    return learnt


def test_the_first_start_welcomes_and_offers_a_first_step(
    page: TodayPage, library: Library, around: Around, qtbot: QtBot
) -> None:
    draw(page)
    assert said(page)[0] == "Look up and learn military diplomacy"
    to_learn = page.context.learner.waiting(ALL_CARDS).new
    assert to_learn < library.card_count, "extra cards are turned off"
    assert f"{library.entry_count} entries to look up, and {to_learn} cards to learn" in said(page)[1]
    assert list(buttons(page))[:3] == ["Start with a document", "Look something up", "Help"]
    assert page.findChildren(Week) == []
    [core] = [text for text in said(page) if text.startswith("Core cards")]
    assert re.fullmatch(
        r"Core cards \(the [\d,]+ most important\): about \d+ h( \d+ min)? including reviews\."
        r" New cards come first from sections that you have read, then from the core cards\.",
        core,
    )
    buttons(page)["Start with a document"].click()
    assert around.opened == [("documents", {"guide": library.guides()[0].id})]
    with qtbot.waitSignal(page.context.commands["search"].triggered):
        buttons(page)["Look something up"].click()


def test_what_is_due_is_said_in_one_line_with_one_button(
    page: TodayPage, learner: Learner, clock: SetClock, around: Around
) -> None:
    studied(learner, clock, 6, 2.5)
    draw(page)
    assert said(page)[0] == "8 cards, about 3 minutes"
    assert said(page)[1] == "6 due, 2 new."
    page.open()
    assert buttons(page)["Study 8 cards"].hasFocus()
    buttons(page)["Study 8 cards"].click()
    buttons(page)["Choose topic"].click()
    assert around.opened == [
        ("study", {"scope": ALL_CARDS, "beyond": False}),
        ("study", {"choose": True}),
    ]
    assert "While you were away" not in said(page)


def test_what_has_been_done_today_is_said(page: TodayPage, learner: Learner, clock: SetClock) -> None:
    learnt = studied(learner, clock, 6, 2.5)
    learn(learner.progress, learnt[:2], Rating.GOOD)
    draw(page)
    assert said(page)[1] == "4 due, 2 new. 2 answers today (1 minute)."


def test_done_says_what_comes_next(
    page: TodayPage, learner: Learner, clock: SetClock, around: Around
) -> None:
    studied(learner, clock, 2, 0)
    draw(page)
    assert said(page)[0] == "Done for today"
    assert said(page)[1].startswith("2 answers today (1 minute). Today’s 2 new cards are done. Next: ")
    buttons(page)["Add 10 new cards"].click()
    assert around.opened == [("study", {"scope": ALL_CARDS, "beyond": True})]


def test_cards_in_long_steps_are_waited_for(page: TodayPage, learner: Learner, clock: SetClock) -> None:
    studied(learner, clock, 1, 0, new_limit=1)
    learner.set_settings(learning_steps=(60.0,), new_limit=2)
    learn(learner.progress, new_cards(learner.progress, 1), Rating.AGAIN)
    draw(page)
    assert said(page)[0] == "Done for now"
    assert said(page)[1].endswith("1 learning card is due again at 13:00.")
    clock.move(minutes=41)
    draw(page)
    assert "Study 1 card" in buttons(page)


def test_done_without_an_answer_does_not_count_none(
    page: TodayPage, learner: Learner, clock: SetClock
) -> None:
    studied(learner, clock, 1, 1, new_limit=1)
    learner.set_settings(
        left_out_forms=("question", "term", "definition", "cloze", "choice", "typed", "list", "example")
    )
    for card in learner.progress.cards.new(learner.now().day, learner.settings, most=2000):
        session = learner.studying.start(Scope(entries=frozenset((card.entry,))), beyond=True)
        while session.is_asking:
            session = learner.studying.suspend(session)
    draw(page)
    assert said(page)[0] == "Done for today"
    assert "0 answers" not in said(page)[1]


def test_done_says_what_the_minutes_have_left_lying(
    page: TodayPage, learner: Learner, clock: SetClock
) -> None:
    learnt = studied(learner, clock, 20, 30, minutes=1)
    learn(learner.progress, learnt[:7], Rating.GOOD)
    draw(page)
    assert said(page)[:2] == [
        "Done for today",
        (
            "7 answers today (2 minutes). You have reached today’s limit of 1 minute."
            " 13 cards can wait until tomorrow."
        ),
    ]


def test_a_day_off_says_that_it_can_wait(page: TodayPage, learner: Learner, clock: SetClock) -> None:
    studied(learner, clock, 6, 7, days_off=(3,))
    draw(page)
    assert said(page)[:2] == ["A day off", "8 cards can wait until tomorrow."]
    assert "Study 8 cards anyway" in buttons(page)


def test_what_the_minutes_leave_out_is_said(page: TodayPage, learner: Learner, clock: SetClock) -> None:
    studied(learner, clock, 20, 2.5, minutes=1)
    draw(page)
    assert any(text.endswith("They wait because of your daily limits.") for text in said(page))


@pytest.mark.parametrize(
    ("cards", "days", "offered"), [(30, 5, True), (29, 5, False), (30, 2.5, False), (45, 30, True)]
)
def test_a_plan_is_offered_after_some_days_and_many_cards(
    page: TodayPage, learner: Learner, clock: SetClock, cards: int, days: float, offered: bool
) -> None:
    studied(learner, clock, cards, days, spread=False)
    draw(page)
    assert ("While you were away" in said(page)) is offered


def test_who_was_here_the_day_before_yesterday_was_not_away(
    page: TodayPage, learner: Learner, clock: SetClock
) -> None:
    studied(learner, clock, 40, 6, spread=False)
    learn(learner.progress, new_cards(learner.progress, 1), Rating.GOOD)
    clock.move(hours=DAY * 2)
    draw(page)
    assert "While you were away" not in said(page)
    clock.move(hours=DAY)
    draw(page)
    assert "While you were away" in said(page)


def test_a_plan_is_chosen_runs_and_is_cancelled(page: TodayPage, learner: Learner, clock: SetClock) -> None:
    studied(learner, clock, 42, 20, new_limit=1)
    draw(page)
    assert any(text.startswith("The cards that became due can be spread") for text in said(page))
    assert [text for text in buttons(page) if "a day)" in text] == [
        "Over 3 days (14 a day)", "Over 7 days (6 a day)", "Over 14 days (3 a day)",
        "Over 30 days (2 a day)",
    ]  # fmt: skip
    buttons(page)["Over 7 days (6 a day)"].click()
    assert (learner.settings.plan_from, learner.settings.plan_days) == (learner.now().day, 7)
    assert "Catch-up plan" in said(page)
    besides = "in addition to cards in learning and new cards."
    assert f"7 days left, including today: about 6 due cards a day, {besides}" in said(page)
    assert said(page)[0].startswith("7 cards")
    assert not any("wait because of" in text for text in said(page))
    assert buttons(page)["Study 7 cards"].hasFocus()
    clock.move(hours=DAY * 2)
    draw(page)
    assert any("5 days left" in text for text in said(page))
    clock.move(hours=DAY * 4)
    draw(page)
    assert any(text.startswith("Last day of the plan: about ") for text in said(page))
    buttons(page)["Cancel plan"].click()
    assert learner.settings.plan_days == 0
    assert "While you were away" in said(page)
    learner.set_plan(3)
    clock.move(hours=DAY * 3)
    draw(page)
    assert "Catch-up plan" not in said(page), "it has run out"
    learner.set_settings(plan_from=learner.now().day + 2, plan_days=3)
    draw(page)
    assert "Catch-up plan" not in said(page), "made by a clock that has been set back since"


def test_what_is_below_leads_where_it_says(
    page: TodayPage, learner: Learner, clock: SetClock, around: Around, library: Library
) -> None:
    learnt = studied(learner, clock, 6, 20)
    viewed = [
        "attache:nato",
        "attache:asean",
        "attache:article-5",
        "attache:military-attache",
        "attache:admm-plus",
        "attache:shangri-la-dialogue",
    ]
    for entry in viewed:
        learner.add_recent(entry)
        clock.move(hours=0.1)
    draw(page)
    heads = [text for text in said(page) if text in ("This week, in minutes", "Fading", "Recently viewed")]
    assert heads == ["This week, in minutes", "Fading", "Recently viewed"]
    for line in page.findChildren(Line):
        if " %" in line.accessibleName() or "Today" in line.accessibleName():
            line.click()
    asked = around.entries
    assert asked[-4:] == viewed[:1:-1], "four at most, the latest first"
    assert set(asked[:-4]) <= {card.entry for card in map(library.card, learnt) if card is not None}
    assert asked[:-4]
    buttons(page)["Study all 6 fading cards"].click()
    ((opened, target),) = around.opened
    assert (opened, target["scope"].cards, target["beyond"]) == ("study", frozenset(learnt), True)


def test_the_week_counts_answers_and_cards_ahead(page: TodayPage, learner: Learner, clock: SetClock) -> None:
    studied(learner, clock, 6, 1)
    draw(page)
    words = part(page, Week).accessibleDescription()
    assert "Thursday: 6 answers" in words
    assert "Friday: 0 answers so far" in words
    assert "Saturday: " in words
    assert words.count("cards due") == 2


def test_a_narrow_page_has_one_column_and_keeps_the_keys(
    qtbot: QtBot, page: TodayPage, learner: Learner, clock: SetClock
) -> None:
    studied(learner, clock, 6, 20)
    learner.add_recent("attache:nato")
    draw(page)
    page.open()
    QApplication.processEvents()

    def lefts() -> set[int]:
        return {line.mapTo(page, line.rect().topLeft()).x() for line in page.findChildren(Line)}

    assert len(lefts()) == 2
    page.resize(600, 700)
    QApplication.processEvents()
    assert len(lefts()) == 1
    assert buttons(page)["Study 8 cards"].hasFocus()


def test_blocks_that_belong_together_stand_side_by_side_also_where_one_is_missing(
    page: TodayPage, learner: Learner, clock: SetClock
) -> None:
    studied(learner, clock, 6, 20)
    learner.add_recent("attache:nato")
    page.resize(1096, 745)
    draw(page)
    QApplication.processEvents()
    heads = {
        label.text(): label.mapTo(page, label.rect().topLeft()) for label in page.findChildren(QLabel, "head")
    }
    assert "Continue reading" not in heads
    assert heads["Fading"].y() == heads["Recently viewed"].y()
    assert heads["Fading"].x() < heads["Exam"].x() == heads["Recently viewed"].x()
    assert heads["Exam"].y() < heads["Fading"].y(), "below the week"


def test_the_smaller_texts_end_where_the_left_column_does(
    page: TodayPage, learner: Learner, clock: SetClock
) -> None:
    studied(learner, clock, 42, 20)
    page.resize(1096, 745)
    draw(page)
    QApplication.processEvents()

    def end(widget: QWidget) -> int:
        return widget.mapTo(page, widget.contentsRect().topRight()).x()

    column = min(end(line) for line in page.findChildren(Line))
    quiet = [label for label in page.findChildren(QLabel, "quiet") if label.text().startswith("Core cards")]
    lead = page.findChildren(QLabel, "lead")
    assert quiet
    assert lead
    assert all(end(label) <= column + 1 for label in (*quiet, *lead))


@pytest.mark.parametrize("mode", [Colours.LIGHT, Colours.DARK])
@pytest.mark.parametrize(("zoom", "width"), [(100, 424), (200, 1096), (200, 848), (80, 800)])
def test_nothing_is_clipped(
    page: TodayPage, learner: Learner, clock: SetClock, theme: Theme, zoom: int, width: int, mode: Colours
) -> None:
    studied(learner, clock, 42, 20)
    page.resize(width, 500)
    theme.set_zoom(zoom)
    theme.set_mode(mode)
    for _ in range(4):
        QApplication.processEvents()
    body = page.column.widget()
    assert body is not None
    assert body.width() == page.column.viewport().width()
    for each in (one for kind in (QLabel, QPushButton, Week) for one in body.findChildren(kind)):
        box = each.rect().translated(each.mapTo(body, each.rect().topLeft()))
        assert body.rect().contains(box), each.accessibleName()
        needed = each.heightForWidth(each.width()) if each.hasHeightForWidth() else each.sizeHint().height()
        assert each.height() >= needed, each.accessibleName()
    assert not page.grab().isNull()


def test_another_size_of_text_is_followed_once_the_page_is_seen_again(page: TodayPage, theme: Theme) -> None:
    draw(page)
    before = page.findChildren(QPushButton)[0].height()
    page.hide()
    theme.set_zoom(200)
    page.show()
    QApplication.processEvents()
    assert page.findChildren(QPushButton)[0].height() > 1.5 * before


def test_all_that_can_be_pressed_has_a_name(page: TodayPage, learner: Learner, clock: SetClock) -> None:
    studied(learner, clock, 42, 20)
    draw(page)
    pressed = page.findChildren(QPushButton)
    assert len(pressed) > 8
    assert all(each.accessibleName() or each.text() for each in pressed)
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in pressed)


@contextmanager
def reopened(context: Context, places: Places, library_file: Path, clock: SetClock) -> Iterator[TodayPage]:
    """Yield Today on the file as it is now."""
    manager = ProgressManager(places.progress, library_file, clock, lambda _at: 0)
    learner = Learner(manager)
    maintenance = Maintenance(learner, context.work, learner)
    page = TodayPage(context._replace(learner=learner, maintenance=maintenance))
    page.resize(1096, 744)
    page.refresh(EVERYTHING_CHANGED)
    finish(page)
    yield page
    discard(page)
    manager.close()


def finish(page: TodayPage) -> None:
    """Wait for what was started in the background."""
    while page.context.work.finish_pending():
        QCoreApplication.processEvents()


@pytest.mark.parametrize("sound", [True, False])
def test_a_sound_backup_is_offered_where_the_file_is_damaged(
    context: Context, places: Places, library_file: Path, clock: SetClock, around: Around, sound: bool
) -> None:
    progress = context.learner.progress
    learn(progress, new_cards(progress, 3), Rating.GOOD)
    backup = context.learner.manager.make_backup()
    progress.close()
    assert backup is not None
    places.progress.write_bytes(b"not a database at all" * 100)
    if not sound:
        backup.path.write_bytes(b"neither is this" * 100)
    with reopened(context, places, library_file, clock) as page:
        assert "cannot be used" in said(page)[1]
        assert ("Restore this backup" in buttons(page)) is sound
        assert any("3 answers" in text for text in said(page)) is sound
        if sound:
            buttons(page)["Restore this backup"].click()
            finish(page)
            assert page.context.learner.is_available
            assert "was restored" in around.said[0]


def test_a_file_of_a_later_version_is_left_alone_until_a_backup_is_restored(
    context: Context, places: Places, library_file: Path, clock: SetClock, around: Around
) -> None:
    """The backup is the one that was made before the migration; those made later cannot be read."""
    progress = context.learner.progress
    learn(progress, new_cards(progress, 3), Rating.GOOD)
    context.learner.manager.make_backup()
    clock.move(hours=1)
    newer = context.learner.manager.make_backup()
    assert newer is not None
    progress.close()
    for file in (places.progress, newer.path):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(f"PRAGMA user_version = {LAYOUT.version + 1000}")
    before = places.progress.read_bytes()
    with reopened(context, places, library_file, clock) as page:
        refusal = str(page.context.learner.refusal)
        assert "was written by a later version" in refusal
        assert "Install the latest version of Attaché." in said(page)
        assert {*buttons(page)} == {"Restore this backup", "Look something up"}
        assert any("3 answers" in text for text in said(page))
        assert places.progress.read_bytes() == before
        buttons(page)["Restore this backup"].click()
        finish(page)
        assert page.context.learner.is_available
        [aside] = places.progress.parent.glob("progress-later-*.db")
        assert aside.read_bytes() == before


def test_what_can_be_read_of_a_damaged_file_can_be_kept(
    context: Context, places: Places, library_file: Path, clock: SetClock, around: Around
) -> None:
    progress = context.learner.progress
    learn(progress, new_cards(progress, 3), Rating.GOOD)
    context.learner.toggle_bookmark("attache:nato")
    progress.close()
    with closing(sqlite3.connect(places.progress)) as connection:
        connection.execute("DROP TABLE bookmark")
    with reopened(context, places, library_file, clock) as page:
        buttons(page)["Recover what can be read"].click()
        finish(page)
        overview = page.context.learner.overview()
        assert overview is not None
        assert overview.today.done.answers == 3
        assert page.context.learner.bookmarks() == ()
    assert (
        "What could be read was recovered. The damaged file was renamed to progress-damaged-"
        in around.said[0]
    )


def test_nothing_is_offered_of_a_file_that_cannot_be_read(
    context: Context, places: Places, library_file: Path, clock: SetClock, around: Around
) -> None:
    context.learner.toggle_bookmark("attache:nato")
    context.learner.progress.close()
    content = places.progress.read_bytes()
    places.progress.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with reopened(context, places, library_file, clock) as page:
        buttons(page)["Recover what can be read"].click()
        finish(page)
        assert not page.context.learner.is_available
        assert "is damaged" in str(page.context.learner.refusal)
    places.progress.write_bytes(b"not a database at all" * 100)
    with reopened(context, places, library_file, clock) as page:
        assert "Recover what can be read" not in buttons(page)


def test_a_file_of_a_later_version_is_not_replaced(
    context: Context, places: Places, library_file: Path, clock: SetClock
) -> None:
    context.learner.toggle_bookmark("attache:nato")
    context.learner.progress.close()
    with closing(sqlite3.connect(places.progress)) as connection:
        connection.execute("PRAGMA user_version = 99000")
    with reopened(context, places, library_file, clock) as page:
        assert list(buttons(page)) == ["Look something up"]


def test_without_a_backup_one_can_start_with_a_new_file(
    context: Context, places: Places, library_file: Path, clock: SetClock, around: Around
) -> None:
    places.data.mkdir(parents=True, exist_ok=True)
    places.progress.write_bytes(b"not a database at all" * 100)
    with reopened(context, places, library_file, clock) as page:
        buttons(page)["Start with a new file"].click()
        finish(page)
        assert page.context.learner.is_available
    assert "The old file was renamed to" in around.said[0]
