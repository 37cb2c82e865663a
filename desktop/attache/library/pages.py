"""One entry in full, gathered from every table that knows of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attache.base.entry import (
    AccuracyNote,
    AccuracySort,
    Card,
    Certainty,
    Claim,
    Entry,
    Fact,
    RelationGroup,
    Source,
    Work,
)
from attache.base.errors import KnownError
from attache.base.ids import qualified
from attache.base.vocabulary import CardForm, EntryRef, Kind
from attache.library.labels import labels_of
from attache.library.reader import Reader
from attache.library.safe_html import safe_html

_MOST_MENTIONS = 500
"""More would fill a page by themselves; the most important come first."""


class UnknownEntry(KnownError):
    """No entry has this id."""

    def __init__(self, id_: str) -> None:
        """Say which id it was, as much of it as fits a sentence."""
        super().__init__(f"The library has no entry {id_[:80]!r}.", "Look it up with `attache lookup TERM`.")
        self.id = id_


def entry_page(reader: Reader, id_: str) -> Entry:
    """Return the entry with this id; raises UnknownEntry, and ValueError if the library is damaged."""
    head = reader.one(
        """SELECT n, entry.id, entry.title, kind, type, theme, theme.title, abbreviation, outside,
                  definition, definition_html, body, body_html, fields
           FROM entry JOIN theme ON theme.id = entry.theme WHERE entry.id = ?""",
        (qualified(id_),),
    )
    if head is None:
        raise UnknownEntry(id_)
    n, fields = head[0], head[13]
    return Entry(
        ref=EntryRef(head[1], head[2], Kind(head[3])),
        type=head[4],
        theme=head[5],
        theme_title=head[6],
        abbreviation=head[7],
        outside=bool(head[8]),
        labels=labels_of(reader, [n]).get(n, ()),
        definition=head[9],
        definition_html=safe_html(head[10]),
        body=head[11],
        body_html=safe_html(head[12]),
        facts=tuple(
            Fact(key, label, text, safe_html(html))
            for key, label, text, html in _of(reader, "key, label, text, html", "fact", n)
        ),
        claims=tuple(
            Claim(text, safe_html(html), note)
            for text, html, note in _of(reader, "text, html, note", "claim", n)
        ),
        relations=_relations(reader, n),
        mentioned_by=_mentions(reader, n),
        sources=_sources(reader, n),
        accuracy=_accuracy(reader, n),
        cards=_cards(reader, "c.entry = ?", n),
        read_next=tuple(Work(text, safe_html(html)) for text, html in _of(reader, "text, html", "work", n)),
        fields=_object(fields),
    )


def _of(reader: Reader, columns: str, table: str, n: int) -> list[tuple[Any, ...]]:
    """Return the rows that a table has of an entry, in order."""
    return reader.all(f"SELECT {columns} FROM {table} WHERE entry = ? ORDER BY position", (n,))


def _relations(reader: Reader, n: int) -> tuple[RelationGroup, ...]:
    """Return what is listed of an entry's relations, grouped by type in the types' order."""
    rows = reader.all(
        """SELECT t.id, t.words, e.id, e.title, e.kind FROM relation r
           JOIN relation_type t ON t.id = r.type JOIN entry e ON e.n = r.target
           WHERE r.entry = ? AND r.listed ORDER BY t.position, r.position""",
        (n,),
    )
    groups: dict[tuple[str, str], list[EntryRef]] = {}
    for type_, words, id_, title, kind in rows:
        groups.setdefault((type_, words), []).append(EntryRef(id_, title, Kind(kind)))
    return tuple(RelationGroup(type_, words, tuple(refs)) for (type_, words), refs in groups.items())


def _mentions(reader: Reader, n: int) -> tuple[EntryRef, ...]:
    """Return the entries whose text links to this one, the most important first."""
    rows = reader.all(
        """SELECT e.id, e.title, e.kind FROM mention m JOIN entry e ON e.n = m.source
           WHERE m.entry = ? ORDER BY m.source LIMIT ?""",
        (n, _MOST_MENTIONS),
    )
    return tuple(EntryRef(id_, title, Kind(kind)) for id_, title, kind in rows)


def _sources(reader: Reader, n: int) -> tuple[Source, ...]:
    """Return the numbered sources of an entry."""
    rows = reader.all(
        """SELECT note.number, note.text, coalesce(d.id, ''), coalesce(d.title, ''),
                  coalesce(s.id, ''), coalesce(s.title, '')
           FROM note LEFT JOIN section s ON s.n = note.section LEFT JOIN document d ON d.id = s.document
           WHERE note.entry = ? ORDER BY note.number""",
        (n,),
    )
    return tuple(Source(*row) for row in rows)


def _accuracy(reader: Reader, n: int) -> tuple[AccuracyNote, ...]:
    """Return the accuracy notes shown with an entry."""
    return _accuracy_notes(
        reader, "SELECT accuracy, position, note AS basis_note FROM accuracy_entry WHERE entry = ?", n
    )


def accuracy_of_section(reader: Reader, n: int, also: Collection[str]) -> tuple[AccuracyNote, ...]:
    """Return the accuracy notes on a section, and those with an id of ``also``; no basis has a number."""
    return _accuracy_notes(
        reader,
        """SELECT accuracy, accuracy AS position, 0 AS basis_note FROM accuracy_section WHERE section = ?1
           UNION SELECT n, n, 0 FROM accuracy WHERE id IN (SELECT value FROM json_each(?2))""",
        n,
        json.dumps(sorted(also)),
    )


def _accuracy_notes(reader: Reader, wanted: str, *values: object) -> tuple[AccuracyNote, ...]:
    """Return the accuracy notes that a query selects, as (accuracy, position, basis_note)."""
    passages: dict[int, list[tuple[str, str, str]]] = {}
    rows = reader.all(
        f"""SELECT asec.accuracy, s.document, s.id, d.short FROM ({wanted}) w
           JOIN accuracy_section asec ON asec.accuracy = w.accuracy
           JOIN section s ON s.n = asec.section JOIN document d ON d.id = s.document
           ORDER BY asec.accuracy, asec.position""",
        values,
    )
    for number, document, section, short in rows:
        passages.setdefault(number, []).append((document, section, short))
    notes = reader.all(
        f"""SELECT a.n, a.id, a.title, a.sort, a.certainty, a.says, a.says_html, a."right", a.right_html,
                  a.basis, w.basis_note
           FROM ({wanted}) w JOIN accuracy a ON a.n = w.accuracy ORDER BY w.position""",
        values,
    )
    return tuple(_accuracy_note(row, passages.get(row[0], [])) for row in notes)


def _accuracy_note(row: tuple[Any, ...], passages: Sequence[tuple[str, str, str]]) -> AccuracyNote:
    """Return an accuracy note; ``passages`` are (document, section, short title of the document)."""
    _, id_, title, sort, certainty, says, says_html, right, right_html, basis, note = row
    return AccuracyNote(
        id=id_,
        title=title,
        sort=AccuracySort(sort),
        certainty=Certainty(certainty),
        says=says,
        says_html=safe_html(says_html),
        right=right,
        right_html=safe_html(right_html),
        basis=basis,
        note=note,
        sections=tuple((document, section) for document, section, _ in passages),
        documents=tuple(dict.fromkeys(short for _, _, short in passages)),
    )


def _cards(reader: Reader, condition: str, value: object) -> tuple[Card, ...]:
    """Return the cards that meet a condition on a card (c), in order, in one statement."""
    rows = reader.all(
        f"""SELECT c.id, c.form, e.id, c.prompt, c.answer, c.why, c.value, c.front_html, c.back_html,
                  c.detail, s.document, s.id
           FROM card c JOIN entry e ON e.n = c.entry
           LEFT JOIN card_section cs ON cs.card = c.n LEFT JOIN section s ON s.n = cs.section
           WHERE {condition} ORDER BY c.position, c.n, cs.position""",
        (value,),
    )
    of_card: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        of_card.setdefault(row[0], []).append(row)
    return tuple(_card(own) for own in of_card.values())


def cards_of_section(reader: Reader, n: int) -> tuple[Card, ...]:
    """Return the check questions of a section of a guide, in their order."""
    found = {
        card.id: card for card in _cards(reader, "c.n IN (SELECT card FROM guide_card WHERE section = ?)", n)
    }
    ids = reader.all(
        "SELECT c.id FROM guide_card g JOIN card c ON c.n = g.card WHERE g.section = ? ORDER BY g.position",
        (n,),
    )
    return tuple(found[id_] for (id_,) in ids)


def _card(rows: Sequence[tuple[Any, ...]]) -> Card:
    """Return a card from its rows, one for each section that it cites, or one without a section."""
    id_, form, entry, prompt, answer, why, value, front, back, detail = rows[0][:10]
    return Card(
        id=id_,
        form=CardForm(form),
        entry=entry,
        prompt=prompt,
        answer=answer,
        why=why,
        value=value,
        front_html=safe_html(front),
        back_html=safe_html(back),
        sections=tuple((document, section) for *_, document, section in rows if section is not None),
        detail=_object(detail),
    )


def cards_among(reader: Reader, ids: Sequence[str]) -> tuple[Card, ...]:
    """Return the cards with some ids, in the order of the library; raises ValueError."""
    return _cards(reader, "c.id IN (SELECT value FROM json_each(?))", json.dumps(list(map(qualified, ids))))


def card_of(reader: Reader, id_: str) -> Card | None:
    """Return one card with its entry's id, or None if there is no such card; raises ValueError."""
    return next(iter(_cards(reader, "c.id = ?", qualified(id_))), None)


def _object(text: str) -> Mapping[str, object]:
    """Return a stored JSON object."""
    value: dict[str, object] = json.loads(text)
    return value
