"""The prompt and the answer of a card, with the defaults filled in, and its two sides as HTML."""

from __future__ import annotations

import re
from html import escape

from attache.base.vocabulary import CardForm
from attache.content.links import Linker
from attache.content.pack import SourceCard, SourceEntry
from attache.content.render import NoteMark, Piece, inline_pieces, plain_line, to_html, without_links

_GAP = "\ue000"
"""Stands for the hidden words while the sentence around them is rendered."""


def prompt_of(entry: SourceEntry, card: SourceCard) -> str:
    """Return a card's prompt as authored, or its form's default."""
    if card.prompt or card.form not in (CardForm.TERM, CardForm.DEFINITION):
        return card.prompt
    return entry.definition if card.form is CardForm.TERM else entry.title


def answer_of(entry: SourceEntry, card: SourceCard) -> str:
    """Return a card's answer as authored, or its form's default; a list's items parted by semicolons."""
    if card.form is CardForm.LIST:
        return "; ".join(card.items)
    if card.answer:
        return card.answer
    if card.form is CardForm.TERM:
        return entry.title
    return card.cloze


def gaps_of(card: SourceCard) -> list[tuple[int, int]]:
    """Return the place of the words that a cloze hides in its prompt, as (start, end)."""
    if not card.cloze:
        return []
    pattern = rf"(?<!\w){re.escape(card.cloze)}(?!\w)"
    return [match.span() for match in re.finditer(pattern, card.prompt)]


class Faces:
    """Draws both sides of cards; links only on the back, where they give nothing away."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker

    def front(self, entry: SourceEntry, card: SourceCard) -> str:
        """Return the asking side as HTML."""
        if card.form is CardForm.CLOZE:
            return self._cloze(card, '<span class="gap">…</span>')
        return f"<p>{self._bare(prompt_of(entry, card))}</p>"

    def back(self, entry: SourceEntry, card: SourceCard) -> str:
        """Return the answering side as HTML: the answer, and why it is so."""
        if card.form is CardForm.LIST:
            tag = "ol" if card.ordered else "ul"
            items = "".join(f"<li>{self._html(item)}</li>" for item in card.items)
            answer = f"<{tag}>{items}</{tag}>"
        elif card.form is CardForm.CLOZE:
            answer = self._cloze(card, f"<strong>{escape(card.cloze, quote=False)}</strong>")
            if card.answer and card.answer != card.cloze:
                answer += f"<p>{self._html(card.answer)}</p>"
        else:
            answer = f"<p>{self._html(answer_of(entry, card))}</p>"
        why = f'<p class="why">{self._html(card.why)}</p>' if card.why else ""
        return answer + why

    def _html(self, text: str) -> str:
        line = plain_line(text)
        if line is not None:
            return escape(line, quote=False)
        return to_html(self._linker.by_hand(_without_notes(inline_pieces(text))))

    def _bare(self, text: str) -> str:
        """Return an authored text as HTML without links."""
        line = plain_line(text)
        if line is not None:
            return escape(line, quote=False)
        return to_html(without_links(self._linker.by_hand(inline_pieces(text))))

    def _cloze(self, card: SourceCard, gap: str) -> str:
        spans = gaps_of(card)
        if not spans:
            return f"<p>{self._bare(card.prompt)}</p>"
        start, end = spans[0]
        before = card.prompt[:start].replace(_GAP, "")
        rendered = self._bare(before + _GAP + card.prompt[end:].replace(_GAP, ""))
        return f"<p>{rendered.replace(_GAP, gap)}</p>"


def _without_notes(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not isinstance(piece, NoteMark)]
