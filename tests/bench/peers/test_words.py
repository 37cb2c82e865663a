from __future__ import annotations

from tests.bench.peers.words import beginnings, short_names

NAMES = [f"{first}{second}{third} talks" for first in "de" for second in "aeiou" for third in "klmnprst"]


def test_a_prefix_finds_other_names_without_its_last_letter() -> None:
    found = beginnings(NAMES * 2 + [f"{name} again {n}" for name in NAMES for n in range(5)], 6, seed=1)
    assert len(set(found)) == 6
    for text in found:
        assert len({name[len(text) - 1] for name in NAMES if name.startswith(text[:-1])}) > 1
        assert not text.endswith(" ")


def test_a_prefix_that_changes_nothing_is_left_out() -> None:
    # Every beginning of these finds the same names, up to the letter in which they differ.
    assert beginnings([f"cooperation {letter}" for letter in "abcdefgh"], 5, seed=1) == []


def test_only_what_has_keys_is_typed() -> None:
    assert beginnings([f"état-{letter}{other}" for letter in "abc" for other in "klmnop"], 5, seed=1) == []


def test_a_short_name_belongs_to_one_entry_and_begins_like_others() -> None:
    names = ["ABCD", "ABCE", "ABCF", "ABCG", "ABCH", "abch", "XYZ", "ABC dialogue"]
    assert sorted(short_names(names, 9, seed=1)) == ["abcd", "abce", "abcf", "abcg"]
