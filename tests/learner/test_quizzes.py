"""Quizzes are saved answer by answer, continued, and kept with their scores; the schedule stays as it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from attache.base.changes import ChangeKind, Changes
from attache.base.vocabulary import CardForm
from attache.learner import quizzes
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.library.library import Library
from attache.study.memory import Phase, Rating
from attache.study.quiz import (
    Confidence,
    Question,
    Quiz,
    QuizForm,
    QuizOptions,
    Timing,
    Way,
)
from attache.study.quiz_making import questions
from attache.study.scheduler import Scheduler
from attache.study.scope import Scope
from attache.study.settings import DEFAULTS
from tests.learner.conftest import SetClock
from tests.learner.decks import OneCard, World, write_library
from tests.learner.history import answer
from tests.shipped import shipped_library

OPTIONS = QuizOptions(
    Scope(theme="forums", entries=frozenset(("attache:nato",)), words="Forums"),
    only_read=True,
    length=10,
    forms=frozenset((QuizForm.TYPED, QuizForm.CHOICE)),
    timing=Timing.TOTAL,
    hardest=True,
    confidence=False,
)
ASKED = tuple(
    Question(str(number), QuizForm.TYPED, Way.TYPE, f"{number}?", (f"a{number}",), ("e",))
    for number in range(4)
)
CHANGED = Changes.of(ChangeKind.QUIZZES)


def change(path: Path, sql: str) -> None:
    """Change a file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


@pytest.fixture
def studied(path: Path, clock: SetClock) -> Iterator[Progress]:
    """A progress file beside the shipped library."""
    with Progress.open(path, clock, library=shipped_library()) as opened:
        yield opened


def test_a_quiz_is_continued_where_it_was(progress: Progress, path: Path, clock: SetClock) -> None:
    kept = progress.quizzes
    assert kept.running() is None
    assert kept.earlier() == []
    assert kept.last_options() is None
    quiz = Quiz.of(OPTIONS, ASKED)
    id_, changes = kept.start(quiz)
    assert changes == CHANGED
    assert kept.running() == (id_, quiz)
    quiz = quiz.answer(("a0",), Confidence.FAIRLY, 3000).skip(200)
    assert kept.save(id_, quiz) == CHANGED
    progress.close()
    with Progress.open(path, clock) as again:
        assert again.quizzes.running() == (id_, quiz)
        assert again.quizzes.last_options() == OPTIONS
        assert again.quizzes.earlier() == []


def test_a_finished_quiz_keeps_its_score_and_its_answers(progress: Progress, clock: SetClock) -> None:
    kept = progress.quizzes
    first = Quiz.of(OPTIONS, ASKED)
    id_, _ = kept.start(first)
    first = first.answer(("a0",), None, 10).answer(("wrong",), None, 10).finish()
    kept.save(id_, first)
    assert kept.running() is None
    assert kept.finished(id_) == first
    assert kept.finished("none") is None
    clock.move(seconds=-500)  # the clock was set back: the quiz made last is still the latest
    second = Quiz.of(replace(OPTIONS, length=4), ASKED)
    other, _ = kept.start(second)
    kept.save(other, second.answer(("a0",)).finish())
    assert [(each.id, each.options.length, each.reached, each.points) for each in kept.earlier()] == [
        (other, 4, 1, 1),
        (id_, 10, 2, 1),
    ]
    assert [each.share for each in kept.earlier()] == [1, 0.5]


def test_a_new_quiz_ends_the_one_before(progress: Progress) -> None:
    kept = progress.quizzes
    first = Quiz.of(OPTIONS, ASKED)
    id_, _ = kept.start(first)
    kept.save(id_, first.answer(("a0",)))
    unanswered, _ = kept.start(first)
    assert [each.id for each in kept.earlier()] == [id_]
    ended = kept.finished(id_)
    assert ended is not None
    assert (ended.question, ended.result.reached) == (None, 1)
    last, _ = kept.start(first)
    assert [each.id for each in kept.earlier()] == [id_], "nothing was answered"
    assert kept.finished(unanswered) is None
    kept.save(last, first.finish())
    assert kept.running() is None
    assert len(kept.earlier()) == 1


def test_a_retry_is_continued_but_is_no_earlier_quiz(progress: Progress) -> None:
    kept = progress.quizzes
    quiz = Quiz.of(OPTIONS, ASKED).skip().finish()
    again = replace(quiz.retry(1), options=replace(OPTIONS, length=99))
    id_, _ = kept.start(again)
    assert kept.running() == (id_, again)
    kept.save(id_, again.answer(("a0",)))
    assert kept.earlier() == []
    assert kept.last_options() is None


@pytest.mark.parametrize(
    "damage",
    [
        "questions = '{}'",
        "questions = '[1]'",
        "questions = replace(questions, 'typed', 'sung')",
        'questions = replace(questions, \'"expected": ["a0"]\', \'"expected": []\')',
        'questions = replace(questions, \'"entries": ["e"]\', \'"entries": "e"\')',
        "answers = '[3]'",
        "answers = '[[[\"a\"], 9, 0, 0]]'",
        "options = '{}'",
        "options = replace(options, 'forums', 'x') || ' '  , questions = '[[]]'",
        "options = replace(options, '\"Forums\"', '5')",
        "state = 7",
    ],
)
def test_a_quiz_that_cannot_be_read_is_none(progress: Progress, path: Path, damage: str) -> None:
    quiz = Quiz.of(OPTIONS, ASKED)
    id_, _ = progress.quizzes.start(quiz)
    progress.quizzes.save(id_, quiz.answer(("a0",)))
    change(path, f"UPDATE quiz SET {damage}")
    assert progress.quizzes.running() is None
    change(path, "UPDATE quiz SET state = 1 WHERE state < 2")
    assert progress.quizzes.finished(id_) is None


def test_impossible_places_and_answers_are_put_right(progress: Progress, path: Path) -> None:
    quiz = Quiz.of(OPTIONS, ASKED)
    progress.quizzes.start(quiz)
    change(path, "UPDATE quiz SET answers = '[[[\"a0\"], 0, -5, 7]]', place = 2")
    saved = progress.quizzes.running()
    assert saved is not None
    (first, *others) = saved.quiz.answers
    assert first is not None
    assert (first.took, first.share, others) == (0, 1, [None] * 3)
    change(path, "UPDATE quiz SET place = 9")
    assert progress.quizzes.running() is None, "it is over"


def test_options_that_cannot_be_read_leave_the_quiz_out(progress: Progress, path: Path) -> None:
    id_, _ = progress.quizzes.start(Quiz.of(OPTIONS, ASKED))
    progress.quizzes.save(id_, Quiz.of(OPTIONS, ASKED).skip().finish())
    values = json.loads('{"scope": 5}')
    change(path, f"UPDATE quiz SET options = '{json.dumps(values)}'")
    assert progress.quizzes.earlier() == []
    assert progress.quizzes.last_options() is None


# What a quiz is about

DECK = [
    OneCard("card-0", 0, 0, "question"),
    OneCard("card-1", 0, 0, "choice", section=2),
    OneCard("card-2", 1, 1, "typed"),
    OneCard("card-3", 1, 1, "question", value=3),
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A learner of four cards, the last of them an extra card."""
    return World(write_library(tmp_path / "reference.db", DECK), tmp_path / "progress.db")


def cards(world: World, options: QuizOptions = QuizOptions(), seed: int = 1, **settings: object) -> list[str]:  # noqa: B008
    found = world.progress.quizzes.candidates(options, replace(DEFAULTS, **settings), seed)  # type: ignore[arg-type]
    return [each.card.removeprefix("card-") for each in found]


def test_the_cards_of_a_scope(world: World) -> None:
    assert cards(world) == ["0", "1", "2"]
    assert cards(world, extra_cards=True) == ["0", "1", "2", "3"]
    assert cards(world, QuizOptions(Scope(theme="theme-1"))) == ["2"]
    assert cards(world, left_out_forms=("question",)) == ["0", "1", "2"], "a quiz has forms of its own"


def test_the_cards_of_sections_that_were_read(tmp_path: Path, world: World) -> None:
    change(world.library, "INSERT INTO meta VALUES ('pack', 'attache')")
    assert cards(world, QuizOptions(only_read=True)) == []
    world.progress.reading.set_read("attache:doc-1/section-2", True)
    assert cards(world, QuizOptions(only_read=True)) == ["1"]
    world.progress.reading.set_read("attache:doc-1/section-2", False)
    assert cards(world, QuizOptions(only_read=True)) == []


def test_the_cards_that_were_missed_last(world: World) -> None:
    scheduler = Scheduler(world.settings)
    for card, rating in (("0", Rating.AGAIN), ("1", Rating.AGAIN), ("2", Rating.GOOD), ("1", Rating.GOOD)):
        answer(world.progress, f"card-{card}", rating, scheduler=scheduler)
        world.now += 60_000
    missed = QuizOptions(missed=True)
    assert cards(world, missed) == ["0"]
    reviews = world.progress.reviews
    reviews.undo(reviews.now(4), scheduler)
    assert cards(world, missed) == ["0", "1"], "the last answer was undone"


def test_the_difficulty_comes_from_the_answers(world: World) -> None:
    answer(world.progress, "card-2", Rating.AGAIN, scheduler=Scheduler(world.settings))
    found = world.progress.quizzes.candidates(QuizOptions(), DEFAULTS, 1)
    assert [each.difficulty > 5 for each in found] == [False, False, True]
    assert [(each.entry, each.form) for each in found][2] == ("entry-1", CardForm.TYPED)


def test_of_a_large_scope_some_cards_are_taken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quizzes, "MOST_CARDS", 2)
    taken = {tuple(cards(world, seed=seed)) for seed in range(40)}
    assert len(taken) > 1
    assert all(len(each) == 2 and each == tuple(sorted(each)) for each in taken)
    answer(world.progress, "card-2", Rating.AGAIN, scheduler=Scheduler(world.settings))
    hardest = {tuple(cards(world, QuizOptions(hardest=True), seed)) for seed in range(40)}
    assert all("2" in each for each in hardest)


def test_a_quiz_of_the_shipped_library(studied: Progress) -> None:
    options = QuizOptions(length=12)
    with Library.open(shipped_library()) as library:
        material = studied.quizzes.material(library, options, DEFAULTS, 3)
        quiz = Quiz.of(options, questions(material, options, 3))
    assert len(quiz.questions) == 12
    id_, _ = studied.quizzes.start(quiz)
    assert studied.quizzes.running() == (id_, quiz)
    assert not studied.reviews.answers(1), "a quiz is no review"


# Adding mistakes to today


def test_several_cards_are_answered_and_undone_as_one_action(world: World) -> None:
    scheduler, reviews = Scheduler(world.settings), world.progress.reviews
    answer(world.progress, "card-0", Rating.EASY, scheduler=scheduler)
    world.now += 10 * 86_400_000
    reviews.loads(0, 99_999)
    before = {card: reviews.state(card) for card in ("card-0", "card-1")}
    now = reviews.now(4)
    previews = [scheduler.preview(card, state.memory, now, reviews.loads) for card, state in before.items()]
    assert reviews.answer_all(previews, Rating.AGAIN, scheduler) == Changes.of(
        ChangeKind.REVIEWS, "card-0", "card-1"
    )
    after = {card: reviews.state(card).memory for card in before}
    assert [memory.due_day for memory in after.values()] == [now.day, now.day]
    assert after["card-1"].phase is Phase.LEARNING
    assert after["card-0"].lapses == 1
    assert len(reviews.undo(reviews.now(4), scheduler)) == 2
    assert {card: reviews.state(card) for card in before} == before
    assert len(reviews.redo(reviews.now(4), scheduler)) == 2
    assert {card: reviews.state(card).memory for card in before} == after
    assert reviews.answer_all((), Rating.AGAIN, scheduler) == Changes()


def test_cards_that_are_due_suspended_or_unknown_are_not_added_to_a_day(world: World) -> None:
    scheduler, reviews = Scheduler(world.settings), world.progress.reviews
    answer(world.progress, "card-0", Rating.EASY, scheduler=scheduler)
    answer(world.progress, "card-1", Rating.AGAIN, scheduler=scheduler)
    now = reviews.now(4)
    reviews.mark("card-2", Act.SUSPEND, now, scheduler)
    wanted = ["card-3", "card-0", "card-1", "card-2", "card-9", "card-0"]
    assert world.progress.quizzes.not_waiting(wanted, now.day) == ["card-3", "card-0"]


def test_the_size_of_a_scope_and_of_what_was_read_of_it(world: World) -> None:
    change(world.library, "INSERT INTO meta VALUES ('pack', 'attache')")
    kept = world.progress.quizzes
    assert kept.sizes(QuizOptions(), DEFAULTS) == (3, 0)
    world.progress.reading.set_read("attache:doc-1/section-2", True)
    assert kept.sizes(QuizOptions(only_read=True), DEFAULTS) == (3, 1)
    assert kept.sizes(QuizOptions(Scope(theme="theme-1")), DEFAULTS) == (1, 0)
    assert kept.sizes(QuizOptions(missed=True), DEFAULTS) == (0, 0)


def test_entries_taken_for_one_another_are_asked_about_from_the_next_day(studied: Progress) -> None:
    wrong = Question("a", QuizForm.TYPED, Way.TYPE, "?", ("Ceasefire",), ("attache:ceasefire",))
    far = replace(wrong, key="b", expected=("NATO",))
    quiz = Quiz.of(OPTIONS, (wrong, far, replace(far, key="c")))
    for given in ("Peace agreement", "hotline", "no name at all"):
        quiz = quiz.answer((given,))
    now, settings = studied.now(4), studied.settings.read()
    with Library.open(shipped_library()) as library:
        assert studied.quizzes.note_confusions(library, quiz, now) == Changes()
    assert studied.confusions.questions(now.day, settings, Scope()) == []
    (asked,) = studied.confusions.questions(now.day + 1, settings, Scope())
    assert asked.confused is not None
    assert asked.confused.confusion == ("attache:ceasefire", "attache:peace-agreement")
