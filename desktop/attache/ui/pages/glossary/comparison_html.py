"""Two entries side by side, or one below the other where it is narrow, as HTML for Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from attache.base.entry import Card, Entry, Fact
from attache.base.ids import public
from attache.base.vocabulary import ENTRY_LINK
from attache.library.comparing import Comparison, Side
from attache.ui.widgets.entry.html import Style, accuracy_box, kind_words, ruled_table

_SOURCE_MARK = re.compile(r'<sup><a href="#note-\d+">\d+</a></sup>')
_YEAR = re.compile(r" \(\d{4}\)$")
_NOTHING = '<p class="factname">–</p>'


def sheet(style: Style) -> str:
    """Return the style sheet of a comparison, whose columns are narrower than the page of an entry."""
    px = style.px
    return (
        style.sheet()
        + f"""
        .title {{ font-size: {px(24)}px; margin-bottom: {px(4)}px; line-height: 84%; }}
        .definition {{ font-size: {px(18)}px; line-height: {px(27)}px; margin-top: {px(8)}px;
                       margin-bottom: {px(8)}px; }}
        .side {{ font-family: Inter; font-size: {px(14)}px; font-weight: 600; line-height: {px(21)}px;
                 margin-bottom: {px(4)}px; }}
        .head {{ margin-top: {px(28)}px; }}
        """
    )


def comparison_page(comparison: Comparison, style: Style, beside: bool) -> str:
    """Return the page: what each entry is, what sets them apart, cards that tell them apart, facts, notes."""
    sides = comparison.first, comparison.second
    parts = [_section("", sides, lambda side: _heading(side.entry, style), style, beside)]
    if any(side.passages for side in sides):
        parts.append(_section("What sets them apart", sides, _passages, style, beside))
    if comparison.questions or any(side.cards for side in sides):
        parts.append('<p class="head">Cards that tell them apart</p>')
        if any(side.cards for side in sides):
            parts.append(_section("", sides, _cards, style, beside))
        parts += map(_question, comparison.questions)
    parts.append(_facts(sides, style, beside))
    if comparison.accuracy:
        parts.append('<p class="head">What the documents say of both</p>')
        parts += (accuracy_box(replace(note, note=0), style) for note in comparison.accuracy)
    return "".join(parts)


def _section(
    head: str, sides: Sequence[Side], show: Callable[[Side], str], style: Style, beside: bool
) -> str:
    """Return a part of the page that both entries have; below the top each is named again."""
    above = f'<p class="head">{head}</p>' if head else ""
    shown = [show(side) for side in sides]
    if not beside:
        return above + "".join(shown)
    gap = style.px(16)
    first, second = (f'<td width="50%" style="padding-{edge}: {gap}px">' for edge in ("right", "left"))
    row = f"<tr>{first}{shown[0]}</td>{second}{shown[1]}</td></tr>"
    return f'{above}<table width="100%" cellspacing="0" cellpadding="0">{row}</table>'


def _heading(entry: Entry, style: Style) -> str:
    tint, kind = style.colours.kind(entry.kind), escape(kind_words(entry).upper())
    link = f'<a href="{ENTRY_LINK}{public(entry.id)}">{escape(entry.title)}</a>'
    short = f'<p class="aside">{escape(entry.abbreviation)}</p>' if entry.abbreviation else ""
    return (
        f'<p class="kind" style="color:{tint}">{kind}</p><p class="title">{link}</p>{short}'
        f'<p class="definition">{entry.definition_html}</p>'
    )


def _named(side: Side) -> str:
    return f'<p class="side">{escape(side.entry.title)}</p>'


def _passages(side: Side) -> str:
    return _named(side) + (_unsourced("".join(map(_paragraph, side.passages))) or _NOTHING)


def _paragraph(passage: str) -> str:
    """Return a paragraph or an item of a list as a paragraph."""
    return re.sub(r"^<li>(.*)</li>$", r"<p>\1</p>", passage, flags=re.DOTALL)


def _cards(side: Side) -> str:
    return _named(side) + ("".join(map(_prompt, side.cards)) or _NOTHING)


def _prompt(card: Card) -> str:
    why = f'<p class="source">{escape(card.why)}</p>' if card.why else ""
    return f'<p class="small">{escape(card.prompt)}</p>{why}'


def _question(card: Card) -> str:
    return f'<p class="small">{escape(card.prompt)}</p><p class="source">{escape(card.answer)}</p>'


def _facts(sides: Sequence[Side], style: Style, beside: bool) -> str:
    """Return the facts of both in one table, or in two where it is narrow."""
    of = [_facts_of(side) for side in sides]
    keys = list(dict.fromkeys(key for facts in of for key in facts))
    if not keys:
        return ""
    if beside:
        rows = [_fact_row(key, of) for key in keys]
        return f'<p class="head">Facts</p>{ruled_table(rows, (style.px(112), "38%", "38%"), style)}'
    parts = ['<p class="head">Facts</p>']
    for side, facts in zip(sides, of, strict=True):
        if facts:
            own = [(f'<p class="factname">{escape(label)}</p>', html) for label, html in facts.values()]
            parts += [_named(side), ruled_table(own, (style.px(112), 0), style), "<p></p>"]
    return "".join(parts)


def _facts_of(side: Side) -> dict[str, tuple[str, str]]:
    """Return (label, HTML) for each sort of fact, the relation to the other entry first."""
    found: dict[str, tuple[str, str]] = {}
    if side.relations:
        words = (f'<p class="fact">{escape(each)}</p>' for each in side.relations)
        found["relation"] = "To the other", "".join(words)
    groups: dict[str, list[Fact]] = {}
    for fact in side.entry.facts:
        if fact.key != "type":
            groups.setdefault(fact.key, []).append(fact)
    for key, facts in groups.items():
        found[key] = facts[0].label, "".join(f'<p class="fact">{_unsourced(fact.html)}</p>' for fact in facts)
    return found


def _fact_row(key: str, of: Sequence[dict[str, tuple[str, str]]]) -> tuple[str, ...]:
    """Return the cells of one sort of fact; where the labels differ, by a year, each cell has its own."""
    labels = [facts[key][0] for facts in of if key in facts]
    same = len(set(labels)) == 1
    cells = []
    for facts in of:
        label, html = facts.get(key, ("", _NOTHING))
        cells.append(html if same or not label else f'<p class="factname">{escape(label)}</p>{html}')
    label = labels[0] if same else _YEAR.sub("", labels[0])
    return f'<p class="factname">{escape(label)}</p>', *cells


def _unsourced(html: str) -> str:
    """Return HTML without the marks of sources, which are numbered on the entry's own page."""
    return _SOURCE_MARK.sub("", html)
