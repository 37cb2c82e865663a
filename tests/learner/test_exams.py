"""Studying for an exam and around breaks: which cards come, and what is known of the learner."""

from __future__ import annotations

import pytest

from attache.learner.exams import PastExam
from attache.learner.log import Act
from attache.study.exam import LAST_PASS, Exam
from attache.study.exam_plan import make_plan
from attache.study.forecast import Situation
from attache.study.memory import Rating
from attache.study.workload import Pace
from tests.learner.decks import DAY, OneCard, Settle, World, card_ids

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000


def deck(count: int) -> list[OneCard]:
    """Return cards of which every second is a core card; those of section 3 belong to the second document."""
    return [
        OneCard(f"card-{n}", n, n % 3, section=1 if n < count // 2 else 3, value=1 + n % 2)
        for n in range(count)
    ]


def exam_in(days: int, **more: object) -> Exam:
    return Exam("Exam", TODAY + days, planned_on=TODAY)._replace(**more)  # type: ignore[arg-type]


def choose(world: World, *exams: Exam, **more: object) -> None:
    """Study for exams, as the program does with those that were saved."""
    world.progress.settings.write(exams=tuple(tuple(each) for each in exams))
    world.choose(exams=tuple(tuple(each) for each in exams), **more)


def situation(world: World, exam: Exam) -> Situation:
    now = world.progress.now(4)
    today = world.progress.workload.today(now, world.settings)
    return world.progress.exams.situation(exam, now.day, world.settings, today)


def new_cards(world: World, most: int = 100) -> list[str]:
    return [card.id for card in world.progress.cards.new(world.now // DAY, world.settings, most=most)]


def test_new_cards_of_the_exam_come_first(settle: Settle) -> None:
    world = settle(deck(8))
    assert new_cards(world) == card_ids(8)
    choose(world, exam_in(30, core=True))
    assert new_cards(world) == [f"card-{n}" for n in (0, 2, 4, 6, 1, 3, 5, 7)]
    choose(world, exam_in(30, documents=("doc-2",), core=False))
    assert new_cards(world) == [f"card-{n}" for n in (4, 5, 6, 7, 0, 1, 2, 3)]
    choose(world, exam_in(30, documents=("doc-2",), core=True))
    assert new_cards(world, 3) == ["card-4", "card-6", "card-0"]
    world.progress.reading.set_read("attache:doc-1/section-1", True)
    choose(world, exam_in(-1, documents=("doc-2",), planned_on=TODAY - 9))
    assert new_cards(world) == card_ids(8)


def test_due_cards_of_the_exam_come_first(settle: Settle) -> None:
    world = settle(deck(6))
    world.know(card_ids(6), days=60)
    choose(world, Exam("Exam", TODAY + 99, ("doc-2",), False, planned_on=TODAY))
    due = [card.id for card in world.progress.cards.due(world.now // DAY, world.settings)]
    assert (sorted(due[:3]), sorted(due[3:])) == (card_ids(3, 3), card_ids(3))
    assert [card.id for card in world.progress.cards.due(world.now // DAY, world.settings, most=3)] == due[:3]


def test_all_new_cards_of_the_exam_come_in_time(settle: Settle) -> None:
    world = settle(deck(200), new_limit=5, minutes=20)
    choose(world, exam_in(12, minutes=90))
    today = world.progress.workload.today(world.progress.now(4), world.settings)
    assert today.new == 10  # of 100 core cards, on 10 days
    assert today.budget == 90
    assert world.progress.workload.overview(world.progress.now(4), world.settings).today == today
    asked = world.session().answer_all()
    assert len(asked) == 10
    assert all(int(card.split("-")[1]) % 2 == 0 for card in asked)
    choose(world)
    assert world.progress.workload.today(world.progress.now(4), world.settings).budget == 20


def test_the_day_ends_with_the_minutes_of_the_exam(settle: Settle) -> None:
    world = settle(deck(100), new_limit=50, minutes=60, learning_steps=())
    choose(world, exam_in(20, minutes=2))
    session = world.session()
    session.answer_all(took=25_000)
    assert session.is_out_of_time
    assert len(session.session.answered) == 5


def known_for(world: World, cards: list[str], days: float) -> None:
    """Answer cards once as easy, and let some days go by."""
    for card in cards:
        world.learn(card, EASY, gap=1)
    world.wait(days=days)


def test_in_the_last_pass_faint_cards_come_early_on_different_days(settle: Settle) -> None:
    world = settle(deck(60), spread=False)
    known_for(world, card_ids(60), 2)
    exam = Exam("Exam", TODAY + 2 + LAST_PASS - 1, (), False, 97, 60, TODAY)
    choose(world, exam)
    due = world.progress.cards.counts(TODAY + 2, world.settings).due
    assert 0 < due < 60
    listed = world.progress.cards.due(TODAY + 2, world.settings)
    assert len(listed) == due
    documents = world.progress.cards.counts_by("document", TODAY + 2, world.settings)
    assert sum(counts.due for _, _, counts in documents.values()) == due
    overview = world.progress.workload.overview(world.progress.now(4), world.settings)
    assert overview.today.waiting.due == due
    # Later days have more of them, the last one all.
    assert world.progress.cards.counts(exam.day - 1, world.settings).due == 60
    easy = exam._replace(aim=60)
    choose(world, easy)
    assert world.progress.cards.counts(TODAY + 2, world.settings).due == 0
    choose(world, exam._replace(day=exam.day + 9))
    assert world.progress.cards.counts(TODAY + 2, world.settings).due == 0


def test_a_card_that_comes_early_is_a_review_and_not_practice(settle: Settle) -> None:
    world = settle(deck(30), spread=False, learning_steps=())
    known_for(world, card_ids(30), 2)
    choose(world, Exam("Exam", TODAY + 3, (), True, 99, 60, TODAY), learning_steps=(), spread=False)
    session = world.session()
    assert session.prompt is not None
    card = session.asked
    assert not session.prompt.practice
    before = session.prompt.memory
    session.answer(GOOD)
    state = world.progress.reviews.state(card).memory
    assert (state.last_day, state.reps) == (TODAY + 2, 2)
    assert state.due_day >= before.due_day
    assert session.undo() == card
    assert session.asked == card
    assert session.prompt is not None
    assert not session.prompt.practice
    # What was reviewed today does not come again.
    session.answer(GOOD)
    assert card not in [each.id for each in world.progress.cards.due(TODAY + 2, world.settings)]
    assert not world.progress.cards.comes_early(card, TODAY + 2, world.settings)
    world.choose(exams=())
    assert not world.progress.cards.comes_early("card-7", TODAY + 2, world.settings)


def test_half_of_what_is_due_in_a_break_comes_before_it(settle: Settle) -> None:
    world = settle(deck(40), spread=False)
    known_for(world, card_ids(40), 2)
    days = [int(str(day)) for (day,) in world.rows("SELECT due_day FROM card_state ORDER BY due_day")]

    def due_on(day: int) -> int:
        return world.progress.cards.counts(day, world.settings).due

    first = days[0]
    world.choose(breaks=((first, first + 2 * (days[-1] - first) + 1),))  # all are due in its first half
    found = [due_on(day) for day in range(TODAY + 1, first)]
    assert found == sorted(found)
    assert len(set(found)) > 2
    assert found[-1] == 40
    assert due_on(days[-1]) == 40  # whoever studies in the break may
    away = (2 * first - days[-1] - 2, days[-1])  # all are due in its second half
    world.choose(breaks=(away,))
    assert due_on(away[0] - 1) == 0
    world.now = first * DAY + 10 * 3_600_000
    assert world.progress.workload.today(world.progress.now(4), world.settings).off
    # After it they are spread.
    world.now = (away[1] + 1) * DAY + 10 * 3_600_000
    today = world.progress.workload.today(world.progress.now(4), world.settings)
    assert (today.off, today.waiting.due) == (False, 40)
    assert world.progress.workload.overview(world.progress.now(4), world.settings).backlog is None
    assert today.due == -(-40 // min(7, (away[1] - away[0] + 1) // 2))


def test_no_interval_ends_in_a_break(settle: Settle) -> None:
    world = settle(deck(60), learning_steps=())
    first = TODAY + 6
    world.choose(breaks=((first, first + 13),), learning_steps=())
    for card in card_ids(60):
        world.learn(card, EASY, gap=1)
    found = {day for (day,) in world.rows("SELECT due_day FROM card_state")}
    assert not found & set(range(first, first + 14))
    assert len(found) > 2


def test_what_is_known_of_a_learner_who_has_done_nothing(settle: Settle) -> None:
    world = settle(deck(10))
    found = situation(world, exam_in(30))
    assert (found.cards, found.new, found.known) == (5, 5, ())
    assert found.habits.missed == pytest.approx(1 / 7)
    assert found.habits.forgetting == pytest.approx(1, abs=0.01)
    assert found.habits.pace == Pace(12_000)
    assert make_plan(found, exam_in(30)).course.share > 0.8


def test_suspended_and_hidden_cards_are_not_counted(settle: Settle) -> None:
    cards = [OneCard(f"card-{n}", n, form="choice" if n == 3 else "question", value=1) for n in range(6)]
    world = settle(cards)
    world.learn("card-0", EASY)
    world.learn("card-1", EASY)
    world.mark("card-1", Act.SUSPEND)
    world.mark("card-2", Act.SUSPEND)
    world.choose(left_out_forms=("choice",))
    found = situation(world, exam_in(30))
    assert (len(found.known), found.new) == (1, 2)


def test_missed_days_are_those_of_the_last_weeks_that_were_not_off(settle: Settle) -> None:
    world = settle(deck(40))
    for number in range(10):
        world.learn(f"card-{number}", EASY, gap=1)
        world.wait(days=1 if number % 2 else 2)
    # 15 days, of which 5 were missed.
    assert situation(world, exam_in(60)).habits.missed == pytest.approx(6 / 22)
    world.choose(breaks=((TODAY, TODAY + 14),))
    assert situation(world, exam_in(60)).habits.missed == pytest.approx(1 / 7)
    world.choose()
    world.wait(days=80)
    assert situation(world, exam_in(200)).habits.missed == 0.5


def test_how_the_learner_answers_is_taken_from_the_latest_answers(settle: Settle) -> None:
    world = settle(deck(300), learning_steps=(), relearning_steps=())
    for card in card_ids(80):
        world.learn(card, HARD, gap=1)
    world.wait(days=1)
    for card in card_ids(80):
        world.learn(card, AGAIN if int(card[5:]) % 2 else HARD, gap=1)
    habits = situation(world, exam_in(30)).habits
    assert habits.first[1] > 0.9
    assert habits.passed[0] > 0.8
    assert sum(habits.first) == pytest.approx(1)
    assert habits.forgetting > 3  # half was forgotten after a day
    assert 0 < habits.unsure < 0.5
    # Answers that lie further back do not count.
    world.wait(days=1)
    for card in card_ids(200, 80):
        world.learn(card, GOOD, GOOD, GOOD, gap=1)
    for card in card_ids(3):
        world.learn(card, HARD, gap=1)
    assert situation(world, exam_in(30)).habits.forgetting < habits.forgetting


def test_what_came_of_an_exam_is_worked_out_from_the_log(settle: Settle) -> None:
    world = settle(deck(8), learning_steps=())
    for card in card_ids(8):
        world.learn(card, GOOD, gap=1)
    world.wait(days=2)
    world.learn("card-0", GOOD)
    exam = exam_in(4, forecast=88.0)
    later = exam_in(40)
    choose(world, exam, later, learning_steps=())
    world.wait(days=3)
    world.learn("card-2", AGAIN)  # after the exam
    past = world.progress.exams.past(TODAY + 5, world.settings)
    assert [each.exam for each in past] == [exam]
    assert past[0].cards == 4
    model = world.scheduler.model
    once, twice = model.first(3), model.after(*model.first(3), 2, 3)
    expected = (model.curve.retrievability(2, twice[0]) + 3 * model.curve.retrievability(4, once[0])) / 4
    assert past[0].share == pytest.approx(100 * expected)
    nothing = Exam("Nothing", TODAY + 1, ("no-such",), planned_on=TODAY)
    choose(world, nothing)
    assert world.progress.exams.past(TODAY + 5, world.settings) == (PastExam(nothing, 0, 0.0),)


def test_after_the_exam_nothing_of_it_is_in_effect(settle: Settle) -> None:
    world = settle(deck(40), minutes=33, new_limit=3)
    known_for(world, card_ids(20), 2)
    choose(world, Exam("Exam", TODAY + 1, (), True, 99, 5, TODAY), minutes=33, new_limit=3)
    with_exam = world.progress.workload.today(world.progress.now(4), world.settings)
    world.choose(exams=())
    assert with_exam == world.progress.workload.today(world.progress.now(4), world.settings)


def test_exams_and_breaks_are_kept_in_the_file_and_outlive_a_reset(settle: Settle) -> None:
    world = settle(deck(2))
    exam, away = exam_in(30, documents=("doc-1", "doc-2")), (TODAY + 3, TODAY + 9)
    world.progress.settings.write(exams=(tuple(exam),), breaks=(away,), minutes=7)
    world.restart()
    world.progress.settings.reset()
    settings = world.progress.settings.read()
    assert (settings.exam_on(TODAY), settings.breaks, settings.minutes) == (exam, (away,), 20)


@pytest.mark.parametrize("core", [True, False])
def test_an_exam_on_all_documents_is_one_on_everything(settle: Settle, core: bool) -> None:
    world = settle(deck(40), new_limit=3)
    known_for(world, card_ids(6), 2)
    days = []
    for documents in ((), ("doc-1", "doc-2"), ("doc-1",)):
        choose(world, exam_in(8, core=core, documents=documents))
        days.append(world.progress.workload.today(world.progress.now(4), world.settings))
    assert days[0] == days[1] != days[2]


def test_the_report_says_how_ready_one_is(settle: Settle) -> None:
    world = settle(deck(20))
    known_for(world, card_ids(6), 2)
    now = world.progress.now(4)
    assert world.progress.report(now, world.settings).readiness.plan is None
    exam = exam_in(20)
    choose(world, exam)
    plan = world.progress.report(now, world.settings).readiness.plan
    assert plan == make_plan(situation(world, exam), exam)
