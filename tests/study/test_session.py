"""A session as a value: what it counts, and what each step changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.base.vocabulary import CardForm
from attache.study.days import Moment
from attache.study.memory import NEW, Memory, Phase, Preview, Rating
from attache.study.queue import Queue, QueuedCard
from attache.study.scope import Mode
from attache.study.session import Prompt, Session, Stage, easier_card, is_leech, record, rerecord, unrecord
from attache.study.workload import Pace

NOW = Moment(1_000_000, 0, 20_000)
LATER = Memory(Phase.REVIEW, stability=5.0, due_day=20_005)
STEP = Memory(Phase.LEARNING, due_day=20_000, due_at=1_600_000)


def card(name: str, phase: Phase = Phase.REVIEW) -> QueuedCard:
    return QueuedCard(name, f"entry-{name}", "theme", CardForm.QUESTION, phase)


def prompt(name: str, phase: Phase = Phase.REVIEW, practice: bool = False) -> Prompt:
    return Prompt(card(name, phase), NEW, Preview(name, NEW, NOW, {}), practice, False)


def asking(name: str = "a", phase: Phase = Phase.REVIEW, **more: object) -> Session:
    session = Session(Stage.QUESTION, day=20_000, prompt=prompt(name, phase), pace=Pace(10_000))
    return replace(session, **more)  # type: ignore[arg-type]


def test_only_a_question_can_be_answered() -> None:
    assert asking().show_answer().stage is Stage.ANSWER
    assert Session().show_answer().stage is Stage.START
    assert not Session().is_asking
    assert asking().is_asking


def test_what_remains_counts_the_card_asked() -> None:
    queue = Queue.of([card("b")], [card("c", Phase.NEW)], [card("d", Phase.LEARNING)])
    remaining = asking("a", Phase.NEW, queue=queue).remaining
    assert (remaining.due, remaining.new, remaining.learning, remaining.cards) == (1, 2, 1, 4)
    assert remaining.took == 12_000 + 2 * 25_000 + 10_000
    practised = asking("a", Phase.NEW, queue=Queue.of([card("b")]), mode=Mode.PRACTICE).remaining
    assert (practised.due, practised.new) == (2, 0)


def test_an_answer_is_recorded_and_its_step_waits() -> None:
    session = record(asking("a", Phase.NEW), prompt("a", Phase.NEW), Rating.AGAIN, 7000, STEP)
    assert [each.id for each in session.queue.learning] == ["a"]
    assert session.queue.learning[0].due_at == 1_600_000
    assert session.spent == 7000
    assert session.summary.ratings == (1, 0, 0, 0)
    assert session.summary.new == 1
    assert [each.id for each in session.summary.missed] == ["a"]
    assert record(asking(), prompt("a"), Rating.GOOD, 1, LATER).queue.learning == ()


def test_practice_costs_nothing_and_starts_nothing() -> None:
    session = record(asking("a", Phase.NEW), prompt("a", Phase.NEW, practice=True), Rating.AGAIN, 7000, STEP)
    assert session.spent == 0
    assert session.summary.new == 0
    assert session.summary.took == 7000
    assert session.queue.learning == ()


def test_undo_and_redo_of_an_answer_move_it_out_of_the_summary_and_back() -> None:
    session = record(asking(), prompt("a"), Rating.EASY, 10, LATER)
    undone = unrecord(session, "a")
    assert undone.summary.answers == 0
    assert rerecord(undone, "a").summary == session.summary
    assert unrecord(session, "other") == session
    assert rerecord(undone, "other") == undone
    assert record(undone, prompt("b"), Rating.GOOD, 10, LATER).undone == ()


def test_the_minutes_of_the_day_end_a_session_but_not_practice_or_more() -> None:
    late = asking(budget=60_000, spent=60_000)
    assert late.is_out_of_time
    assert not replace(late, beyond=True).is_out_of_time
    assert not replace(late, mode=Mode.PRACTICE).is_out_of_time
    assert not replace(late, budget=0).is_out_of_time


def test_looking_ahead_sees_what_will_be_taken() -> None:
    session = asking("a", queue=Queue.of([card("b"), card("c")]))
    found = session.peek(0)
    assert found is not None
    assert found.id == "b"
    assert Session().peek(0) is None
    assert asking().peek(0) is None


@pytest.mark.parametrize(
    ("lapses", "told"), [(7, False), (8, True), (9, False), (11, False), (12, True), (16, True)]
)
def test_a_leech_is_reported_at_the_threshold_and_after_each_half_of_it(lapses: int, told: bool) -> None:
    assert is_leech(replace(LATER, lapses=lapses - 1), replace(LATER, lapses=lapses), 8) is told
    assert not is_leech(replace(LATER, lapses=lapses), replace(LATER, lapses=lapses), 8)


def test_the_easiest_other_form_is_offered() -> None:
    siblings = {CardForm.CHOICE: "choice", CardForm.TERM: "term", CardForm.CLOZE: "cloze"}
    assert easier_card(CardForm.QUESTION, siblings) == "term"
    assert easier_card(CardForm.CHOICE, siblings) == "term"
    assert easier_card(CardForm.TERM, siblings) == ""
    assert easier_card(CardForm.QUESTION, {}) == ""
