"""In what order entries are numbered and listed."""

from __future__ import annotations

from attache.base.vocabulary import Kind
from attache.content.ordering import places
from attache.content.pack import SourceEntry


def entry(name: str, title: str, importance: int = 2) -> SourceEntry:
    return SourceEntry(name, Kind.CONCEPT, title, "", "", importance=importance)


def test_numbers_go_by_importance_then_weight_then_title() -> None:
    entries = [
        entry("late", "Zeal"),
        entry("early", "Élan"),
        entry("heavy", "Yoke"),
        entry("marginal", "Arms", 3),
        entry("central", "Visit", 1),
    ]
    found = places(entries, {"heavy": 9, "marginal": 99})
    assert sorted(found, key=lambda name: found[name].n) == ["central", "heavy", "early", "late", "marginal"]


def test_titles_that_begin_with_no_letter_stand_first_under_a_sign() -> None:
    entries = [
        entry("b", "États-Unis"),
        entry("a", "“Arms”"),
        entry("c", "2+2 dialogue"),
        entry("d", "Ωmega"),
    ]
    found = places(entries, {})
    assert [(name, found[name].letter) for name in sorted(found, key=lambda name: found[name].position)] == [
        ("c", "#"),
        ("d", "#"),
        ("a", "a"),
        ("b", "e"),
    ]
