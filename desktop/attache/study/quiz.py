"""A quiz as one frozen value: its questions, the answers so far, where it is, and what came of it.

A quiz is a practice test and changes nothing of the schedule.  Each step returns a new value, so a quiz can
be saved after each answer and continued later.  How questions are made: :mod:`attache.study.quiz_questions`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from attache.study.scope import ALL_CARDS, Scope
from attache.study.typed import Verdict, compare

MOST_QUESTIONS = 300
"""The most questions of a quiz."""
SECONDS = 30
"""The time for a question where time is limited."""
PAIRS = 5
"""The terms of a question that asks to match them."""


class QuizForm(StrEnum):
    """How a question asks."""

    CHOICE = "choice"
    TERM = "term"
    DEFINITION = "definition"
    TYPED = "typed"
    CLOZE = "cloze"
    LIST = "list"
    CONFUSABLE = "confusable"
    MATCH = "match"
    EXAMPLE = "example"
    FACT = "fact"
    """From the fields of an entry: members, dates and relations."""
    QUESTION = "question"


class Way(StrEnum):
    """How a question is answered."""

    CHOOSE = "choose one of the options"
    TYPE = "type the answer"
    FILL = "type each item of a list"
    MATCH = "put each term to its definition"
    CHECK = "recall the answer, see it, and say which parts of it were right"


class Timing(StrEnum):
    """How the time is limited."""

    NONE = "none"
    EACH = "each"
    """``SECONDS`` for each question."""
    TOTAL = "total"
    """The same time for all questions together."""


class Confidence(IntEnum):
    """How sure somebody is of an answer before they know whether it is right."""

    GUESS = 1
    FAIRLY = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class QuizOptions:
    """What a quiz asks; ``length`` 0 is for all questions that there are.

    ``only_read`` asks only what sections that were read are about, ``missed`` only cards whose last answer
    was Again, ``hardest`` the most difficult first; ``confidence`` asks how sure one is of each answer.
    """

    scope: Scope = ALL_CARDS
    only_read: bool = False
    missed: bool = False
    length: int = 20
    forms: frozenset[QuizForm] = frozenset(QuizForm)
    timing: Timing = Timing.NONE
    hardest: bool = False
    confidence: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """One question, which does not change even if the library does.

    ``key`` says what is asked, so that nothing is asked twice.  ``options`` are what can be chosen (for
    matching the terms, in any order), ``expected`` the right answer (for a list its items, for matching the
    terms in the order of ``definitions``), ``accepted`` other answers that are right as well.

    ``entries`` and ``cards`` are the ids of what it is about, for matching those of each term; a card is ""
    where there is none.
    """

    key: str
    form: QuizForm
    way: Way
    prompt: str
    expected: tuple[str, ...]
    entries: tuple[str, ...]
    cards: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    why: str = ""

    @property
    def entry(self) -> str:
        """The id of the entry that it is about."""
        return self.entries[0]

    def right_parts(self, given: Sequence[str]) -> tuple[bool, ...]:
        """Return for each part of ``expected`` whether an answer has it; the closest typed texts count."""
        if self.way is Way.TYPE:
            answers = (*self.expected, *self.accepted)
            return (bool(given) and compare(given[0], answers).verdict in _RIGHT,)
        if self.way is Way.FILL:
            return _filled(self.expected, given)
        if self.way is Way.MATCH:
            placed = (*given, *("" for _ in self.expected))
            return tuple(one == other for one, other in zip(self.expected, placed, strict=False))
        return tuple(part in given for part in self.expected)

    def share(self, given: Sequence[str]) -> float:
        """Return how much of an answer is right, from 0 to 1."""
        parts = self.right_parts(given)
        return sum(parts) / len(parts)


_RIGHT = (Verdict.RIGHT, Verdict.NEARLY)


def _filled(items: Sequence[str], given: Sequence[str]) -> tuple[bool, ...]:
    """Return for each item whether it was typed; each typed text counts once, for the item that it is."""
    left = [text for text in given if text]
    found: set[int] = set()
    for verdict in _RIGHT:
        for number, item in enumerate(items):
            text = next((each for each in left if compare(each, (item,)).verdict is verdict), None)
            if number not in found and text is not None:
                found.add(number)
                left.remove(text)
    return tuple(number in found for number in range(len(items)))


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; ``given`` is empty if it was skipped or the time was over.

    ``given`` are the texts that were chosen, typed, placed or found right, ``took`` is in milliseconds,
    ``share`` says how much of it is right, from 0 to 1.
    """

    given: tuple[str, ...] = ()
    confidence: Confidence | None = None
    took: int = 0
    share: float = 0.0

    @property
    def is_right(self) -> bool:
        """Whether all of it is right."""
        return self.share == 1


@dataclass(frozen=True, slots=True)
class Mistake:
    """A question that was not answered right."""

    question: Question
    answer: Answer

    @property
    def taken(self) -> tuple[tuple[str, str], ...]:
        """The (right, given) texts of each part that was wrong, without those to which nothing was given."""
        question, given = self.question, self.answer.given
        if question.way is Way.FILL or not given:
            return ()
        parts = zip(question.expected, given, question.right_parts(given), strict=False)
        return tuple((right, other) for right, other, is_right in parts if other and not is_right)

    @property
    def missed(self) -> tuple[tuple[str, str], ...]:
        """The (entry, card) of each part that was wrong; the card is "" if there is none."""
        question = self.question
        cards = (*question.cards, *("" for _ in question.entries))
        about = tuple(zip(question.entries, cards, strict=False))
        if question.way is not Way.MATCH:
            return about[:1]
        parts = question.right_parts(self.answer.given)
        return tuple(each for each, right in zip(about, parts, strict=True) if not right)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a quiz so far: questions that were reached count, all others do not.

    ``points`` is the sum of the shares that were right, ``took`` in milliseconds; ``by_confidence`` has
    (right, answered) for each confidence that was given.  Mistakes that one was certain of come first.
    """

    reached: int
    points: float
    skipped: int
    left_out: int
    took: int
    mistakes: tuple[Mistake, ...]
    by_confidence: Mapping[Confidence, tuple[int, int]]

    @property
    def share(self) -> float:
        """How much is right, from 0 to 1."""
        return self.points / self.reached if self.reached else 0.0


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions, the answer to each that was reached (else None), and which one is asked.

    ``place`` is the number of questions where the quiz is over.
    """

    options: QuizOptions
    questions: tuple[Question, ...]
    answers: tuple[Answer | None, ...]
    place: int = 0
    is_retry: bool = False

    @classmethod
    def of(cls, options: QuizOptions, questions: Sequence[Question], is_retry: bool = False) -> Quiz:
        """Return a quiz at its first question."""
        return cls(options, tuple(questions), (None,) * len(questions), is_retry=is_retry)

    @property
    def question(self) -> Question | None:
        """The question that is asked, None where the quiz is over."""
        return self.questions[self.place] if self.place < len(self.questions) else None

    @property
    def given(self) -> Answer | None:
        """The answer that was given to the question that is asked, if it is asked again."""
        return self.answers[self.place] if self.place < len(self.answers) else None

    @property
    def asks_confidence(self) -> bool:
        """Whether the question that is asked also asks how sure one is."""
        question = self.question
        return self.options.confidence and question is not None and question.way is not Way.MATCH

    @property
    def time_left(self) -> int | None:
        """The time left in milliseconds, for this question or for all; None if it is not limited."""
        if self.options.timing is Timing.NONE:
            return None
        if self.options.timing is Timing.EACH:
            return SECONDS * 1000 - (self.given.took if self.given is not None else 0)
        return SECONDS * 1000 * len(self.questions) - sum(each.took for each in self.answers if each)

    def answer(self, given: Sequence[str], confidence: Confidence | None = None, took: int = 0) -> Quiz:
        """Return the quiz after an answer to the question that is asked; none is given if it is skipped.

        ``took`` is the time since the question was asked, in milliseconds; what it took before is added.
        """
        question = self.question
        if question is None:
            return self
        before = self.given.took if self.given is not None else 0
        answer = Answer(tuple(given), confidence, before + max(0, took), question.share(given))
        answers = (*self.answers[: self.place], answer, *self.answers[self.place + 1 :])
        return replace(self, answers=answers, place=self.place + 1)

    def skip(self, took: int = 0) -> Quiz:
        """Return the quiz at the next question; an answer that was given to this one before stays."""
        if self.given is not None:
            return self.answer(self.given.given, self.given.confidence, took)
        return self.answer((), None, took)

    def back(self) -> Quiz:
        """Return the quiz at the question before, whose answer can be changed."""
        return replace(self, place=max(0, self.place - 1))

    def finish(self) -> Quiz:
        """Return the quiz at its end; questions that were not reached do not count."""
        return replace(self, place=len(self.questions))

    @property
    def result(self) -> Result:
        """What came of the quiz so far."""
        reached = [
            Mistake(question, answer)
            for question, answer in zip(self.questions, self.answers, strict=True)
            if answer is not None
        ]
        sure: dict[Confidence, tuple[int, int]] = {}
        for level in reversed(Confidence):
            own = [each.answer.is_right for each in reached if each.answer.confidence is level]
            if own:
                sure[level] = sum(own), len(own)
        wrong = [each for each in reached if not each.answer.is_right]
        return Result(
            reached=len(reached),
            points=sum(each.answer.share for each in reached),
            skipped=sum(not each.answer.given for each in reached),
            left_out=len(self.questions) - len(reached),
            took=sum(each.answer.took for each in reached),
            mistakes=tuple(sorted(wrong, key=lambda each: -(each.answer.confidence or 0))),
            by_confidence=sure,
        )

    def retry(self, seed: int) -> Quiz:
        """Return a quiz of the questions that were not answered right, their options in another order."""
        chance = random.Random(seed)  # noqa: S311 - nothing secret
        missed = [each.question for each in self.result.mistakes]
        asked = [
            replace(question, options=tuple(chance.sample(question.options, len(question.options))))
            for question in chance.sample(missed, len(missed))
        ]
        return Quiz.of(self.options, asked, is_retry=True)


class Judgement(StrEnum):
    """Whether somebody knows what they know."""

    SOUND = "sound"
    OVERCONFIDENT = "overconfident"
    UNDERCONFIDENT = "underconfident"
    UNKNOWN = "unknown"
    """Too few answers to say."""


_FEW = 4
"""Fewer answers with one confidence say nothing."""
_CERTAIN_FROM, _GUESS_TO = 0.8, 0.6
"""The share that is right at least of what one is certain of, and at most of guesses."""


def judge(by_confidence: Mapping[Confidence, tuple[int, int]]) -> Judgement:
    """Return whether confidence and right answers go together."""
    certain, of = by_confidence.get(Confidence.CERTAIN, (0, 0))
    if of >= _FEW and certain < of * _CERTAIN_FROM:
        return Judgement.OVERCONFIDENT
    guessed, guesses = by_confidence.get(Confidence.GUESS, (0, 0))
    if guesses >= _FEW and guessed > guesses * _GUESS_TO:
        return Judgement.UNDERCONFIDENT
    return Judgement.SOUND if of >= _FEW else Judgement.UNKNOWN
