"""Searches for a text: names first, then texts, then suggestions.

Hits stay bit sets until the end; only the few that are shown become rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from math import log

from attache.base import bits
from attache.base.text import as_written
from attache.base.vocabulary import EntryRow
from attache.library.facets import Facets
from attache.library.filters import Filters
from attache.library.labels import labels_of, matched_label
from attache.library.marks import as_typed
from attache.library.names import NOTHING, Found, Names
from attache.library.pairs import Pair, Pairs
from attache.library.query import Query, match_some, match_text, match_word, parse
from attache.library.questions import Words, compares, joins, telling
from attache.library.reader import Reader
from attache.library.results import Hit, Results
from attache.library.rows import rows_of
from attache.library.suggest import readings

_FEW = 5
"""Below so many hits there are suggestions, and at most so many of them."""

_COUNTED = 2000
"""Up to so many texts that have a word are counted, to tell the rare words from the common."""
_MOST_LEFT = 6
"""So many words are looked up in every combination, if no entry has all of them."""
_SMALL = 2
"""Words of up to so many letters need not be in what may have been meant."""
_NAME_TELLS = 3.0
"""The factor by which words of a name weigh more than words of a text."""

_TEXT_READINGS = 3
"""So many alternatives to the words are looked for in texts, where each costs up to a millisecond."""


_MOST_CALLED = 200
"""Of so many entries with the same folded name those are found that are written as the text."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How much may be read: entries by words in any order, and by their texts."""

    names: int
    texts: int


KEYSTROKE = Reach(names=3000, texts=1000)
EVERYTHING = Reach(names=-1, texts=-1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a query before any row is read: names by the words ``by``, and texts.

    ``first`` are those of the names that come before all others: a ``pair`` that the text names, or the
    entries with a name written as the text is.
    ``nearer`` are those of the texts that come first, best first: names of the entry have some words.
    ``left_out`` are words without which the rest was looked up, as nothing has all of them; then
    ``suggestions`` are known already.
    It is not ``complete`` if there may be more hits, for instance before the texts were ``read``.
    """

    query: Query
    allowed: int
    by: Words
    names: Found
    texts_by: Words
    texts: int = 0
    nearer: tuple[int, ...] = ()
    read: bool = False
    complete: bool = False
    left_out: Words = ()
    suggestions: tuple[Hit, ...] | None = None
    first: tuple[int, ...] = ()
    pair: Pair | None = None

    @property
    def asked(self) -> Words:
        """The words by which entries were found, for marking: those that name nothing left out."""
        return telling(self.by if self.names.all and self.pair is None else self.texts_by)

    @property
    def all(self) -> int:
        """All entries found, filters aside."""
        return self.names.all | self.texts

    def written(self) -> Iterator[int]:
        """Yield the allowed entries found by text alone, in sets that do not overlap, best first."""
        left = self.texts & self.allowed & ~self.names.all
        for members in self.nearer:
            yield left & members
            left &= ~members
        yield left


@dataclass(frozen=True, slots=True)
class FirstHits:
    """The best hits, to show immediately, and what is needed to find the rest.

    ``answer`` is None for a text without a letter or digit.
    """

    text: str
    filters: Filters
    answer: Answer | None = None
    hits: tuple[Hit, ...] = ()

    @property
    def asked(self) -> Words:
        """The words to mark."""
        return self.answer.asked if self.answer is not None else ()

    @property
    def pair(self) -> tuple[EntryRow, ...]:
        """The two entries that the text names, if it names two."""
        named = self.answer.pair if self.answer is not None else None
        return tuple(hit.row for hit in self.hits[: len(named or ())])


class Search:
    """Looks texts up in one library file; ``highest`` is the last entry's number."""

    def __init__(self, reader: Reader, facets: Facets, highest: int) -> None:
        """Keep what is asked; nothing is read yet."""
        self._reader = reader
        self._facets = facets
        self._names = Names(reader, highest)
        self._highest = highest

    def look_up(self, text: str, filters: Filters, limit: int) -> Results:
        """Return the best hits for any text, quickly enough for a key stroke."""
        return self.complete(self.first_hits(text, filters, limit), limit)

    def first_hits(self, text: str, filters: Filters, limit: int) -> FirstHits:
        """Return the first ``limit`` hits by name or, if there are none, by text; nothing is counted."""
        query = parse(text)
        if not query.words:
            return FirstHits(text, filters)
        answer = self._named(query, filters, KEYSTROKE)
        if not answer.names.all & answer.allowed:
            answer = self._with_texts(answer, KEYSTROKE)
        return FirstHits(text, filters, answer, self._hits(answer, *self.shown(answer, limit)))

    def complete(self, first: FirstHits, limit: int) -> Results:
        """Return all hits up to ``limit`` with counts and suggestions; the first hits are known already."""
        answer = first.answer
        if answer is None:
            return Results(first.text)
        if not answer.read and (answer.names.all & answer.allowed).bit_count() < limit:
            answer = self._with_texts(answer, KEYSTROKE)
        if not answer.all:
            answer = self._with_fewer_words(answer, first.filters, KEYSTROKE)
        named, written = self.shown(answer, limit)
        known = len(first.hits)
        more = self._hits(answer, named[known:], written[max(0, known - len(named)) :])
        return self.results(first.text, first.filters, answer, (*first.hits, *more))

    def answer(self, query: Query, filters: Filters) -> Answer:
        """Find everything, by names and by texts."""
        answer = self._with_texts(self._named(query, filters, EVERYTHING), EVERYTHING)
        return answer if answer.all else self._with_fewer_words(answer, filters, EVERYTHING)

    def shown(self, answer: Answer, limit: int) -> tuple[list[int], list[int]]:
        """Return the best entries by name in order, and by text the nearer ones first, ``limit`` in all."""
        named = list(answer.first[:limit])
        left = answer.allowed & ~bits.from_numbers(named, self._highest)
        for members in answer.names.ranked:
            if len(named) < limit and (fitting := members & left):
                named += bits.to_numbers(fitting, limit - len(named))
                left &= ~members
        written: list[int] = []
        for members in answer.written():
            room = limit - len(named) - len(written)
            written += bits.to_numbers(members, room) if room > 0 else []
        return named, written

    def results(self, text: str, filters: Filters, answer: Answer, hits: tuple[Hit, ...]) -> Results:
        """Put hits together with their number, the facets, and suggestions.

        Those are wanted if hits are few; if they are many but all by text, only for a name that
        the words nearly are.
        """
        found = answer.all
        total = (found & answer.allowed).bit_count()
        suggestions, few = answer.suggestions, total < _FEW
        if suggestions is None and (few or not answer.names.all) and not _is_sure(answer):
            suggestions = tuple(self._suggest(answer.query.telling, answer.allowed & ~found, whole=not few))
        facets = self._facets.counts(filters, found)
        pair = tuple(hit.row for hit in hits[: len(answer.pair or ())])
        left_out = as_typed(text, answer.left_out)
        return Results(
            text, hits, total, answer.complete, suggestions or (), facets, answer.asked, pair, left_out
        )

    def name_hits(self, answer: Answer, numbers: Sequence[int]) -> list[Hit]:
        """Return hits by name, in the given order, each with the alternative name that matched."""
        by = {named.n: named.by for named in answer.pair or ()}
        hits: list[Hit] = []
        for words, same in groupby(numbers, key=lambda n: by.get(n, answer.by)):
            hits += self._name_hits(list(same), words)
        return hits

    def _name_hits(self, numbers: Sequence[int], words: Words) -> list[Hit]:
        """Return hits by the same words of a name."""
        rows = rows_of(self._reader, numbers)
        phrase = " ".join(words)
        plain = {row.n for row in rows if row.title.casefold().startswith(phrase)}
        labels = labels_of(self._reader, [row.n for row in rows if row.n not in plain])
        return [Hit(row, matched_label(row.title, labels.get(row.n, ()), words)) for row in rows]

    def _named(self, query: Query, filters: Filters, reach: Reach) -> Answer:
        """Find by names alone."""
        allowed = self._facets.allowed(filters)
        by, names = self._by_name((query.words, *query.alternatives), reach)
        if not _names_one(query, by, names):
            pairs = Pairs(self._reader, self._names, reach.names)
            if (pair := pairs.find(query, allowed)) is not None:
                return self._paired(query, allowed, pair)
            if not names.own and (side := pairs.one_of(query, allowed)):
                return self._named(parse(" ".join(side)), filters, reach)
        if not names.own:
            shorter, found = self._by_name(query.stems, reach)
            if found.own or not names.all:
                by, names = shorter, found
        first = self._as_typed(query.text, names.exact & allowed)
        return Answer(query, allowed, by, names, query.telling, first=first)

    def _paired(self, query: Query, allowed: int, pair: Pair) -> Answer:
        """Return the answer to a text that names two entries."""
        first = tuple(named.n for named in pair)
        names = Found(bits.from_numbers(first, self._highest), (), complete=True)
        return Answer(query, allowed, query.telling, names, query.telling, first=first, pair=pair)

    def _as_typed(self, text: str, exact: int) -> tuple[int, ...]:
        """Return those of several entries with the same folded name that have a name written as the text."""
        if exact.bit_count() < 2:
            return ()
        written, numbers = as_written(text), bits.to_numbers(exact, _MOST_CALLED)
        labels = labels_of(self._reader, numbers)
        called = {
            row.n: (row.title, *(label.text for label in labels.get(row.n, ())))
            for row in rows_of(self._reader, numbers)
        }
        return tuple(n for n, names in called.items() if written in map(as_written, names))

    def _with_texts(self, answer: Answer, reach: Reach) -> Answer:
        """Find by texts too."""
        texts_by, numbers = self._by_text(answer.query, reach, bool(answer.names.all))
        return replace(
            answer,
            texts_by=texts_by,
            texts=bits.from_numbers(numbers, self._highest),
            nearer=self._nearer(texts_by, numbers, reach) if numbers else (),
            read=True,
            complete=answer.names.complete and len(numbers) != reach.texts,
        )

    def _with_fewer_words(self, answer: Answer, filters: Filters, reach: Reach) -> Answer:
        """Return what has most of the rarer words, as nothing has them all; with suggestions.

        If names have all words but for a few slips, the suggestions tell, and no word is left out.
        """
        words, full = answer.query.telling, list[bool]()
        suggestions = tuple(self._suggest(words, answer.allowed, whole=False, full=full))
        answer = replace(answer, suggestions=suggestions)
        if len(words) < 2 or any(full):
            return answer
        counts = {word: self._count(word, whole=word != words[-1]) for word in words}
        best = self._most_telling({word: count for word, count in counts.items() if count}, reach)
        if not best:
            return answer
        found = self._with_texts(self._named(parse(" ".join(best)), filters, reach), reach)
        left_out = tuple(word for word in words if word not in best)
        shown = [hit for hit in suggestions if not found.all >> hit.row.n & 1]
        return replace(found, query=answer.query, left_out=left_out, suggestions=tuple(shown))

    def _count(self, word: str, whole: bool) -> int:
        """Return how many texts have a word, up to _COUNTED."""
        wanted = match_word(word) if whole else match_text((word,))
        query = "SELECT count(*) FROM (SELECT 1 FROM body WHERE body MATCH ? LIMIT ?)"
        found = self._reader.one(query, (wanted, _COUNTED))
        return int(found[0]) if found else 0

    def _most_telling(self, counts: Mapping[str, int], reach: Reach) -> Words:
        """Return as many of the counted words as one entry has, of several such sets the most telling.

        The rarer a word the more it tells, and words of a name tell more than those of a text.
        """
        weights = {word: log(1 + self._highest / count) for word, count in counts.items()}
        rarest = sorted(weights, key=lambda word: -weights[word])[:_MOST_LEFT]
        known = [word for word in counts if word in rarest]
        for size in range(len(known), 0, -1):
            scores: dict[Words, float] = {}
            for some in combinations(known, size):
                by_name = bool(self._names.find(some, reach.names).own)
                if by_name or self._by_text(parse(" ".join(some)), Reach(1, 1), named=True)[1]:
                    scores[some] = sum(weights[word] for word in some) * (_NAME_TELLS if by_name else 1)
            if scores:
                return max(scores, key=lambda some: scores[some])
        return ()

    def _hits(self, answer: Answer, named: Sequence[int], written: Sequence[int]) -> tuple[Hit, ...]:
        """Return hits by name and by text, without snippets."""
        by_text = (Hit(row, where="text") for row in rows_of(self._reader, written))
        return (*self.name_hits(answer, named), *by_text)

    def _by_name(self, readings: Sequence[Words], reach: Reach) -> tuple[Words, Found]:
        """Find by the first reading of a text that a name of an entry itself has, else that any name has."""
        second = readings[0] if readings else (), NOTHING
        for words in readings:
            found = self._names.find(words, reach.names)
            if found.own:
                return words, found
            if found.all and not second[1].all:
                second = words, found
        return second

    def _by_text(self, query: Query, reach: Reach, named: bool) -> tuple[Words, list[int]]:
        """Find by definition and text; by other readings too if nothing at all was found."""
        others = (*map(telling, query.alternatives), *query.stems)[:_TEXT_READINGS]
        tried = dict.fromkeys((query.telling, *(() if named else others)))
        for words in tried:
            numbers = self._reader.numbers(
                "SELECT rowid AS number FROM body WHERE body MATCH ? LIMIT ?",
                (match_text(words), reach.texts),
            )
            if numbers:
                return words, numbers
        return query.telling, []

    def _nearer(self, words: Words, found: Sequence[int], reach: Reach) -> tuple[int, ...]:
        """Return the entries whose names have most of several words, then those whose have any.

        Those beyond the last that was ``found`` are left out.
        """
        query = "SELECT rowid AS number FROM name WHERE name MATCH ? AND rowid <= ? LIMIT ?"
        return tuple(
            bits.from_numbers(self._reader.numbers(query, (some, found[-1], reach.texts)), self._highest)
            for some in match_some(words)
        )

    def _suggest(
        self, words: Words, allowed: int, whole: bool, full: list[bool] | None = None
    ) -> Iterator[Hit]:
        """Yield the best entries for what the words may have been meant to be, at most five.

        Once something is found, readings with more slips are not wanted.  With ``whole`` only
        entries are, of which a reading with one slip is a whole name. For each reading it is noted in
        ``full`` whether it corrects a word or has them all.
        """
        wanted, fewest = _FEW, 0
        for slips, meant in readings(self._reader, self._names, words):
            if (wanted < _FEW and slips > fewest) or (whole and slips > 1):
                return
            if full is not None:
                corrected = any(word not in words for word in meant)
                full.append(corrected or len(meant) >= sum(len(word) > _SMALL for word in words))
            found = self._names.find(meant, KEYSTROKE.names)
            numbers: list[int] = []
            for members in (found.exact,) if whole else (found.exact, *found.others):
                numbers += bits.to_numbers(members & allowed, wanted - len(numbers))
                allowed &= ~members
            yield from (Hit(row) for row in rows_of(self._reader, numbers))
            wanted, fewest = wanted - len(numbers), slips
            if not wanted:
                return


def _names_one(query: Query, by: Words, names: Found) -> bool:
    """Return whether a text leaves no room for two names in it.

    Two names say more than the same words spread over the names of one entry.
    """
    if compares(query.words):
        return bool(names.exact) and by == query.words
    whole = bool(names.exact | names.elsewhere)
    return whole or names.in_order or (bool(names.own) and not joins(query.words))


def _is_sure(answer: Answer) -> bool:
    """Return whether the words are so surely those of what was found that nothing else can be meant."""
    query = answer.query
    if answer.left_out:
        return False
    several = len(answer.by) > 1 and answer.by in (query.words, query.telling) and bool(answer.names.all)
    return several or bool(answer.names.exact | answer.names.elsewhere)
