"""Asks the questions of a quiz in a terminal, a line for each answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from attache.base.numbers import counted
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    # Imported in the functions below, because importing the command line loads nothing of studying.
    from attache.study.quiz import Question, Quiz

_LETTERS = "ABCDE"


def conversation(quiz: Quiz, terminal: Terminal, typed: TextIO | None) -> Iterator[Quiz]:
    """Ask the questions and yield the quiz after each answer; the end of what is ``typed`` ends it."""
    asking = _Asking(terminal, typed)
    terminal.wrapped("An empty line skips a question. The end of the input (Ctrl+D) ends the quiz.")
    while (question := quiz.question) is not None:
        terminal.line()
        terminal.wrapped(f"{quiz.place + 1} of {len(quiz.questions)}. {question.prompt}")
        began = time.monotonic()
        try:
            given = asking.answer(question)
        except EOFError:
            quiz = quiz.finish()
        else:
            quiz = quiz.answer(given, None, round((time.monotonic() - began) * 1000))
        yield quiz


class _Asking:
    """Asks single questions; an empty answer skips one, and the end of the input raises EOFError."""

    def __init__(self, terminal: Terminal, typed: TextIO | None) -> None:
        self._terminal, self._typed = terminal, typed

    def answer(self, question: Question) -> Sequence[str]:
        """Return the answer to a question."""
        from attache.study.quiz import Way

        parts = question.expected
        if question.way is Way.CHOOSE:
            self._list(question.options)
            return [question.options[number] for number in self._numbers("Number:", len(question.options), 1)]
        if question.way is Way.TYPE:
            return self._several("Answer:", 1)
        if question.way is Way.FILL:
            return self._several(f"{counted(len(parts), 'item')}, separated by semicolons:", len(parts))
        if question.way is Way.MATCH:
            return self._match(question)
        self._line("Press Enter to see the answer.")
        self._list(parts)
        if len(parts) > 1:
            return [
                parts[number] for number in self._numbers("Numbers of the items that you knew:", len(parts))
            ]
        line = self._line("Was your answer correct (y or n)?")
        return parts if line.lower().startswith("y") else ("",) if line else ()

    def _match(self, question: Question) -> Sequence[str]:
        count = len(question.definitions)
        self._list(question.options)
        self._terminal.line()
        self._list(question.definitions, _LETTERS)
        asked = f"The numbers of the terms for A to {_LETTERS[count - 1]}, in this order:"
        return [question.options[number] for number in self._numbers(asked, count, count)]

    def _list(self, texts: Sequence[str], marks: Sequence[str] = "123456789") -> None:
        for mark, text in zip(marks, texts, strict=False):
            self._terminal.wrapped(text, 5, f"  {mark}")

    def _several(self, words: str, most: int) -> Sequence[str]:
        texts = self._line(words).split(";") if most > 1 else [self._line(words)]
        return [text.strip() for text in texts if text.strip()][:most]

    def _numbers(self, words: str, most: int, wanted: int = 0) -> Sequence[int]:
        """Return numbers that are typed, counted from 0; exactly as many as ``wanted``, if it is not 0."""
        while True:
            parts = self._line(words).replace(",", " ").split()
            found = [int(part) - 1 for part in parts if part.isascii() and part.isdigit()]
            found = [number for number in dict.fromkeys(found) if 0 <= number < most]
            if not parts or len(found) == wanted or not wanted:
                return found
            self._terminal.wrapped(f"Type {counted(wanted, 'number')} from 1 to {most}.")

    def _line(self, words: str) -> str:
        self._terminal.wrapped(words)
        self._terminal.out.flush()
        line = self._typed.readline() if self._typed is not None else ""
        if not line:
            raise EOFError
        return line.strip()
