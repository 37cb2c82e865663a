from __future__ import annotations

from pathlib import Path

from attache.content.compile import write_library
from attache.library.library import Library
from tests.bench.generate import generated_pack
from tests.bench.peers.made import rename_cards
from tests.bench.studied import write_studied


def test_a_learner_of_another_library_has_studied_this_one(tmp_path: Path) -> None:
    studied, _progress = write_studied(tmp_path, cards=40, reviews=80)
    library = tmp_path / "library.db"
    write_library(generated_pack(20), library)
    rename_cards(library, studied)
    with Library.open(library) as opened:
        cards = [card.id for n in range(20) for card in opened.entry(f"entry-{n}").cards]
    assert sorted(cards) == sorted(f"attache:card-{n}" for n in range(40))
