"""Looking up and reading without a window: what a key stroke, a slip and a page cost by themselves."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from attache.base.text import fold
from attache.base.vocabulary import EntryRow, Kind
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.refine import refine
from tests.bench.figures import Figure, figure, times

_SEED = 3
_SLIP = "q"


def measure(path: Path, name: str, sample: int) -> list[Figure]:
    """Measure look-up in one library file with names of ``sample`` of its entries, picked by chance."""
    chance = random.Random(_SEED)
    opening = times(lambda _: Library.open(path).close(), range(20))
    with Library.open(path) as library:
        library.warm()
        rows = library.rows([chance.randint(1, library.entry_count) for _ in range(sample)])
        keys = list(keystrokes(rows, chance))
        slips = [slip(row.title, chance) for row in rows for _ in range(3)]
        narrow = Filters(kind=Kind.CONCEPT, theme=library.themes()[0].id)

        def first_hits(text: str) -> object:
            return library.first_hits(text)

        def look_up(text: str) -> object:
            return library.search(text)

        def narrowed(text: str) -> object:
            return library.search(text, narrow)

        return [
            figure("open the library", name, opening, goal="p99 under 5 ms", reach=5),
            figure("key stroke: first rows", name, times(first_hits, keys), goal="p99 under 5 ms", reach=5),
            figure("key stroke: range of the B-tree alone", name, times(_range(path), keys)),
            figure("key stroke: query", name, times(look_up, keys), goal="p99 under 5 ms", reach=5),
            figure(
                "key stroke: query, two filters", name, times(narrowed, keys), goal="p99 under 5 ms", reach=5
            ),
            figure("misspelt name: suggestions", name, times(look_up, slips), goal="p99 under 5 ms", reach=5),
            figure(
                "words of texts: query",
                name,
                times(look_up, _text_words(rows)),
                goal="p99 under 5 ms",
                reach=5,
            ),
            figure("pause: refined results", name, times(_refine(path), keys[:: max(1, len(keys) // 200)])),
            figure("entry read", name, times(library.entry, (row.id for row in rows))),
            figure(
                "browse, one filter",
                name,
                times(lambda _: library.browse(Filters(kind=Kind.CONCEPT)), range(20)),
            ),
            _found(library, rows, slips, name),
        ]


def keystrokes(rows: Iterable[EntryRow], chance: random.Random) -> Iterable[str]:
    """Yield what stands in the field after each key: titles, abbreviations, words in another order."""
    for row in rows:
        name = row.abbreviation if row.abbreviation and chance.random() < 0.3 else row.title
        turned = name.split()
        chance.shuffle(turned)
        for text in (name, " ".join(turned)):
            yield from (text[:length] for length in range(1, len(text) + 1))


def slip(title: str, chance: random.Random) -> str:
    """Return a title with a letter left out, put in, or exchanged with its neighbour."""
    place = chance.randrange(1, len(title) - 1) if len(title) > 2 else 1
    return chance.choice(
        (
            title[:place] + title[place + 1 :],
            title[:place] + _SLIP + title[place:],
            title[: place - 1] + title[place : place + 1] + title[place - 1 : place] + title[place + 1 :],
        )
    )


def _text_words(rows: Iterable[EntryRow]) -> list[str]:
    """Return the first words of definitions, which few names have."""
    return [word for row in rows for word in row.definition.split()[:6]]


def _range(path: Path) -> Callable[[str], object]:
    """Return what reads the names that begin with a text, which no look-up by prefix can do without."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    query = "SELECT json_group_array(n) FROM start WHERE text >= ? AND text < ?"
    return lambda text: connection.execute(query, (fold(text), fold(text) + "\U0010ffff")).fetchone()


def _refine(path: Path) -> Callable[[str], object]:
    return lambda text: refine(path, text, Filters(), 50, lambda: False)


def _found(library: Library, rows: list[EntryRow], slips: list[str], name: str) -> Figure:
    """Return the share of misspelt titles that lead to their entry, as a hit or a suggestion."""
    found = 0
    for place, text in enumerate(slips):
        results = library.search(text)
        found += rows[place // 3].id in {hit.row.id for hit in (*results.hits, *results.suggestions)}
    share = found / len(slips) * 100
    return Figure("misspelt name: found", name, "%", len(slips), share, share, share)
