"""What a write says it has changed."""

from __future__ import annotations

from attache.base.changes import ChangeKind, Changes


def test_changes_add_up() -> None:
    both = Changes.of(ChangeKind.NOTES, "nato") | Changes.of(ChangeKind.BOOKMARKS, "asean", "nato")
    assert both == Changes(frozenset({ChangeKind.NOTES, ChangeKind.BOOKMARKS}), frozenset({"asean", "nato"}))


def test_no_change_is_false_and_adds_nothing() -> None:
    cleared = Changes.of(ChangeKind.LOOKUPS)
    assert not Changes()
    assert cleared
    assert Changes() | cleared == cleared
