"""The pack that the program ships: faultless, and with an example of everything the format knows."""

from __future__ import annotations

from pathlib import Path

from attache.base.entry import AccuracySort, Certainty
from attache.base.vocabulary import CardForm, Kind
from attache.content.checking import check
from attache.content.checks.context import Context
from attache.content.reading import read_pack

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_shipped_pack_has_no_problem() -> None:
    assert check(SEEDS).problems == ()


def test_the_shipped_pack_shows_every_part_of_the_format() -> None:
    pack = read_pack(SEEDS).pack
    assert {entry.kind for entry in pack.entries} == set(Kind)
    assert {card.form for entry in pack.entries for card in entry.cards} == set(CardForm)
    assert {note.sort for note in pack.accuracy} == set(AccuracySort)
    assert {note.certainty for note in pack.accuracy} >= {Certainty.CERTAIN, Certainty.LIKELY}
    assert pack.guides


NOT_JOINED = frozenset(("channel", "programme"))
"""The types of organisations that states take part in and are not members of."""


def test_who_is_a_member_is_told_on_both_pages() -> None:
    context = Context(read_pack(SEEDS).pack)
    for entry in context.pack.entries:
        if entry.members and not entry.dissolved and entry.type not in NOT_JOINED:
            related = {other for kind, other in context.relations[entry.id] if kind == "has-member"}
            assert context.linked(", ".join(entry.members), entry) <= related, entry.id
