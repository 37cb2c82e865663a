"""The cards of an entry beside its text: what each asks, and how well it is remembered."""

from __future__ import annotations

from collections.abc import Sequence

from attache.base.entry import Card, Entry
from attache.base.numbers import counted
from attache.learner.remembered import CardStatus
from attache.study.memory import Phase, Recall
from attache.ui.shell.learner import Learner
from attache.ui.widgets import words

_LONGEST = 44
"""The most characters of a card's prompt: two lines."""


def card_rows(entry: Entry, learner: Learner) -> Sequence[tuple[str, str]]:
    """Return what each started card of an entry asks with its status, and how many are left."""
    if not entry.cards:
        return ()
    known = learner.card_statuses(entry.id)
    day = learner.now().day if learner.is_available else 0
    started = [card for card in entry.cards if card.id in known]
    left = len(entry.cards) - len(started)
    rows = [(_prompt(card, entry), _status(known[card.id], day)) for card in started]
    if left:
        more = counted(left, "more card") if started else counted(left, "card")
        rows.append((more, words.RECALL_WORDS[Recall.NEW]))
    return rows


def _status(status: CardStatus, day: int) -> str:
    if status.suspended:
        said = "Suspended"
    elif status.memory.phase is Phase.NEW:
        said = words.RECALL_WORDS[Recall.NEW]
    elif status.memory.phase is Phase.REVIEW:
        said = f"Recall {words.share(status.recall)}, {words.due(status.memory.due_day, day)}"
    else:
        said = words.RECALL_WORDS[Recall.LEARNING]
    return f"{said}, flagged" if status.flagged else said


def _prompt(card: Card, entry: Entry) -> str:
    """Return what a card asks, short enough for two lines beside a text."""
    prompt = words.question_words(card, entry.title)
    return prompt if len(prompt) <= _LONGEST else f"{prompt[:_LONGEST].rsplit(' ', 1)[0].rstrip(',;:')}…"
