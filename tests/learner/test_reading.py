"""What was read is kept, and new cards of the sections read come first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.changes import ChangeKind, Changes
from attache.base.entry import Card
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.reading import ReadingPlace, SectionState, section_state
from attache.study.scheduler import Scheduler
from attache.study.scope import Scope
from attache.study.settings import DEFAULTS
from tests.learner.conftest import SetClock
from tests.learner.history import answer
from tests.shipped import shipped_library

DAY = 86_400


@pytest.fixture
def studied(path: Path, clock: SetClock) -> Iterator[Progress]:
    """A progress file beside the shipped library."""
    with Progress.open(path, clock, library=shipped_library()) as opened:
        yield opened


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.open(shipped_library()) as opened:
        yield opened


def state(progress: Progress, section: str) -> SectionState:
    settings = progress.settings.read()
    day = progress.now(settings.day_begins).day
    states = progress.reading.states(day, settings)
    return states.get(section, SectionState.NOT_READ)


def check_questions(library: Library, section: str) -> tuple[Card, ...]:
    found = library.guide_section(section)
    assert found is not None
    return found.checks


def mark(progress: Progress, act: Act, *cards: Card) -> None:
    scheduler = Scheduler(progress.settings.read())
    for card in cards:
        progress.reviews.mark(card.id, act, progress.reviews.now(4), scheduler)


def test_a_section_is_read_and_not_read_again(progress: Progress) -> None:
    reading = progress.reading
    assert not reading.is_read("attache:asia/methods")
    assert reading.set_read("attache:asia/methods", True) == Changes.of(
        ChangeKind.READING, "attache:asia/methods"
    )
    assert not reading.set_read("attache:asia/methods", True)
    assert reading.is_read("attache:asia/methods")
    assert reading.set_read("attache:asia/methods", False)
    assert not reading.is_read("attache:asia/methods")


def test_where_reading_stopped_is_kept_for_each_document(progress: Progress, clock: SetClock) -> None:
    first = ReadingPlace("attache:asia", "attache:asia/methods", 300)
    second = ReadingPlace("attache:bilateral", "attache:bilateral/introduction", 0)
    assert progress.reading.stop_at(first)
    assert progress.reading.stop_at(second)
    assert not progress.reading.stop_at(second)
    assert progress.reading.places() == (second, first)
    clock.move(seconds=-DAY)  # the clock is set back: what is done last still counts as last
    later = first._replace(section="attache:asia/un", depth=1000)
    assert progress.reading.stop_at(later)
    assert progress.reading.places() == (later, second)


def test_a_place_that_no_program_has_written_is_the_beginning(progress: Progress, path: Path) -> None:
    progress.reading.stop_at(ReadingPlace("attache:asia", "attache:asia/methods", 9999))
    assert progress.reading.places()[0].depth == 1000
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE reading_place SET depth = -7")
    assert progress.reading.places()[0].depth == 0


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0), SectionState.READ),
        ((3, 0, 0), SectionState.READ),
        ((3, 2, 0), SectionState.READ),
        ((3, 3, 0), SectionState.LEARNED),
        ((3, 2, 1), SectionState.FADING),
        ((3, 0, 3), SectionState.FADING),
    ],
)
def test_the_state_follows_from_the_check_questions(
    counts: tuple[int, int, int], expected: SectionState
) -> None:
    assert section_state(*counts) is expected


def test_a_section_is_read_then_learned_then_fading(
    studied: Progress, library: Library, clock: SetClock
) -> None:
    section = library.guides()[0].sections[1].id
    checks = check_questions(library, section)
    studied.settings.write(learning_steps=())
    assert state(studied, section) is SectionState.NOT_READ
    studied.reading.set_read(section, True)
    assert state(studied, section) is SectionState.READ
    for card in checks:
        answer(studied, card.id, Rating.GOOD)
    assert state(studied, section) is SectionState.LEARNED
    remembered = studied.reading.remembered(studied.now(4).day, studied.settings.read())
    assert remembered[library.guides()[0].document] == len(checks)
    clock.move(seconds=90 * DAY)
    assert state(studied, section) is SectionState.FADING
    studied.reading.set_read(section, False)
    assert state(studied, section) is SectionState.NOT_READ


def test_a_suspended_check_question_does_not_count(
    studied: Progress, library: Library, clock: SetClock
) -> None:
    section = library.guides()[0].sections[1].id
    first, *others = check_questions(library, section)
    studied.settings.write(learning_steps=())
    studied.reading.set_read(section, True)
    for card in others:
        answer(studied, card.id, Rating.GOOD)
    assert state(studied, section) is SectionState.READ
    mark(studied, Act.SUSPEND, first)
    assert state(studied, section) is SectionState.LEARNED
    mark(studied, Act.RESUME, first)
    assert state(studied, section) is SectionState.READ
    clock.move(seconds=90 * DAY)
    assert state(studied, section) is SectionState.FADING
    mark(studied, Act.SUSPEND, *others)
    assert state(studied, section) is SectionState.READ, "of what is not suspended nothing was started"


def test_suspended_cards_and_hidden_forms_are_not_counted_as_remembered(
    studied: Progress, library: Library, clock: SetClock
) -> None:
    guide = library.guides()[0]
    checks = [card for section in guide.sections[1:4] for card in check_questions(library, section.id)]
    hidden = next(card.form for card in checks if card.form != checks[0].form)
    studied.settings.write(learning_steps=())
    for card in checks:
        answer(studied, card.id, Rating.GOOD)

    def remembered() -> int:
        settings = studied.settings.read()
        return studied.reading.remembered(studied.now(4).day, settings).get(guide.document, 0)

    assert remembered() == len(checks)
    mark(studied, Act.SUSPEND, checks[0])
    assert remembered() == len(checks) - 1
    studied.settings.write(left_out_forms=(hidden,))
    assert 0 < remembered() == sum(card.form != hidden for card in checks[1:]) < len(checks) - 1
    clock.move(seconds=90 * DAY)
    assert remembered() == 0


def test_new_cards_of_sections_that_were_read_come_first(studied: Progress, library: Library) -> None:
    day, section = studied.now(4).day, library.guides()[-1].sections[4].id
    cited = Scope(section=section.partition(":")[2])
    own = studied.cards.new(day, DEFAULTS, cited)
    before = studied.cards.new(day, DEFAULTS, most=2000)
    assert own
    assert before[: len(own)] != own
    studied.reading.set_read(section, True)
    after = studied.cards.new(day, DEFAULTS, most=2000)
    assert after[: len(own)] == own
    assert sorted(after) == sorted(before)
    assert studied.cards.new(day, DEFAULTS, most=2) == own[:2]
    assert studied.cards.new(day, DEFAULTS, Scope(theme=own[0].theme), most=1)[0] in own
    studied.reading.set_read(section, False)
    assert studied.cards.new(day, DEFAULTS, most=2000) == before
