from __future__ import annotations

from pathlib import Path

import pytest

from attache.base.errors import KnownError
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.marks import marks
from attache.library.refine import refine
from tests.statements import count_statements


def go_on() -> bool:
    return False


def test_names_stay_and_texts_are_ranked_and_quoted(crowd: Library, crowd_file: Path) -> None:
    quick = crowd.search("deterrence")
    slow = refine(crowd_file, "deterrence", Filters(), 200, go_on)
    names = [hit for hit in slow.hits if hit.where == "name"]
    texts = [hit for hit in slow.hits if hit.where == "text"]
    assert names[:50] == [hit for hit in quick.hits if hit.where == "name"][:50]
    assert slow.exact_total
    assert slow.total >= quick.total
    assert texts
    assert all(marks(hit.snippet, "deterrence") for hit in texts)
    first = texts[0].row
    assert "deterrence" in first.definition.lower(), "a definition weighs more than the text below it"


def test_the_snippet_stands_in_whichever_text_has_the_match(library_file: Path) -> None:
    for text, word in {"patience": "Patience", "integrated": "integrated", "duty to": "duty"}.items():
        hit = refine(library_file, text, Filters(), 50, go_on).hits[0]
        assert (hit.where, word in hit.snippet) == ("text", True)


def test_however_many_texts_are_quoted_they_are_read_by_the_same_statements(
    crowd_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = count_statements(monkeypatch)
    counts, quoted = [], []
    for limit in (60, 200):
        before = len(statements)
        hits = refine(crowd_file, "deterrence", Filters(), limit, go_on).hits
        quoted.append(sum(hit.where == "text" for hit in hits))
        counts.append(len(statements) - before)
    assert quoted[0] < quoted[1]
    assert counts[0] == counts[1]


def test_filters_and_suggestions_hold(library_file: Path) -> None:
    assert refine(library_file, "singapore", Filters(theme="forums"), 50, go_on).total == 1
    assert refine(library_file, "colective securty", Filters(), 50, go_on).suggestions
    assert refine(library_file, "", Filters(), 50, go_on).total == 0


def test_a_cancelled_run_ends_with_nothing(crowd_file: Path) -> None:
    results = refine(crowd_file, "military the", Filters(), 50, lambda: True)
    assert (results.hits, results.exact_total) == ((), False)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no library"):
        refine(tmp_path / "none.db", "a", Filters(), 50, go_on)
