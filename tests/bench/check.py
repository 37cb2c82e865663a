"""How long checking a large pack takes, and whether entries that share their names make it longer."""

from __future__ import annotations

import time
from dataclasses import replace

from attache.content.checking import check_reading
from attache.content.pack import Pack, SourceEntry
from attache.content.reading import Reading
from tests.bench.figures import Figure, figure
from tests.bench.generate import generated_pack


def measure(count: int) -> list[Figure]:
    """Check a parsed pack of ``count`` entries, and one in which all of them are copies of one entry."""
    pack = generated_pack(count)
    one = pack.entries[count // 2]
    copies = replace(pack, entries=tuple(_copy(one, number) for number in range(count)))
    name = f"{count:,}"
    return [
        figure("check, parsed", name, [_seconds(pack)], "s", "under 10 s", 10),
        figure("check, all of one name", name, [_seconds(copies)], "s", "under 10 s", 10),
    ]


def _copy(entry: SourceEntry, number: int) -> SourceEntry:
    cards = tuple(replace(card, id=f"{card.id}-{number}") for card in entry.cards)
    return replace(entry, id=f"copy-{number}", file=f"concepts/copy-{number}.md", cards=cards)


def _seconds(pack: Pack) -> float:
    start = time.perf_counter()
    check_reading(Reading(pack, ()))
    return time.perf_counter() - start
