"""The day turns while a page is open: what is shown is of the day that it is.

Each test leaves a page as it is, lets the clock move, and lets the window check it.  Then the page says what
it says in a window that was just started.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.vocabulary import CardForm
from attache.study.memory import Rating
from attache.study.scope import ALL_CARDS
from attache.study.session import Stage
from attache.ui.widgets.card.rating_bar import RatingBar
from tests.journeys import shown
from tests.journeys.conftest import Start, Ticks
from tests.ui.fixtures import SetClock, backups_of, glossary_of, study_of, today_of
from tests.ui.studying import only, rate

Move = Callable[[SetClock, pytest.MonkeyPatch], None]


def at(text: str) -> int:
    """Return an instant in UTC milliseconds."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


EVENING, NIGHT = at("2026-11-18T22:00:00"), at("2026-11-19T03:30:00")


def until_four(clock: SetClock, _: pytest.MonkeyPatch) -> None:
    clock.now = at("2026-11-19T04:00:01")


def asleep_for_two_days(clock: SetClock, _: pytest.MonkeyPatch) -> None:
    clock.move(hours=48)


def to_the_east(_: SetClock, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TZ", "XXX-6")  # written as POSIX has it: six hours ahead of UTC


MOVES = (until_four, asleep_for_two_days, to_the_east)


def check(parts: Parts) -> None:
    """Let the window check the clock, as it does each minute, and when it is activated."""
    QApplication.sendEvent(parts.window, QEvent(QEvent.Type.ActivationChange))
    settle(parts.window)


def words(page: QWidget) -> list[str]:
    """Return all that a page says and offers."""
    return [*shown.texts(page), *shown.buttons(page), *shown.lines(page)]


# Each opens a page and returns what tells its words.


def open_today(parts: Parts) -> Callable[[], list[str]]:
    parts.window.open_page("today")
    return lambda: [*words(today_of(parts.window)), str(shown.rail(parts))]


def open_start(parts: Parts) -> Callable[[], list[str]]:
    parts.window.open_page("study", choose=True)
    return lambda: words(study_of(parts.window).start)


def open_home(parts: Parts) -> Callable[[], list[str]]:
    parts.window.open_page("glossary")
    glossary_of(parts.window).show_home()
    return lambda: [glossary_of(parts.window).reader.home.view.toPlainText()]


def open_entry(parts: Parts) -> Callable[[], list[str]]:
    """Open the entry of a card that is due on the day after the evening at which a test begins."""
    learner, day = parts.learner, EVENING // 86_400_000
    entry = next(
        row.id
        for row in parts.library.rows(range(1, parts.library.entry_count + 1))
        for status in learner.card_statuses(row.id).values()
        if status.memory.due_day == day + 1
    )
    parts.window.open_entry(entry)
    pane = glossary_of(parts.window).reader.pane
    return lambda: [pane.text.toPlainText(), pane.side.toPlainText()]


PAGES: Mapping[str, Callable[[Parts], Callable[[], list[str]]]] = {
    "today": open_today, "study": open_start, "glossary": open_home, "entry": open_entry,
}  # fmt: skip


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("page", PAGES)
def test_an_open_page_turns_with_the_day(
    start_again: Start, clock: SetClock, monkeypatch: pytest.MonkeyPatch, page: str, move: Move
) -> None:
    clock.now = EVENING
    parts = start_again()
    study_of(parts.window).begin()
    rate(study_of(parts.window), Rating.EASY)
    study_of(parts.window).discard_session()
    parts.window.open_entry("attache:nato")
    clock.now = NIGHT
    check(parts)
    look = PAGES[page](parts)
    settle(parts.window)
    before = look()
    clock.now += 60_000
    check(parts)
    assert look() == before, "nothing turns in the night before the day does"
    move(clock, monkeypatch)
    check(parts)
    after = look()
    assert after != before
    fresh = PAGES[page](parts := start_again())
    settle(parts.window)
    assert after == fresh()


def test_recently_viewed_is_said_in_the_learner_s_days(start_again: Start, clock: SetClock) -> None:
    parts = start_again()
    said: list[str] = []
    row = parts.library.row("attache:nato")
    assert row is not None
    for time in ("19T01:00", "19T03:30", "19T04:00", "20T03:59", "20T04:00"):
        clock.now = at(f"2026-11-{time}:00")
        if not said:
            parts.window.open_entry("attache:nato")
            parts.window.open_page("today")
        check(parts)
        line = next(line for line in shown.lines(today_of(parts.window)) if line.startswith(row.title))
        said.append(line.rsplit(", ", 1)[-1])
    assert said == ["Today", "Today", "Yesterday", "Yesterday", "Wednesday"]


def intervals(bar: RatingBar) -> list[str]:
    """Return what the ratings say."""
    return [button.accessibleName() for button in bar.buttons.values()]


@pytest.mark.parametrize("move", MOVES)
def test_a_card_stays_and_its_session_turns_with_the_day(
    start_again: Start, clock: SetClock, ticks: Ticks, monkeypatch: pytest.MonkeyPatch, move: Move
) -> None:
    clock.now = NIGHT
    parts = start_again()
    only(parts.learner, CardForm.TYPED, new_limit=6)
    study = study_of(parts.window)
    parts.window.open_page("study", scope=ALL_CARDS)
    rate(study, Rating.EASY)
    settle(parts.window)
    prompt, left = study.session.prompt, shown.header(study)
    assert prompt is not None
    study.panel.card.field.setText("half an answer")
    move(clock, monkeypatch)
    check(parts)
    assert study.session.prompt is not None
    assert study.session.prompt.card == prompt.card
    assert study.panel.card.field.text() == "half an answer"
    assert shown.header(study) == shown.rail(parts) != left, "the new cards of the next day came in"
    study.show_answer()
    now = parts.learner.now()
    assert study.session.prompt.preview.moment.day == now.day != prompt.preview.moment.day
    outcome = study.session.prompt.preview.outcomes[Rating.GOOD]
    study.rate(Rating.GOOD)
    saved = parts.learner.progress.reviews.state(prompt.card.id).memory
    assert (saved.due_day, saved.last_day) == (outcome.due_day, now.day), "as its button said"


def test_a_session_on_another_page_turns_when_it_is_shown(start_again: Start, clock: SetClock) -> None:
    clock.now = NIGHT
    parts = start_again()
    study = study_of(parts.window)
    parts.window.open_page("study", scope=ALL_CARDS)
    rate(study, Rating.EASY)
    card = study.session.prompt
    parts.window.open_page("glossary")
    clock.move(hours=48)
    check(parts)
    parts.window.open_page("study")
    assert study.session.prompt is not None
    assert card is not None
    assert study.session.prompt.card.id == card.card.id
    assert shown.header(study) == shown.rail(parts)
    parts.window.open_page("today")
    parts.window.open_page("study", scope=ALL_CARDS)
    assert len(study.session.answered) == 1, "it is resumed, not started again"


def test_a_summary_makes_room_for_the_new_day(start_again: Start, clock: SetClock) -> None:
    clock.now = NIGHT
    parts = start_again()
    assert parts.learner.set_settings(due_limit=1, new_limit=1, learning_steps=()) is None
    study = study_of(parts.window)
    parts.window.open_page("study", scope=ALL_CARDS)
    while study.session.is_asking:
        rate(study, Rating.EASY)
    settle(parts.window)
    assert study.session.stage is Stage.DONE
    assert study.summary.isVisible()
    until_four(clock, pytest.MonkeyPatch())
    check(parts)
    assert study.start.isVisible()
    assert shown.start(parts).cards == shown.rail(parts) > 0


def test_a_clock_that_is_set_back_takes_the_pages_back(start_again: Start, clock: SetClock) -> None:
    clock.now = at("2026-11-20T12:00:00")
    parts = start_again()
    parts.window.open_page("today")
    check(parts)
    ahead = shown.lines(today_of(parts.window))
    clock.move(hours=-24)
    check(parts)
    assert shown.lines(today_of(parts.window)) != ahead
    assert parts.learner.overview() is not None
    assert shown.rail(parts) == shown.today(parts).cards


def test_backups_are_listed_in_the_zone_that_it_is_and_as_they_are_made(
    start_again: Start, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = start_again()
    parts.window.open_page("backups")
    page = backups_of(parts.window)
    assert shown.lines(page) == []
    check(parts)
    clock.now = at("2026-11-19T12:00:00")
    check(parts)
    assert [line.rsplit(",", 2)[0] for line in shown.lines(page)] == ["19 November 2026, 12:00"]
    monkeypatch.setenv("TZ", "XXX-5:30")
    check(parts)
    assert shown.lines(page)[0].startswith("19 November 2026, 17:30")
