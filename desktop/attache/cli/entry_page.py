"""An entry in full, as a terminal and as a script read it."""

from __future__ import annotations

from itertools import count

from attache.base.entry import AccuracyNote, Card, Entry
from attache.base.ids import public
from attache.base.vocabulary import LabelType
from attache.cli.terminal import Terminal


def entry_as_json(entry: Entry) -> dict[str, object]:
    """Return an entry in the documented JSON form; misspellings are found but never shown."""
    return {
        "id": public(entry.id),
        "kind": entry.kind.value,
        "title": entry.title,
        "labels": [
            {"text": label.text, "type": label.type.value}
            for label in entry.labels
            if label.type is not LabelType.MISSPELLING
        ],
        "definition": entry.definition,
        "body": entry.body,
        "fields": dict(entry.fields),
        "relations": [
            {
                "type": group.type,
                "words": group.words,
                "entries": [
                    {"id": public(to.id), "title": to.title, "kind": to.kind.value} for to in group.entries
                ],
            }
            for group in entry.relations
        ],
        "sources": [
            {
                "number": source.number,
                "text": source.text,
                "document": source.document,
                "document_title": source.document_title,
                "section": source.section,
                "section_title": source.section_title,
            }
            for source in entry.sources
        ],
        "accuracy": [_accuracy_as_json(note) for note in entry.accuracy],
        "read_next": [work.text for work in entry.read_next],
        "cards": [_card_as_json(card) for card in entry.cards],
    }


def print_entry(entry: Entry, terminal: Terminal) -> None:
    """Print an entry from its name to its cards, without the parts that it does not have."""
    terminal.wrapped(f"{entry.title} ({entry.abbreviation})" if entry.abbreviation else entry.title)
    sort = entry.type or entry.kind.value.replace("-", " ")
    terminal.wrapped(f"{sort}, {entry.theme_title.lower()}, {public(entry.id)}", 2)
    also = [
        label.text
        for label in entry.labels
        if label.type.is_own and label.type is not LabelType.PLURAL and label.text != entry.abbreviation
    ]
    if also:
        terminal.wrapped(f"also: {'; '.join(also)}", 2)
    terminal.line()
    terminal.wrapped(entry.definition)
    if entry.body:
        terminal.line()
        terminal.paragraphs(entry.body)
    _print_rows("Facts", _facts(entry), terminal)
    _print_rows(
        "What the documents say", [(f"[{claim.note}]", claim.text) for claim in entry.claims], terminal
    )
    for note in entry.accuracy:
        _print_accuracy(note, terminal)
    if entry.read_next:
        terminal.heading("Further reading")
        for work in entry.read_next:
            terminal.wrapped(work.text, 4, "  –")
    related = [(group.words, "; ".join(to.title for to in group.entries)) for group in entry.relations]
    _print_rows("Related", related, terminal)
    if entry.mentioned_by:
        terminal.heading("Mentioned in")
        terminal.wrapped("; ".join(ref.title for ref in entry.mentioned_by), 2)
    _print_rows("Sources", [(f"[{source.number}]", source.text) for source in entry.sources], terminal)
    if entry.cards:
        terminal.heading("Cards")
        for card in entry.cards:
            terminal.wrapped(card.prompt, 4, "  Q")
            terminal.wrapped(_answer(card), 4, "  A")


def _facts(entry: Entry) -> list[tuple[str, str]]:
    """Return the facts by name, each background fact with the number of the source it rests on."""
    bases = count(1 + sum(1 for source in entry.sources if source.document))  # numbered after what is cited
    return [
        (fact.label, f"{fact.text} [{next(bases)}]" if fact.key == "background" else fact.text)
        for fact in entry.facts
    ]


def _print_rows(heading: str, rows: list[tuple[str, str]], terminal: Terminal) -> None:
    """Print named lines under a heading, if there are any, with the names in a column of their own."""
    if not rows:
        return
    terminal.heading(heading)
    column = min(max(len(name) for name, _ in rows), 24) + 4
    for name, text in rows:
        if len(name) + 4 > column:
            terminal.wrapped(name, 2)
            terminal.wrapped(text, column)
        else:
            terminal.wrapped(text, column, f"  {name}")


def _print_accuracy(note: AccuracyNote, terminal: Terminal) -> None:
    """Print what the documents have wrong, what is right, and how well that is known."""
    terminal.heading(f"Accuracy: {note.title}")
    documents = f"{', '.join(note.documents)}: " if note.documents else ""
    terminal.paragraphs(documents + note.says, 2)
    terminal.line()
    terminal.paragraphs(note.right, 2)
    terminal.wrapped(f"({note.certainty.value}: {note.basis})", 2)


def _answer(card: Card) -> str:
    """Return the answer of a card."""
    items = card.detail.get("items")
    return "; ".join(str(item) for item in items) if isinstance(items, list | tuple) else card.answer


def _accuracy_as_json(note: AccuracyNote) -> dict[str, object]:
    """Return an accuracy note's fields."""
    return {
        "id": note.id,
        "title": note.title,
        "sort": note.sort.value,
        "certainty": note.certainty.value,
        "says": note.says,
        "right": note.right,
        "basis": note.basis,
        "sections": [f"{document}/{section}" for document, section in note.sections],
    }


_IDS = ("pair", "of")
"""The fields of a card's form that hold ids of entries."""


def _public(ids: object) -> list[str]:
    """Return the fields of a card's form with their ids as people see them."""
    return [public(str(id_)) for id_ in ids] if isinstance(ids, list) else []


def _card_as_json(card: Card) -> dict[str, object]:
    """Return a card's fields, with those that its form adds."""
    return {
        "id": public(card.id),
        "form": card.form.value,
        "prompt": card.prompt,
        "answer": card.answer,
        "why": card.why,
        "value": card.value,
        "sections": [f"{document}/{section}" for document, section in card.sections],
        **{key: _public(value) if key in _IDS else value for key, value in card.detail.items()},
    }
