"""The suggestions for unknown ids."""

from __future__ import annotations

from attache.content.checks.known_ids import MOST_SUGGESTIONS, KnownIds

KNOWN = KnownIds(["port-visit", "staff-talk", "port-visit"])


def test_ids_are_known_once_in_their_order() -> None:
    assert list(KNOWN) == ["port-visit", "staff-talk"]
    assert len(KNOWN) == 2
    assert "staff-talk" in KNOWN
    assert "talk" not in KNOWN


def test_the_nearest_id_is_suggested() -> None:
    assert KNOWN.instead_of("port-visits") == "Did you mean “port-visit”?"


def test_the_number_of_suggestions_is_limited() -> None:
    known = KnownIds(["port-visit"])
    for number in range(MOST_SUGGESTIONS):
        assert known.instead_of(f"port-visit-{number}") == "Did you mean “port-visit”?"
    assert known.instead_of("port-visits") == "Correct it, or delete it."
    assert known.instead_of("port-visit-0") == "Did you mean “port-visit”?"
