"""A quiz moves from question to question, keeps what was answered, and says what came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.study.quiz import (
    SECONDS,
    Confidence,
    Judgement,
    Question,
    Quiz,
    QuizForm,
    QuizOptions,
    Timing,
    Way,
    judge,
)

CHOOSE = Question(
    "a", QuizForm.CHOICE, Way.CHOOSE, "Which?", ("right",), ("e1",), ("c1",), ("wrong", "right")
)
TYPE = Question(
    "b", QuizForm.TYPED, Way.TYPE, "What?", ("Vietnam",), ("e2",), ("c2",), accepted=("Viet Nam",)
)
FILL = Question("c", QuizForm.LIST, Way.FILL, "Name all.", ("India", "Israel", "Iran"), ("e3",))
CHECK = Question("d", QuizForm.QUESTION, Way.CHECK, "Why?", ("Because",), ("e4",), ("c4",))
MATCH = Question(
    "e", QuizForm.MATCH, Way.MATCH, "Match.", ("one", "two", "three"), ("e5", "e6", "e7"), ("c5", "", "c7"),
    options=("three", "one", "two"), definitions=("1", "2", "3"),
)  # fmt: skip
ALL = (CHOOSE, TYPE, FILL, CHECK, MATCH)


def a_quiz(**options: object) -> Quiz:
    return Quiz.of(replace(QuizOptions(), **options), ALL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "given", "share"),
    [
        (CHOOSE, ("right",), 1),
        (CHOOSE, ("wrong",), 0),
        (CHOOSE, (), 0),
        (TYPE, ("viet nam",), 1),
        (TYPE, ("Vietnan",), 1),
        (TYPE, ("China",), 0),
        (TYPE, (), 0),
        (FILL, ("iran", "", "india"), 2 / 3),
        (FILL, ("Iran", "Iran", "Iran"), 1 / 3),
        (FILL, ("Indai", "Isreal", "Iran"), 1),
        (CHECK, ("Because",), 1),
        (CHECK, ("",), 0),
        (MATCH, ("one", "two", "three"), 1),
        (MATCH, ("one", "three", "two"), 1 / 3),
        (MATCH, ("one",), 1 / 3),
    ],
)
def test_an_answer_is_right_in_part(question: Question, given: tuple[str, ...], share: float) -> None:
    assert question.share(given) == pytest.approx(share)


def test_questions_come_one_after_the_other_and_back() -> None:
    quiz = a_quiz()
    assert quiz.question == CHOOSE
    quiz = quiz.back()
    assert quiz.place == 0
    quiz = quiz.answer(("wrong",), Confidence.CERTAIN, 3000)
    assert quiz.question == TYPE
    assert quiz.given is None
    quiz = quiz.back()
    assert quiz.given is not None
    assert quiz.given.given == ("wrong",)
    quiz = quiz.answer(("right",), Confidence.GUESS, 2000)
    assert quiz.answers[0] is not None
    assert (quiz.answers[0].took, quiz.answers[0].share) == (5000, 1)
    quiz = quiz.skip(1000).back().skip(500)
    assert quiz.answers[1] is not None
    assert (quiz.answers[1].given, quiz.answers[1].took) == ((), 1500)
    quiz = quiz.back().back().skip()
    assert quiz.answers[0] is not None
    assert quiz.answers[0].confidence is Confidence.GUESS, "skipping what was answered changes nothing"


def test_what_was_not_reached_does_not_count() -> None:
    quiz = a_quiz().answer(("right",), None, 1000).skip(2000).finish()
    assert quiz.question is None
    assert quiz.given is None
    assert quiz.answer(("right",)) is quiz
    result = quiz.result
    assert (result.reached, result.points, result.skipped, result.left_out) == (2, 1, 1, 3)
    assert (result.share, result.took) == (0.5, 3000)
    assert [each.question for each in result.mistakes] == [TYPE]
    assert a_quiz().finish().result.share == 0


def test_mistakes_that_one_was_certain_of_come_first() -> None:
    quiz = a_quiz().answer(("wrong",), Confidence.GUESS).answer(("China",), Confidence.CERTAIN)
    quiz = quiz.answer(("India",), Confidence.FAIRLY).answer(("Because",), Confidence.CERTAIN)
    quiz = quiz.answer(("two", "one", "three"))
    result = quiz.result
    assert [each.question for each in result.mistakes] == [TYPE, FILL, CHOOSE, MATCH]
    assert result.by_confidence == {
        Confidence.CERTAIN: (1, 2),
        Confidence.FAIRLY: (0, 1),
        Confidence.GUESS: (0, 1),
    }
    assert [each.missed for each in result.mistakes] == [
        (("e2", "c2"),),
        (("e3", ""),),
        (("e1", "c1"),),
        (("e5", "c5"), ("e6", "")),
    ]
    assert result.points == pytest.approx(1 + 1 / 3 + 1 / 3)


def test_mistakes_are_asked_again_with_their_options_in_another_order() -> None:
    quiz = a_quiz().answer(("wrong",)).answer(("Vietnam",)).skip().finish()
    again = quiz.retry(3)
    assert again.is_retry
    assert sorted(each.key for each in again.questions) == ["a", "c"]
    assert again.answers == (None, None)
    assert quiz.retry(3) == again
    orders = {each.options for seed in range(20) for each in quiz.retry(seed).questions if each.key == "a"}
    assert orders == {("wrong", "right"), ("right", "wrong")}


def test_confidence_is_asked_where_there_is_one_answer() -> None:
    quiz = a_quiz()
    assert quiz.asks_confidence
    assert not replace(quiz, place=4).asks_confidence
    assert not quiz.finish().asks_confidence
    assert not a_quiz(confidence=False).asks_confidence


def test_the_time_that_is_left() -> None:
    assert a_quiz().time_left is None
    each = a_quiz(timing=Timing.EACH)
    assert each.time_left == SECONDS * 1000
    assert each.skip(4000).time_left == SECONDS * 1000
    assert each.skip(4000).back().time_left == SECONDS * 1000 - 4000
    assert a_quiz(timing=Timing.TOTAL).skip(4000).time_left == 5 * SECONDS * 1000 - 4000


@pytest.mark.parametrize(
    ("certain", "guesses", "judgement"),
    [
        ((9, 10), (1, 4), Judgement.SOUND),
        ((7, 10), (1, 4), Judgement.OVERCONFIDENT),
        ((9, 10), (4, 4), Judgement.UNDERCONFIDENT),
        ((0, 0), (4, 4), Judgement.UNDERCONFIDENT),
        ((3, 3), (1, 3), Judgement.UNKNOWN),
    ],
)
def test_whether_one_knows_what_one_knows(
    certain: tuple[int, int], guesses: tuple[int, int], judgement: Judgement
) -> None:
    assert judge({Confidence.CERTAIN: certain, Confidence.GUESS: guesses}) is judgement


@pytest.mark.parametrize(
    ("question", "given", "taken"),
    [
        (CHOOSE, ("wrong",), (("right", "wrong"),)),
        (CHOOSE, (), ()),
        (TYPE, ("China",), (("Vietnam", "China"),)),
        (FILL, ("China", "India", ""), ()),
        (CHECK, ("",), ()),
        (MATCH, ("one", "three", "two"), (("two", "three"), ("three", "two"))),
        (MATCH, ("two",), (("one", "two"),)),
    ],
)
def test_what_was_taken_for_what(
    question: Question, given: tuple[str, ...], taken: tuple[tuple[str, str], ...]
) -> None:
    quiz = Quiz.of(QuizOptions(), (question,)).answer(given)
    (mistake,) = quiz.result.mistakes
    assert mistake.taken == taken
