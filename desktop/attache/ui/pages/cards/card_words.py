"""What the list of cards says in words: filters, columns, the state of a card, its marks."""

from __future__ import annotations

from collections.abc import Mapping

from attache.base.numbers import counted
from attache.learner.card_list import CardFilter, CardOrder, ListedCard
from attache.study.memory import Phase
from attache.ui.widgets.words import FORM_WORDS, days, sentences, share

FILTER_WORDS: Mapping[CardFilter, str] = {
    CardFilter.ALL: "All",
    CardFilter.DUE: "Due",
    CardFilter.FLAGGED: "Flagged",
    CardFilter.SUSPENDED: "Suspended",
    CardFilter.BURIED: "Buried",
    CardFilter.LEECHES: "Leeches",
    CardFilter.NOTED: "Entry has a note",
}
EMPTY_WORDS: Mapping[CardFilter, str] = {
    CardFilter.ALL: "There are no cards.",
    CardFilter.DUE: "No cards are due. A card is listed here on the day on which it should be reviewed.",
    CardFilter.FLAGGED: "No cards are flagged. Flag a card with F, here or in Study, to find it again.",
    CardFilter.SUSPENDED: "No cards are suspended. A suspended card is not asked until you unsuspend it.",
    CardFilter.BURIED: "No cards are buried. A buried card is not asked until tomorrow.",
    CardFilter.LEECHES: "There are no leeches. A leech is a card that was forgotten {lapses} times or more.",
    CardFilter.NOTED: "No entry has a note. Write a note on an entry to list its cards here.",
}
ORDER_WORDS: Mapping[CardOrder, str] = {
    CardOrder.QUESTION: "Question",
    CardOrder.ENTRY: "Entry",
    CardOrder.FORM: "Type",
    CardOrder.DUE: "Due",
    CardOrder.RECALL: "Recall",
    CardOrder.LAPSES: "Lapses",
}
VALUE_WORDS: Mapping[int, str] = {1: "Core", 2: "Standard", 3: "Extra"}
HIDDEN = "Question shown after your first answer"


def due_words(card: ListedCard) -> str:
    """Return when a card is due, as below the heading “Due”, e.g. ``New``, ``today``, ``3 days ago``."""
    if card.phase is Phase.NEW:
        return "New"
    if card.days is None:
        return "Learning"
    if card.suspended:
        return "–"
    if card.days < 0:
        return f"{days(-card.days)} ago"
    near = ("today", "tomorrow")
    return near[card.days] if card.days < len(near) else f"in {days(card.days)}"


def state_words(card: ListedCard) -> str:
    """Return the same in a sentence, e.g. ``Due in 11 days``; "" for a suspended card that has a due day."""
    if card.phase is Phase.NEW or card.days is None:
        return due_words(card)
    if card.suspended:
        return ""
    return f"Overdue by {days(-card.days)}" if card.days < 0 else f"Due {due_words(card)}"


def marks_words(card: ListedCard) -> str:
    """Return the marks of a card, e.g. ``Flagged, leech``, "" for none."""
    marks = (
        ("flagged", card.flagged),
        ("suspended", card.suspended),
        ("buried", card.buried),
        ("leech", card.leech),
        ("note", card.noted),
    )
    said = ", ".join(word for word, is_set in marks if is_set)
    return said[:1].upper() + said[1:]


def row_words(card: ListedCard) -> str:
    """Return a whole row for a screen reader."""
    parts = [card.question or HIDDEN, card.title, FORM_WORDS[card.form], state_words(card)]
    if card.recall is not None:
        parts.append(f"recall {share(card.recall)}")
    if card.lapses:
        parts.append(counted(card.lapses, "lapse"))
    parts.append(marks_words(card))
    return sentences(parts)
