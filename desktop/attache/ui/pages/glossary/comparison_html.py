"""Two entries side by side, or one below the other where it is narrow, as HTML for Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from attache.base.entry import Card, Entry
from attache.base.ids import public
from attache.base.vocabulary import ENTRY_LINK
from attache.library.comparing import Comparison, Side
from attache.ui.widgets.entry.html import Style, accuracy_box, kind_words

_SOURCE_MARK = re.compile(r'<sup>(?:<a href="#note-\d+">\d+</a>|,)+</sup>')
_ITEM = re.compile(r"\A<li>(.*)</li>\Z", re.DOTALL)


def sheet(style: Style) -> str:
    """Return the style sheet of a comparison, whose columns are narrower than the page of an entry."""
    px, c = style.px, style.colours
    return (
        style.sheet()
        + f"""
        .compared {{ font-size: {px(24)}px; font-weight: 600; line-height: 84%; margin-bottom: {px(2)}px; }}
        .fact {{ margin-bottom: {px(5)}px; }}
        .none {{ color: {c.muted}; }}
        .means {{ font-size: {px(18)}px; line-height: {px(27)}px; margin-top: {px(12)}px; margin-bottom: 0; }}
        .part {{ font-family: Inter; font-size: {px(14)}px; font-weight: 600; line-height: {px(20)}px;
                 margin-top: {px(32)}px; margin-bottom: {px(8)}px; }}
        .side {{ font-family: Inter; font-size: {px(13)}px; color: {c.muted}; line-height: {px(20)}px;
                 margin-bottom: {px(4)}px; }}
        """
    )


def comparison_page(comparison: Comparison, style: Style, beside: bool) -> str:
    """Return the page: what each entry is, what sets them apart, cards that tell them apart, facts, notes.

    ``beside`` puts the two beside each other.
    """
    sides = comparison.first, comparison.second
    rows = _Rows(style, beside)
    heads = [_heading(side.entry, style) for side in sides]
    if beside:  # each part is a row, so that both definitions start on one line
        parts = [rows.table(list(zip(*heads, strict=True)), above=(0, 4, 4, 12))]
    else:
        parts = [rows.table([tuple(map("".join, heads))])]
    if any(side.passages for side in sides):
        parts += [_part("Differences"), rows.table([tuple(map(_passages, sides))])]
    if comparison.questions or any(side.cards for side in sides):
        parts.append(_part("Cards that tell them apart"))
        if any(side.cards for side in sides):
            parts.append(rows.table([tuple(map(_cards, sides))]))
        parts += map(_question, comparison.questions)
    if facts := _facts(sides):
        parts += [_part("Facts"), rows.table(facts, ruled=True)]
    if comparison.accuracy:
        parts.append(_part("Accuracy notes on both"))
        parts += (accuracy_box(replace(note, note=0), style) for note in comparison.accuracy)
    return "".join(parts)


class _Rows:
    """Lays out pairs of cells: beside each other, or one below the other."""

    def __init__(self, style: Style, beside: bool) -> None:
        self._px, self._line, self._beside = style.px, style.colours.line, beside

    def table(self, pairs: Sequence[tuple[str, ...]], ruled: bool = False, above: Sequence[int] = ()) -> str:
        """Return rows of two cells, with a fine rule between them if they are ``ruled``.

        ``above`` is the space above each row, in pixels at 100 %: Qt ignores margins at the edges of a cell.
        """
        px = self._px
        first = f"padding-bottom: {px(8)}px;" if ruled else ""
        rule = f"border-top: 1px solid {self._line}; padding-top: {px(8)}px; {first}" if ruled else ""
        lines = ""
        if self._beside:
            for number, (one, other) in enumerate(pairs):
                edges = f"padding-top: {px(above[number])}px;" if above else (rule if number else first)
                start = f'<td width="50%" style="{edges}'
                left, right = f'{start} padding-right: {px(16)}px">', f'{start} padding-left: {px(16)}px">'
                lines += f"<tr>{left}{one}</td>{right}{other}</td></tr>"
        else:
            for cell in (cell for pair in pairs for cell in pair):
                style = (rule if lines else first) or f"padding-bottom: {px(20)}px"
                lines += f'<tr><td style="{style}">{cell}</td></tr>'
        collapse = "border-collapse: collapse; " if ruled else ""
        return f'<table width="100%" cellspacing="0" cellpadding="0" style="{collapse}">{lines}</table>'


def _part(words: str) -> str:
    return f'<p class="part">{words}</p>'


def _heading(entry: Entry, style: Style) -> tuple[str, ...]:
    """Return the kind, the title, the line below it and the definition."""
    tint, kind = style.colours.kind(entry.kind), escape(kind_words(entry).upper())
    short = f"{escape(entry.abbreviation)} · " if entry.abbreviation else ""
    link = f'<a href="{ENTRY_LINK}{public(entry.id)}">Open entry</a>'
    return (
        f'<p class="kind" style="color:{tint}">{kind}</p>',
        f'<p class="compared">{escape(entry.title)}</p>',
        f'<p class="aside">{short}{link}</p>',
        f'<p class="means">{_unsourced(entry.definition_html)}</p>',
    )


def _nothing(words: str) -> str:
    """Say, in place of what only the other entry has, that this one has none."""
    return f'<p class="fact"><span class="none">{words}</span></p>'


def _named(side: Side) -> str:
    return f'<p class="side">{escape(side.entry.title)}</p>'


def _passages(side: Side) -> str:
    text = "".join(_ITEM.sub(r"<p>\1</p>", passage) for passage in side.passages)
    return _named(side) + (_unsourced(text) or _nothing("No passage"))


def _cards(side: Side) -> str:
    return _named(side) + ("".join(map(_prompt, side.cards)) or _nothing("No card"))


def _prompt(card: Card) -> str:
    why = f'<p class="source">{escape(card.why)}</p>' if card.why else ""
    return f'<p class="small">{escape(card.prompt)}</p>{why}'


def _question(card: Card) -> str:
    return f'<p class="small">{escape(card.prompt)}</p><p class="source">{escape(card.answer)}</p>'


def _facts(sides: Sequence[Side]) -> list[tuple[str, ...]]:
    """Return a pair of cells for each sort of fact that either has, each with its own label."""
    of = [_facts_of(side, other) for side, other in zip(sides, reversed(sides), strict=True)]
    labels = {key: label for facts in reversed(of) for key, (label, _) in facts.items()}
    keys = dict.fromkeys(key for facts in of for key in facts)
    return [
        tuple(_fact(*facts.get(key, (labels[key], _nothing("Not stated")))) for facts in of) for key in keys
    ]


def _fact(label: str, html: str) -> str:
    return f'<p class="factname">{escape(label)}</p>{html}'


def _facts_of(side: Side, other: Side) -> dict[str, tuple[str, str]]:
    """Return (label, HTML) for each sort of fact, the relation to the other entry first."""
    related = [escape(f"{words} {other.entry.title}") for words in side.relations]
    cells = {"relation": ("Relation", related)} if related else {}
    for fact in side.entry.facts:
        if fact.key != "type":  # which is shown above the title
            cells.setdefault(fact.key, (fact.label, []))[1].append(_unsourced(fact.html))
    return {
        key: (label, "".join(f'<p class="fact">{html}</p>' for html in lines))
        for key, (label, lines) in cells.items()
    }


def _unsourced(html: str) -> str:
    """Return HTML without the marks of sources, which are numbered on the entry's own page."""
    return _SOURCE_MARK.sub("", html)
