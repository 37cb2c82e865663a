"""The first card, on Today itself: nobody has to find the Study page before they have seen a card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from attache.base.entry import Card
from attache.base.vocabulary import CardForm
from attache.ui.shell.context import Context
from attache.ui.shell.keyboard import key_by_place
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import PlainLabel
from attache.ui.widgets.card.asked_card import AskedCard
from attache.ui.widgets.card.rating_bar import RatingBar

_NEAR = 40
"""New cards among which one of the wanted form is looked for."""
_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_4 + 1)


class FirstCard(AskedCard):
    """Asks a card, and says in words what the ratings mean."""

    def __init__(self, context: Context, card: Card) -> None:
        super().__init__(context, card, RatingBar(context.theme, below=True))
        self.bar.explain(True)
        px, inside = context.theme.px, QVBoxLayout()
        inside.setContentsMargins(px(24), px(20), px(24), px(16))
        inside.setSpacing(px(6))
        entry = context.library.row(card.entry)
        kind = PlainLabel(KIND_WORDS[entry.kind].upper() if entry is not None else "")
        kind.setObjectName("cardHead")
        if entry is not None:
            kind.setStyleSheet(f"color: {context.theme.palette.kind(entry.kind)};")
        inside.addWidget(kind)
        inside.addWidget(self.view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside)
        whole.addWidget(self.bar)
        self.ask(0)
        self._describe()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer; a rating that comes too early starts no search for its digit."""
        if not self.view.is_open and (key_by_place(event) or event.key()) in _DIGITS:
            event.accept()
        else:
            super().keyPressEvent(event)


def first_card(context: Context) -> Card | None:
    """Return the card that is asked first: the first new one that is answered without typing or choosing."""
    learner = context.learner
    new = learner.progress.cards.new(learner.now().day, learner.settings, most=_NEAR)
    chosen = next((card for card in new if card.form is CardForm.QUESTION), None)
    return context.library.card(chosen.id) if chosen is not None else None
