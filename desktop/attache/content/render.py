"""Turning authored text into small, safe HTML and into plain text.

Markdown is read by markdown-it-py, cut down to paragraphs, lists, emphasis and strong; whatever else
is typed stands as the text it is.  Between the two ends a text is a row of pieces, so that terms can
be linked where text stands and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from attache.base.vocabulary import ENTRY_LINK

REFUSED_BLOCKS = ("html_block", "heading", "lheading", "code", "fence", "blockquote", "hr", "reference")
REFUSED_INLINE = ("html_inline", "image", "link", "autolink", "backticks")

_LINK = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\[\]|]+))?\]\]")
_INLINE_SIGNS = re.compile(r"[\\*_&\[\0]")
_SIGNS = re.compile(
    r"[\\*_&\[\t\0]"  # what means something anywhere, and what is counted in columns
    r"|^ *(?:[-+]|\d{1,9}[.)])(?:\s|$)"  # list items
    r"|[^\S\n]\n"  # blanks at the end of a line: a hard break
    r"|[^\S \n]",  # blanks beyond the space, of which Markdown knows some
    re.MULTILINE,
)
"""Where none of these stands, a text is plain paragraphs, which need no parser (tests compare the two)."""
_NOTE = re.compile(r"\[\^([1-9][0-9]{0,2})\]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are read."""

    text: str


@dataclass(frozen=True, slots=True)
class Markup:
    """A tag, and what stands for it where there are no tags."""

    html: str
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an entry; blank words stand for the entry's title."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a numbered source."""

    number: int


Piece = Text | Markup | Link | NoteMark


def block_pieces(text: str) -> list[Piece]:
    """Return the pieces of a text of paragraphs and lists."""
    if not _SIGNS.search(text):
        return _paragraphs(text)
    pieces: list[Piece] = []
    ordinals: list[int | None] = []
    for token in _markdown().parse(text):
        if token.type == "inline":
            pieces.extend(_inline(token.children or ()))
        elif not token.hidden:
            pieces.append(_block_markup(token, ordinals))
    return pieces


def _paragraphs(text: str) -> list[Piece]:
    """Return the pieces of a text that is made of plain paragraphs only."""
    pieces: list[Piece] = []
    for paragraph in re.split(r"\n(?: *\n)+", text):
        line = " ".join(part.strip(" ") for part in paragraph.split("\n")).strip(" ")
        if line:
            pieces.extend((_TAGS["paragraph_open"], Text(line), _TAGS["paragraph_close"]))
    return pieces


def inline_pieces(text: str) -> list[Piece]:
    """Return the pieces of a text that stands on one line, such as a definition or an answer."""
    line = " ".join(text.split())
    if not _INLINE_SIGNS.search(line):
        return [Text(line)] if line else []
    tokens = _markdown().parseInline(line)
    return _inline(tokens[0].children or ())


def to_html(pieces: Iterable[Piece]) -> str:
    """Return pieces as HTML, every character of text escaped."""
    found: list[str] = []
    for piece in pieces:
        if isinstance(piece, Text):
            found.append(escape(piece.text, quote=False))
        elif isinstance(piece, Markup):
            found.append(piece.html)
        elif isinstance(piece, Link):
            words = escape(piece.words, quote=False)
            found.append(f'<a href="{ENTRY_LINK}{piece.target}">{words}</a>')
        else:
            found.append(note_mark(piece.number))
    return part_marks("".join(found))


def part_marks(html: str) -> str:
    """Return HTML in which note marks that stand side by side are parted, so that 1 and 2 are not 12."""
    return html.replace("</a></sup><sup><a", "</a>,</sup><sup><a")


def to_plain(pieces: Iterable[Piece]) -> str:
    """Return pieces as plain text: paragraphs and list items parted by a blank line, notes left out."""
    found: list[str] = []
    for piece in pieces:
        if isinstance(piece, Text):
            found.append(piece.text)
        elif isinstance(piece, Markup):
            found.append(piece.plain)
        elif isinstance(piece, Link):
            found.append(piece.words)
    text = "".join(found).strip()
    return re.sub(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+", "\n\n", text) if "\n" in text else text


def note_mark(number: int) -> str:
    """Return the mark of a numbered source as HTML."""
    return f'<sup><a href="#note-{number}">{number}</a></sup>'


def without_links(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with links as their words and without note marks."""
    return [
        Text(piece.words) if isinstance(piece, Link) else piece
        for piece in pieces
        if not isinstance(piece, NoteMark)
    ]


_TAGS: Mapping[str, Markup] = {
    "paragraph_open": Markup("<p>"),
    "paragraph_close": Markup("</p>", "\n\n"),
    "bullet_list_open": Markup("<ul>", "\n\n"),
    "bullet_list_close": Markup("</ul>", "\n\n"),
    "ordered_list_close": Markup("</ol>", "\n\n"),
    "list_item_close": Markup("</li>", "\n\n"),
    "em_open": Markup("<em>"),
    "em_close": Markup("</em>"),
    "strong_open": Markup("<strong>"),
    "strong_close": Markup("</strong>"),
    "hardbreak": Markup("<br>", "\n"),
}
_NOTHING = Markup("")


def _block_markup(token: Token, ordinals: list[int | None]) -> Markup:
    """Return the markup of a block token; ``ordinals`` holds the next number of each open list."""
    if token.type == "ordered_list_open":
        start = int(token.attrs.get("start", 1))
        ordinals.append(start)
        return Markup("<ol>" if start == 1 else f'<ol start="{start}">', "\n\n")
    if token.type == "bullet_list_open":
        ordinals.append(None)
    elif token.type in ("bullet_list_close", "ordered_list_close"):
        ordinals.pop()
    elif token.type == "list_item_open":
        number = ordinals[-1]
        if number is None:
            return Markup("<li>", "• ")
        ordinals[-1] = number + 1
        return Markup("<li>", f"{number}. ")
    return _TAGS.get(token.type, _NOTHING)


def _inline(tokens: Sequence[Token]) -> list[Piece]:
    """Return the pieces of inline tokens, with lines that run on joined by a space."""
    pieces: list[Piece] = []
    words: list[str] = []
    for token in tokens:
        if token.type == "text":
            words.append(token.content)
            continue
        if token.type == "softbreak":
            words.append(" ")
            continue
        if words:
            pieces.append(Text("".join(words)))
            words = []
        if token.type == "entry_link":
            pieces.append(Link(token.meta["target"], token.meta["words"]))
        elif token.type == "note_mark":
            pieces.append(NoteMark(token.meta["number"]))
        else:
            pieces.append(_TAGS.get(token.type, _NOTHING))
    if words:
        pieces.append(Text("".join(words)))
    return pieces


@cache
def _markdown() -> MarkdownIt:
    """Return the one parser: its rules never change once it is made."""
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable([*REFUSED_BLOCKS, *REFUSED_INLINE])
    add_entry_links(parser)
    return parser


def add_entry_links(parser: MarkdownIt) -> None:
    """Teach a parser ``[[id]]``, ``[[id|words]]`` and ``[^2]``."""
    parser.inline.ruler.before("emphasis", "entry_link", _entry_link)


def _entry_link(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    link = _LINK.match(state.src, state.pos, state.posMax)
    note = None if link else _NOTE.match(state.src, state.pos, state.posMax)
    if link:
        state.pos = link.end()
        if not silent:
            token = state.push("entry_link", "", 0)
            token.meta = {"target": link.group(1), "words": " ".join((link.group(2) or "").split())}
    elif note:
        state.pos = note.end()
        if not silent:
            token = state.push("note_mark", "", 0)
            token.meta = {"number": int(note.group(1))}
    return link is not None or note is not None
