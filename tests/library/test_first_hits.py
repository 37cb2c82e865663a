"""What a student types leads to the entry that was meant, and that one comes first."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from attache.base.ids import public
from attache.library.library import Library
from tests.shipped import shipped_library

_ROOT = Path(__file__).parents[2]
_WANTED = 0.98
"""The share of the texts that must lead to their entry first; a hit or, where there is none, a suggestion."""


def first_id(library: Library, text: str) -> str:
    """Return what a look-up shows first, "" if it shows nothing."""
    results = library.search(text)
    return next((public(hit.row.id) for hit in (*results.hits, *results.suggestions)), "")


def test_what_is_meant_comes_first() -> None:
    texts = yaml.safe_load((_ROOT / "tests" / "lookup.yaml").read_text("utf-8"))
    with Library.open(shipped_library()) as library:
        known = {public(row.id) for row in library.rows(list(library.browse()))}
        found = {each["type"]: first_id(library, each["type"]) for each in texts}
    wanted = {each["type"]: each["first"] for each in texts}
    assert len(wanted) == len(texts), "a text is in the list twice"
    assert set(wanted.values()) == known, "each entry is looked up at least once, and nothing else"
    failed = [
        f"{text}: {found[text] or 'nothing'}, not {entry}"
        for text, entry in wanted.items()
        if found[text] != entry
    ]
    print(*failed, sep="\n")
    assert len(failed) <= len(texts) * (1 - _WANTED), "\n".join(failed)


@pytest.mark.parametrize("text", ["Wałęsa", "Lukasz", "center of gravity"])
def test_nothing_far_off_is_suggested(text: str) -> None:
    with Library.open(shipped_library()) as library:
        assert first_id(library, text) == ""
