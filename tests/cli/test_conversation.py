"""Each way of answering a question of a quiz, line by line."""

from __future__ import annotations

import io

import pytest

from attache.cli.conversation import conversation
from attache.cli.terminal import Terminal
from attache.study.quiz import Question, Quiz, QuizForm, QuizOptions, Way


def conversed(question: Question, *typed: str) -> tuple[tuple[str, ...] | None, str]:
    """Return the answer to a question, None where the quiz was ended, and what was printed."""
    out = io.StringIO()
    quiz = Quiz.of(QuizOptions(), (question,))
    lines = io.StringIO("".join(f"{each}\n" for each in typed))
    (moved, *_) = conversation(quiz, Terminal(out, out, 80), lines)
    return moved.answers[0].given if moved.answers[0] is not None else None, out.getvalue()


def asked(
    way: Way, *expected: str, options: tuple[str, ...] = (), definitions: tuple[str, ...] = ()
) -> Question:
    return Question(
        "k", QuizForm.FACT, way, "Asked?", expected, ("e",), options=options, definitions=definitions
    )


MATCH = asked(Way.MATCH, "x", "y", options=("y", "x"), definitions=("is x", "is y"))


@pytest.mark.parametrize(
    ("question", "typed", "given"),
    [
        (asked(Way.CHOOSE, "b", options=("a", "b")), ("2",), ("b",)),
        (asked(Way.CHOOSE, "b", options=("a", "b")), ("3", "a b", "1"), ("a",)),
        (asked(Way.CHOOSE, "b", options=("a", "b")), ("",), ()),
        (asked(Way.CHOOSE, "b", options=("a", "b")), ("9",), None),
        (asked(Way.TYPE, "b"), (" b ",), ("b",)),
        (asked(Way.TYPE, "b"), ("",), ()),
        (asked(Way.TYPE, "b"), (), None),
        (asked(Way.FILL, "a", "b"), ("b; a;c",), ("b", "a")),
        (asked(Way.FILL, "a", "b"), (";",), ()),
        (asked(Way.FILL, "a", "b"), (), None),
        (MATCH, ("2 1",), ("x", "y")),
        (MATCH, ("1", "1, 2"), ("y", "x")),
        (MATCH, ("",), ()),
        (MATCH, (), None),
        (asked(Way.CHECK, "b"), ("", "yes"), ("b",)),
        (asked(Way.CHECK, "b"), ("", "n"), ("",)),
        (asked(Way.CHECK, "b"), ("", ""), ()),
        (asked(Way.CHECK, "b"), (), None),
        (asked(Way.CHECK, "b"), ("",), None),
        (asked(Way.CHECK, "a", "b"), ("", "2"), ("b",)),
        (asked(Way.CHECK, "a", "b"), ("", ""), ()),
        (asked(Way.CHECK, "a", "b"), ("",), None),
    ],
)
def test_each_way_of_answering(
    question: Question, typed: tuple[str, ...], given: tuple[str, ...] | None
) -> None:
    found, printed = conversed(question, *typed)
    assert found == given
    assert "1 of 1. Asked?" in printed
    if question.way is Way.CHECK and not typed:
        assert f"→ {question.expected[0]}" not in printed
