"""A card's two sides as small HTML, and what a form offers to choose from."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from attache.base.entry import GAP, Card
from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.study.memory import Rating
from attache.study.typed import Comparison, DiffPart, Verdict
from attache.ui.shell.palette import Palette

CHOOSING = frozenset((CardForm.CHOICE, CardForm.EXAMPLE, CardForm.CONFUSABLE))
"""Forms that are answered by choosing one of a few."""
_CUES: Mapping[CardForm, str] = {
    CardForm.TERM: "Which term is this?",
    CardForm.DEFINITION: "What does it mean?",
    CardForm.CLOZE: "What is missing?",
    CardForm.CONFUSABLE: "Which of these is meant?",
}
TYPING = frozenset((CardForm.TYPED,))


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, and whether it is the right one."""

    text: str
    right: bool


def options_of(card: Card, shown: int, title_of: Callable[[str], str]) -> tuple[Option, ...]:
    """Return what a card offers to choose from, in an order that differs from one asking to the next.

    ``shown`` is how often the card has been answered; ``title_of`` names an entry.
    """
    if card.form not in CHOOSING:
        return ()
    if card.form is CardForm.CONFUSABLE:
        found = [Option(title, title == card.answer) for title in map(title_of, strings(card, "pair"))]
    else:
        found = [Option(card.answer, True), *(Option(text, False) for text in strings(card, "distractors"))]
    return tuple(sorted(found, key=lambda each: zlib.crc32(f"{card.id}:{shown}:{each.text}".encode())))


def cue(card: Card) -> str:
    """Return the instruction for the learner, "" if the prompt says it already."""
    if card.form is CardForm.LIST:
        return f"Name all {len(strings(card, 'items'))}."
    return "" if "?" in card.asked(GAP) else _CUES.get(card.form, "")


def strings(card: Card, key: str) -> Sequence[str]:
    """Return a list of strings that a card's form adds."""
    found = card.detail.get(key, ())
    return [str(each) for each in found] if isinstance(found, list | tuple) else []


def accepted(card: Card) -> tuple[str, ...]:
    """Return every answer that is right, the card's own first."""
    return (card.answer, *strings(card, "accepted"))


def after_list(had: int, of: int) -> Rating:
    """Return the rating that so many items of a list suggest."""
    if had == of:
        return Rating.GOOD
    return Rating.HARD if had * 2 >= of and had else Rating.AGAIN


AFTER_TYPED: Mapping[Verdict, Rating] = {
    Verdict.RIGHT: Rating.GOOD,
    Verdict.NEARLY: Rating.HARD,
    Verdict.WRONG: Rating.AGAIN,
    Verdict.EMPTY: Rating.AGAIN,
}
VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.RIGHT: "Correct",
    Verdict.NEARLY: "Nearly correct",
    Verdict.WRONG: "Incorrect",
    Verdict.EMPTY: "No answer typed",
}
_MARKS: Mapping[Verdict, str] = {Verdict.RIGHT: "✓ ", Verdict.NEARLY: "≈ ", Verdict.WRONG: "✗ "}
_BLANK = "blank"
"""What a screen reader says for a gap."""


def gives_away(card: Card, text: str) -> bool:
    """Return whether a text holds an answer of a card, in any case and spelling."""
    answers = strings(card, "items") or (card.answer, *strings(card, "cloze"))
    return any(f" {fold(answer)} " in f" {fold(text)} " for answer in answers)


def spoken_front(card: Card) -> str:
    """Return what a screen reader says of the asking side."""
    return card.asked(_BLANK)


def front(card: Card, colours: Palette, px: Callable[[float], int]) -> str:
    """Return the asking side as a label's HTML."""
    style = (
        f"p {{ font-family: Literata; font-size: {px(25)}px; line-height: {px(35)}px; margin: 0; }}"
        f" .gap {{ color: {colours.accent}; }}"
    )
    # A gap needs a shape: three dots alone look like an ellipsis in the sentence.
    html = card.front_html.replace('<span class="gap">…</span>', '<span class="gap">[&nbsp;…&nbsp;]</span>')
    return f"<style>{style}</style>{html}"


def back(card: Card, colours: Palette, px: Callable[[float], int]) -> str:
    """Return the answering side as a label's HTML."""
    # What form adds below it is smaller; the answer itself is what the eye looks for.
    plain = card.form in (CardForm.LIST, CardForm.CLOZE)
    size, lead, weight = (18, 27, 400) if plain else (22, 31, 600)
    style = (
        f"p {{ font-family: Literata; font-size: {px(size)}px; line-height: {px(lead)}px;"
        f" font-weight: {weight}; margin: 0 0 {px(8)}px 0; }}"
        f" li {{ font-family: Literata; font-size: {px(18)}px; line-height: {px(28)}px; }}"
        f" .why {{ font-size: {px(17)}px; line-height: {px(26)}px; font-weight: 400;"
        f" color: {colours.muted}; }}"
        f" a {{ color: {colours.accent}; }} strong {{ color: {colours.accent}; }}"
    )
    return f"<style>{style}</style>{card.back_html}"


def why(card: Card, colours: Palette, px: Callable[[float], int]) -> str:
    """Return only the reason under the answer, for forms that show the answer in their own way."""
    place = card.back_html.find('<p class="why">')
    if place < 0:
        return ""
    style = (
        f"p {{ font-family: Literata; font-size: {px(17)}px; line-height: {px(26)}px; margin: 0;"
        f" color: {colours.muted}; }} a {{ color: {colours.accent}; }}"
    )
    return f"<style>{style}</style>{card.back_html[place:]}"


def difference(comparison: Comparison, answer: str, colours: Palette, px: Callable[[float], int]) -> str:
    """Return the verdict, what was typed, and the right answer, with what differs marked by more than colour.

    ``answer`` is the card's own, which may differ from the one that the typed answer is closest to.
    """
    verdict, typed, right = comparison.verdict, comparison.typed, comparison.right
    small = f"font-family: Inter; font-size: {px(13)}px;"
    text = f"font-family: Literata; font-size: {px(18)}px; line-height: {px(28)}px; margin: 0;"
    large = (
        f"font-family: Literata; font-size: {px(22)}px; line-height: {px(34)}px; font-weight: 600; margin: 0;"
    )
    good = verdict in (Verdict.RIGHT, Verdict.NEARLY)
    head = f"color: {colours.accent if good else colours.ink}; font-weight: 600;"
    said = f'<span style="{small} {head}">{_MARKS.get(verdict, "")}{VERDICT_WORDS[verdict]}</span>'
    if verdict is Verdict.RIGHT:
        right = (DiffPart(answer, True),)
    elif not (verdict is Verdict.NEARLY or (comparison.answer == answer and _have_common(right))):
        # Nothing to compare: what was typed is no mistake in detail but another answer.
        typed, right = (DiffPart("".join(part.text for part in typed), True),), (DiffPart(answer, True),)
    if "".join(part.text for part in typed) not in ("", answer):
        mine = _marked(typed, f"color: {colours.muted}; text-decoration: line-through;")
        said += f'&nbsp;&nbsp;&nbsp; <span style="color: {colours.muted};">You typed: </span>{mine}'
    parts = [f'<p style="{text}">{said}</p>']
    shown = _marked(right, f"color: {colours.accent}; text-decoration: underline;")
    parts.append(f'<p style="{large}">{shown}</p>')
    if verdict is Verdict.NEARLY and comparison.answer != answer:
        parts.append(f'<p style="{text}">{escape(answer)}</p>')
    return "".join(parts)


def spoken_difference(comparison: Comparison) -> str:
    """Return what a screen reader says of a typed answer."""
    typed = "".join(part.text for part in comparison.typed)
    words = VERDICT_WORDS[comparison.verdict]
    return f"{words}. You typed: {typed}" if typed else words


def _have_common(parts: Sequence[DiffPart]) -> bool:
    return any(part.same and any(map(str.isalnum, part.text)) for part in parts)


def _marked(pieces: Sequence[DiffPart], style: str) -> str:
    return "".join(
        escape(piece.text) if piece.same else f'<span style="{style}">{escape(piece.text)}</span>'
        for piece in pieces
    )
