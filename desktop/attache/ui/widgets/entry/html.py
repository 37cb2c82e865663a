"""An entry as a page of text, in the subset of HTML that Qt supports.

The compiler has already rendered every piece; here they are only put in order.  Only HTML from our own
compiler is inserted unescaped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from attache.base.entry import AccuracyNote, AccuracySort, Certainty, Entry, Label, Source
from attache.base.ids import public
from attache.base.vocabulary import ENTRY_LINK, NOTED, EntryRef, LabelType
from attache.library.comparing import TOLD_APART
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.palette import Palette

SORT_WORDS: Mapping[AccuracySort, str] = {
    AccuracySort.DIFFER: "The documents differ",
    AccuracySort.OUT_OF_DATE: "Out of date",
    AccuracySort.NOT_RIGHT: "Incorrect",
    AccuracySort.DOUBTFUL: "Doubtful",
    AccuracySort.MISSING: "Missing",
}
CERTAINTY_WORDS: Mapping[Certainty, str] = {
    Certainty.CERTAIN: "Certainty: certain",
    Certainty.LIKELY: "Certainty: likely",
    Certainty.OPEN: "Certainty: unresolved",
}
_ALSO = frozenset((LabelType.SYNONYM, LabelType.SHORT, LabelType.FORMER))
"""The types of alternative names that are listed under the title."""
_VIA: Mapping[LabelType, str] = {
    LabelType.NARROWER: "“{}” is covered in this entry.",
    LabelType.RELATED: "“{}” has no entry of its own. This entry is related to it.",
}
_MENTIONS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What the page needs to know of the look: the colours, and lengths at the present scale."""

    colours: Palette
    px: Callable[[float], int]

    def sheet(self) -> str:
        """Return the document's own style sheet."""
        c, px = self.colours, self.px
        return f"""
        body {{ font-family: Literata; font-size: {px(16)}px; color: {c.ink}; }}
        p, li {{ line-height: {px(25)}px; margin-top: 0; margin-bottom: {px(12)}px; }}
        li {{ margin-bottom: {px(4)}px; }}
        ul, ol {{ margin-top: 0; margin-bottom: {px(12)}px; }}
        a {{ color: {c.accent}; text-decoration: underline; }}
        a.mark {{ text-decoration: none; color: {c.ink}; }}
        sup a {{ text-decoration: none; font-family: Inter; }}
        .kind {{ font-family: Inter; font-size: {px(11)}px; font-weight: 600; letter-spacing: {px(1)}px;
                 margin-bottom: {px(4)}px; line-height: {px(16)}px; }}
        .title {{ font-size: {px(32)}px; font-weight: 600; margin-bottom: {px(10)}px; line-height: 78%; }}
        .aside {{ font-family: Inter; font-size: {px(14)}px; color: {c.muted}; margin-top: {px(4)}px;
                  margin-bottom: {px(2)}px; line-height: {px(20)}px; }}
        .definition {{ font-size: {px(20)}px; line-height: {px(29)}px; margin-top: {px(16)}px;
                       margin-bottom: {px(16)}px; }}
        .head {{ font-family: Inter; font-size: {px(13)}px; font-weight: 600; color: {c.muted};
                 margin-top: {px(24)}px; margin-bottom: {px(8)}px; line-height: {px(18)}px; }}
        .small {{ font-family: Inter; font-size: {px(14)}px; line-height: {px(21)}px;
                  margin-bottom: {px(4)}px; }}
        .faint {{ font-family: Inter; font-size: {px(14)}px; line-height: {px(21)}px; color: {c.muted};
                  margin-bottom: {px(4)}px; }}
        .source {{ font-family: Inter; font-size: {px(14)}px; line-height: {px(21)}px; color: {c.muted};
                   margin-bottom: {px(12)}px; }}
        .sort {{ font-family: Inter; font-size: {px(14)}px; line-height: {px(20)}px;
                 margin-bottom: {px(4)}px; }}
        .verdict {{ color: {c.organisation}; font-weight: 600; }}
        .noted {{ font-weight: 600; color: {c.ink}; text-decoration: none; margin-bottom: {px(6)}px; }}
        .says p {{ color: {c.muted}; }}
        .factname {{ font-family: Inter; font-size: {px(14)}px; color: {c.muted}; line-height: {px(21)}px;
                     margin-bottom: 0; }}
        .fact {{ font-family: Inter; font-size: {px(14)}px; line-height: {px(21)}px; margin-bottom: 0; }}
        """


def main_column(entry: Entry, style: Style, via: Label | None = None) -> str:
    """Return the text of an entry, from its kind down to further reading.

    Above it is said what the alternative name ``via`` means, if it is the name of something else.
    """
    return "".join(
        (
            _arrival(via),
            _heading(entry, style),
            f'<p class="definition">{entry.definition_html}</p>',
            entry.body_html,
            _facts(entry, style),
            _claims(entry),
            *(accuracy_box(note, style) for note in entry.accuracy),
            _read_next(entry),
        )
    )


def _arrival(via: Label | None) -> str:
    if via is None or via.type not in _VIA:
        return ""
    return f'<p class="source">{_VIA[via.type].format(escape(via.text))}</p>'


def _read_next(entry: Entry) -> str:
    if not entry.read_next:
        return ""
    works = "".join(f'<p class="small">{work.html}</p>' for work in entry.read_next)
    return f'<p class="head">Further reading</p>{works}'


def side_column(
    entry: Entry, whole: bool = True, cards: Sequence[tuple[str, str]] = (), compares: bool = False
) -> str:
    """Return what goes beside the text, or below it: cards, relations, references, sources.

    A long list of references is cut short, with a link to the rest, unless the ``whole`` is wanted;
    ``cards`` are what each card asks, and how well that is remembered. With ``compares`` it is offered to
    compare the entry with those from which it differs.
    """
    parts = [_cards(cards)] if cards else []
    told_apart = [group for group in entry.relations if group.type in TOLD_APART]
    for group in entry.relations:
        parts.append(_links(group.words, group.entries))
        if compares and group in told_apart[-1:]:
            parts.append('<p class="small"><a href="#compare">Compare with…</a></p>')
    if entry.mentioned_by:
        parts.append(_links("Mentioned in", entry.mentioned_by, None if whole else _MENTIONS_SHOWN))
    if entry.sources:
        parts.append(f'<p class="head">Sources</p>{"".join(_source(each) for each in entry.sources)}')
    return "".join(parts)


def printed(entry: Entry, style: Style, note: str = "") -> str:
    """Return the whole page for paper: the text, what goes beside it, and the reader's own note."""
    own = f'<p class="head">Your note</p><p>{escape(note).replace(chr(10), "<br>")}</p>' if note else ""
    return main_column(entry, style) + own + _side_on_paper(entry, style)


def _side_on_paper(entry: Entry, style: Style) -> str:
    """Return the side column in a shorter form for paper, which has no links."""
    groups = [(group.words, group.entries) for group in entry.relations]
    if entry.mentioned_by:
        groups.append(("Mentioned in", entry.mentioned_by))
    rows = [
        (
            f'<p class="factname">{escape(words)}</p>',
            f'<p class="fact">{escape(", ".join(ref.title for ref in refs))}</p>',
        )
        for words, refs in groups
    ]
    related = ruled_table(rows, (style.px(128), 0), style) if rows else ""
    lines = "".join(
        f'<p class="small">{each.number}&nbsp; {escape(". ".join(source_words(each)))}</p>'
        for each in entry.sources
    )
    sources = f'<p class="head">Sources</p>{lines}' if lines else ""
    return related + sources


def kind_words(entry: Entry) -> str:
    """Return what sort of entry it is, e.g. ``Organisation · arrangement``."""
    sort = entry.type or entry.theme_title
    return " · ".join(part for part in (KIND_WORDS[entry.kind], sort) if part)


def _heading(entry: Entry, style: Style) -> str:
    also = [label.text for label in entry.labels if label.type in _ALSO]
    lines = [entry.abbreviation, f"Also: {', '.join(also)}" if also else ""]
    if entry.outside:
        lines.append("Background: not in any of the documents")
    tint, kind = style.colours.kind(entry.kind), escape(kind_words(entry).upper())
    return "".join(
        (
            f'<p class="kind" style="color:{tint}">{kind}</p>',
            f'<p class="title">{escape(entry.title)}</p>',
            *(f'<p class="aside">{escape(line)}</p>' for line in lines if line),
        )
    )


def _claims(entry: Entry) -> str:
    if not entry.claims:
        return ""
    told = "".join(f"<li>{claim.html}</li>" for claim in entry.claims)
    return f'<p class="head">What the documents say</p><ul>{told}</ul>'


def accuracy_box(note: AccuracyNote, style: Style, in_margin: bool = False) -> str:
    """Return an accuracy note in a ruled box; without a number its basis is not referred to.

    In a margin it has its title, by which the text beside it refers to it, and less space around it.
    """
    c, px = style.colours, style.px
    side, above = (px(12), 0) if in_margin else (px(16), px(8))
    anchor = f'<a name="{NOTED[1:]}{note.id}" class="noted">{escape(note.title)}</a>'
    title = f'<p class="noted">{anchor}</p>' if in_margin else ""
    where = escape(_and([f"“{document}”" for document in note.documents]))
    of = f" in {where}" if where and note.sort is not AccuracySort.DIFFER else ""
    basis = f'<sup><a href="#note-{note.note}">{note.note}</a></sup>' if note.note else ""
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin:{above}px 0 {px(8)}px">'
        f'<tr><td style="background-color:{c.organisation}" width="{px(3)}"></td>'
        f'<td style="background-color:{c.note}; padding:{px(12)}px {side}px {px(10)}px {side}px">'
        f'<p class="sort"><span class="verdict">{SORT_WORDS[note.sort]}</span>{of}</p>'
        f"{title}"
        f'<div class="says">{note.says_html}</div>{note.right_html}'
        f'<p class="sort" style="margin-bottom:0">{CERTAINTY_WORDS[note.certainty]}.{basis}</p>'
        "</td></tr></table>"
    )


def _facts(entry: Entry, style: Style) -> str:
    facts = [fact for fact in entry.facts if fact.key != "type"]
    labels = [fact.label for fact in facts]
    # A label said once stands for the rows below it as well.
    shown = ["" if label == before else label for label, before in zip(labels, ["", *labels], strict=False)]
    rows = [
        (f'<p class="factname">{escape(label)}</p>', f'<p class="fact">{fact.html}</p>')
        for label, fact in zip(shown, facts, strict=True)
    ]
    return ruled_table(rows, (style.px(128), 0), style) if rows else ""


def ruled_table(
    rows: Sequence[Sequence[str]], widths: Sequence[int | str], style: Style, above: int = 16
) -> str:
    """Return rows of HTML cells with a fine rule under each.

    ``widths`` in pixels or as a share of the table (``"40%"``), nothing for what is left; ``above`` is the
    space above the table in pixels at 100 %.
    """
    px, line = style.px, style.colours.line
    wide = [f' width="{width}"' if width else "" for width in widths]
    # The last cell ends where the rule does.
    rights = [*(px(8) for _ in widths[1:]), 0]
    cells = [f"border-bottom: 1px solid {line}; padding: {px(7)}px {right}px {px(7)}px 0" for right in rights]
    lines = "".join(f"<tr>{_cells(row, wide, cells)}</tr>" for row in rows)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="border-collapse:collapse; '
        f'border-top: 1px solid {line}; margin-top:{px(above)}px">{lines}</table>'
    )


def _cells(row: Sequence[str], wide: Sequence[str], styles: Sequence[str]) -> str:
    cells = zip(wide, styles, row, strict=True)
    return "".join(f'<td{w} style="{style}">{html}</td>' for w, style, html in cells)


def _links(words: str, refs: Sequence[EntryRef], most: int | None = None) -> str:
    shown = "".join(
        f'<p class="small"><a href="{ENTRY_LINK}{public(ref.id)}">{escape(ref.title)}</a></p>'
        for ref in refs[:most]
    )
    left = len(refs[most:]) if most is not None else 0
    more = f'<p class="small"><a href="#rest">and {left} more</a></p>' if left else ""
    return f'<p class="head">{escape(words)}</p>{shown}{more}'


def _cards(cards: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<p class="small">{escape(asks)}</p><p class="source">{escape(memory)}</p>'
        if memory
        else f'<p class="small">{escape(asks)}</p>'
        for asks, memory in cards
    )
    return f'<p class="head">Cards</p>{lines}'


def _source(source: Source) -> str:
    first, second = source_words(source)
    number = f'<a name="note-{source.number}" class="mark">{source.number}</a>'
    return f'<p class="small">{number} {escape(first)}</p><p class="source">{escape(second)}</p>'


def source_words(source: Source) -> tuple[str, str]:
    """Return a source as two lines: the document and its section, or that it is background and its basis."""
    if source.document:
        return source.document_title, source.section_title
    return "Background", source.text


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
