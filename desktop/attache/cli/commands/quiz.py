"""``attache quiz``: a quiz in the terminal."""

from __future__ import annotations

import random
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attache.app.library_file import library_path
from attache.app.options import Options
from attache.base.errors import KnownError
from attache.base.ids import public, qualified
from attache.base.numbers import counted
from attache.base.vocabulary import Kind
from attache.cli.command import DONE, NO, Command
from attache.cli.conversation import conversation
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    # Imported in the functions below, because importing the command line loads neither library nor progress.
    from attache.learner.progress import Progress
    from attache.library.library import Library
    from attache.study.quiz import Quiz, QuizOptions
    from attache.study.scope import Scope

_MISSED = "missed"


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--scope",
        default="all",
        metavar="SCOPE",
        help="all (the default), bookmarks, missed (cards last rated Again), a kind, or the ID of a "
        "document, section, theme or entry",
    )
    parser.add_argument(
        "--length",
        type=_length,
        default=10,
        metavar="N",
        help="how many questions (default 10); 0 for all",
    )
    parser.add_argument("--hardest", action="store_true", help="ask the most difficult first")
    parser.add_argument("--resume", action="store_true", help="continue the quiz that was not finished")
    parser.add_argument(
        "--json",
        action="store_true",
        help="print the results as JSON; questions go to standard error",
    )


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Ask the questions, save the quiz after each answer, and print the results; NO if there are none."""
    from attache.learner.progress import Progress
    from attache.library.library import Library

    path = library_path(options)
    with terminal.progress("Checking your progress") as watch:
        opened = Progress.open(options.places.progress, library=path, watch=watch)
    with opened as progress, Library.open(path) as library:
        if arguments.resume:
            saved = progress.quizzes.running()
            if saved is None:
                terminal.complain("There is no unfinished quiz.")
                return NO
            id_, quiz = saved
        else:
            quiz = _made(progress, library, _options(arguments, progress, library))
            if not quiz.questions:
                terminal.complain("There are no questions in this scope.")
                return NO
            id_, _ = progress.quizzes.start(quiz)
        # What is asked is no part of the results.
        asking = Terminal(terminal.err, terminal.err, terminal.width) if arguments.json else terminal
        for moved in conversation(quiz, asking, sys.stdin):
            quiz = moved
            progress.quizzes.save(id_, quiz)
        if quiz.question is None:
            progress.quizzes.note_confusions(library, quiz, progress.now(progress.settings.read().day_begins))
        titles = _titles(library, quiz)
    if arguments.json:
        terminal.json(_as_json(quiz, titles))
    else:
        _print(quiz, titles, terminal)
    return DONE


def _length(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 4:
        raise ArgumentTypeError("the length must be a whole number from 0 to 9999")
    return int(text)


# What is asked


def _options(arguments: Namespace, progress: Progress, library: Library) -> QuizOptions:
    from attache.study.quiz import QuizOptions

    return QuizOptions(
        _scope(arguments.scope, progress, library),
        missed=arguments.scope == _MISSED,
        length=arguments.length,
        hardest=arguments.hardest,
        confidence=False,
    )


def _scope(name: str, progress: Progress, library: Library) -> Scope:
    """Return the scope that a name means; raises KnownError if it means none."""
    from attache.study.scope import Scope

    found = next((scope for id_, scope in _scopes(progress, library) if id_ == name), None)
    if found is not None:
        return found
    row = library.row(qualified(name))
    if row is not None:
        return Scope(entries=frozenset((row.id,)), words=row.title)
    names = ", ".join(id_ for id_, scope in _scopes(progress, library) if not scope.section)
    raise KnownError(
        f"There is no scope “{name[:80]}”.",
        f"Use the ID of an entry, the ID of a section (DOCUMENT/SECTION), or one of: {names}.",
    )


def _scopes(progress: Progress, library: Library) -> Iterator[tuple[str, Scope]]:
    """Yield (name, scope) for all that has a name but entries."""
    from attache.study.scope import ALL_CARDS, Scope

    yield "all", ALL_CARDS
    yield "bookmarks", Scope(entries=frozenset(progress.bookmarks.all()), words="Bookmarks")
    yield _MISSED, Scope(words="Last rated Again")
    for kind in Kind:
        yield kind, Scope(kind=kind, words=kind.capitalize())
    for document in library.documents():
        yield document.id, Scope(document=document.id, words=document.title)
        for section in document.sections:
            path = f"{document.id}/{section.id}"
            yield path, Scope(section=path, words=section.title)
    for theme in library.themes():
        yield theme.id, Scope(theme=theme.id, words=theme.title)


def _made(progress: Progress, library: Library, options: QuizOptions) -> Quiz:
    from attache.study.quiz import Quiz
    from attache.study.quiz_making import questions

    seed = random.SystemRandom().getrandbits(32)
    material = progress.quizzes.material(library, options, progress.settings.read(), seed)
    return Quiz.of(options, questions(material, options, seed))


# The results


def _titles(library: Library, quiz: Quiz) -> Mapping[str, str]:
    """Return the titles of the entries that were missed, by id."""
    missed = [entry for mistake in quiz.result.mistakes for entry, _ in mistake.missed]
    return {row.id: row.title for row in library.rows_by_id(missed)}


def _as_json(quiz: Quiz, titles: Mapping[str, str]) -> dict[str, object]:
    result = quiz.result
    return {
        "scope": quiz.options.scope.words,
        "questions": len(quiz.questions),
        "answered": result.reached - result.skipped,
        "skipped": result.skipped,
        "right": round(result.points, 2),
        "percent": round(result.share * 100, 1),
        "seconds": round(result.took / 1000, 1),
        "mistakes": [
            {
                "form": str(each.question.form),
                "question": each.question.prompt,
                "given": list(each.answer.given),
                "answer": list(each.question.expected),
                "why": each.question.why,
                "entries": [
                    {"id": public(entry), "title": titles.get(entry, "")} for entry, _ in each.missed
                ],
            }
            for each in result.mistakes
        ],
    }


def _print(quiz: Quiz, titles: Mapping[str, str], terminal: Terminal) -> None:
    result = quiz.result
    if not result.reached:
        terminal.heading("No question was answered.")
        return
    terminal.heading(f"{result.points:.4g} of {result.reached:,} correct, {result.share * 100:.0f} %")
    if result.left_out:
        terminal.wrapped(f"{counted(result.left_out, 'question was', 'questions were')} not asked.")
    for each in result.mistakes:
        question, given = each.question, each.answer.given
        terminal.line()
        terminal.wrapped(question.prompt)
        terminal.wrapped("; ".join(filter(None, given)) or ("incorrect" if given else "skipped"), 4, "  ✗")
        terminal.wrapped("; ".join(question.expected), 4, "  ✓")
        if question.why:
            terminal.wrapped(question.why, 4)
        for entry, _ in each.missed:
            terminal.wrapped(f"{titles.get(entry, '')}: attache show {public(entry)}", 4)


COMMAND = Command(
    name="quiz",
    synopsis="[--scope SCOPE]",
    group="Your progress",
    summary="Take a quiz. It does not change your schedule.",
    about="The quiz is saved after each answer. One that was stopped can be continued with --resume, or in "
    "the window. The exit status is 1 if there are no questions.",
    configure=configure,
    run=run,
)
