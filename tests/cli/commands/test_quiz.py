"""A quiz in the terminal: answered from standard input, saved, and never a review."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from attache.learner.progress import Progress
from attache.library.library import Library
from attache.study.quiz import Question, Quiz, QuizForm, QuizOptions, Way
from tests.cli.conftest import Attache, Ran

Quizzed = Callable[..., Ran]


@pytest.fixture
def quiz(attache: Attache, monkeypatch: pytest.MonkeyPatch) -> Quizzed:
    """Run the command with what is typed."""

    def run(typed: str, *words: str) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return attache("quiz", *words)

    return run


@pytest.fixture
def progress(library: Path, tmp_path: Path) -> Iterator[Callable[[], Progress]]:
    """Open the progress file of the command."""
    opened: list[Progress] = []

    def begin() -> Progress:
        opened.append(Progress.open(tmp_path / "data" / "progress.db", library=library))
        return opened[-1]

    yield begin
    for each in opened:
        each.close()


def test_a_quiz_that_is_skipped_lists_every_question(quiz: Quizzed, progress: Callable[[], Progress]) -> None:
    ran = quiz("\n" * 60, "--length", "3", "--scope", "asia")
    assert (ran.status, ran.err) == (0, "")
    assert "3 of 3. " in ran.out
    assert "0 of 3 correct, 0 %" in ran.out
    assert ran.out.count("  ✗") == ran.out.count("  ✓") == 3
    assert "attache show " in ran.out
    opened = progress()
    (earlier,) = opened.quizzes.earlier()
    assert (earlier.reached, earlier.points, earlier.options.scope.words) == (3, 0, "Diplomacy in Asia")
    assert opened.reviews.answers(1) == 0


def test_json_holds_the_results_alone(quiz: Quizzed) -> None:
    ran = quiz("\n" * 60, "--length", "2", "--scope", "five-power-defence-arrangements", "--json")
    assert ran.status == 0
    found = ran.json()
    assert found["scope"] == "Five Power Defence Arrangements"
    assert (found["questions"], found["answered"], found["right"], found["percent"]) == (2, 0, 0, 0)
    assert len(found["mistakes"]) == 2
    for mistake in found["mistakes"]:
        assert set(mistake) == {"form", "question", "given", "answer", "why", "entries"}
        assert mistake["entries"][0] == {
            "id": "five-power-defence-arrangements",
            "title": "Five Power Defence Arrangements",
        }
    assert "1 of 2. " in ran.err


def test_a_stopped_quiz_is_continued(quiz: Quizzed, progress: Callable[[], Progress], library: Path) -> None:
    assert quiz("", "--resume").err == "attache: There is no unfinished quiz.\n"
    opened = progress()
    with Library.open(library) as shown:
        row = shown.row("attache:neutrality")
    assert row is not None
    made = Quiz.of(
        QuizOptions(confidence=False),
        tuple(
            Question(str(n), QuizForm.TYPED, Way.TYPE, f"Question {n}?", (f"answer {n}",), (row.id,))
            for n in range(3)
        ),
    )
    opened.quizzes.start(made)
    ran = quiz("answer 0\n", "--resume")
    assert "1 of 1 correct, 100 %\n2 questions were not asked." in ran.out
    id_, _ = opened.quizzes.start(made)
    opened.quizzes.save(id_, made.answer(("answer 0",)))
    ran = quiz("answer 1\nwrong\n", "--resume")
    assert "1 of 3. " not in ran.out
    assert "2 of 3 correct, 67 %" in ran.out
    assert "  ✗ wrong\n  ✓ answer 2\n" in ran.out
    assert opened.quizzes.running() is None


def test_the_end_of_the_input_ends_the_quiz(
    quiz: Quizzed, monkeypatch: pytest.MonkeyPatch, attache: Attache
) -> None:
    assert "No question was answered." in quiz("").out
    monkeypatch.setattr(sys, "stdin", None)
    assert "No question was answered." in attache("quiz").out


@pytest.mark.parametrize("scope", ["all", "concept", "forums", "asia/regional-bodies", "neutrality"])
def test_a_scope_is_named_by_its_id(quiz: Quizzed, scope: str) -> None:
    ran = quiz("", "--scope", scope, "--hardest", "--length", "0")
    assert ran.status == (1 if scope == "neutrality" else 0), "an entry without cards"


def test_a_scope_without_questions_or_of_no_name(quiz: Quizzed, progress: Callable[[], Progress]) -> None:
    for scope in ("bookmarks", "missed"):
        ran = quiz("", "--scope", scope)
        assert (ran.status, ran.err) == (1, "attache: There are no questions in this scope.\n")
    progress().bookmarks.set("attache:collective-defence", True)
    assert quiz("", "--scope", "bookmarks").status == 0
    ran = quiz("", "--scope", "nowhere")
    assert ran.status == 2
    assert "There is no scope “nowhere”." in ran.err
    assert "all, bookmarks, missed, concept" in ran.err
    for length in ("-1", "many", "12345"):
        assert quiz("", f"--length={length}").status == 2
