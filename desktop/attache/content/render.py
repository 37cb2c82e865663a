"""Renders authored text as small, safe HTML and as plain text.

Markdown is read by markdown-it-py, cut down to paragraphs, lists, emphasis and strong; everything else that
is typed is shown as plain text.  Between the two ends a text is a row of pieces, so that terms can be linked
where text stands and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from attache.base.vocabulary import ENTRY_LINK, NOTED

REFUSED_BLOCKS = ("html_block", "heading", "lheading", "code", "fence", "blockquote", "hr", "reference")
REFUSED_INLINE = ("html_inline", "image", "link", "autolink", "backticks")

_HAND_MARK = re.compile(r"\[\[((?:[a-z0-9-]+:)?[a-z0-9-]+)(?:\|([^\[\]|]+))?\]\]|\[\^([1-9][0-9]{0,2})\]")
"""A link to an entry, with or without its own text, or the mark of a note."""
_INLINE_SIGNS = re.compile(r"[\\*_&\0]")
_BLOCK_SIGNS = re.compile(
    "[\\\\*_&\0"  # characters with a meaning anywhere
    "\t\x0b\x0c\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"  # other white space
)
_LIST_ITEM = re.compile(r"\n *(?:[-+]|\d{1,9}[.)])(?:\s|$)")


class Text(NamedTuple):
    """Words as they are read."""

    text: str


class Markup(NamedTuple):
    """A tag, and what stands for it if there are no tags."""

    html: str
    plain: str = ""


class Link(NamedTuple):
    """A link to an entry; without words its text is the entry's title.

    As written, the target may be ``pack:id`` or ``note:id``; once linked it is an entry's public id.
    """

    target: str
    words: str


class NotedLink(NamedTuple):
    """A link to an accuracy note on the same page, by the note's id."""

    note: str
    words: str


class NoteMark(NamedTuple):
    """The mark of a numbered source."""

    number: int


Piece = Text | Markup | Link | NotedLink | NoteMark


def block_pieces(text: str) -> list[Piece]:
    """Return the pieces of a text of paragraphs and lists."""
    return _paragraphs(text) if is_plain(text) else _parsed(text)


def is_plain(text: str) -> bool:
    """Return whether a text has only paragraphs of words and entry links, which need no parser."""
    # Separate searches for single characters and fixed beginnings: one pattern takes ten times as long.
    return not (_BLOCK_SIGNS.search(text) or " \n" in text or _LIST_ITEM.search("\n" + text))


def _parsed(text: str) -> list[Piece]:
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
        line = " ".join([part.strip(" ") for part in paragraph.split("\n")]).strip(" ")
        if line:
            pieces.append(_TAGS["paragraph_open"])
            pieces += _linked_by_hand(line)
            pieces.append(_TAGS["paragraph_close"])
    return pieces


def inline_pieces(text: str) -> list[Piece]:
    """Return the pieces of a text that stands on one line, such as a definition or an answer."""
    line = " ".join(text.split())
    if not _INLINE_SIGNS.search(line):
        return _linked_by_hand(line)
    tokens = _markdown().parseInline(line)
    return _inline(tokens[0].children or ())


def plain_line(text: str) -> str | None:
    """Return a text on one line if it is plain words without any markup, None otherwise."""
    line = " ".join(text.split())
    return None if "[" in line or _INLINE_SIGNS.search(line) else line


def _linked_by_hand(line: str) -> list[Piece]:
    """Return the pieces of a line without other markup than entry links and note marks."""
    if "[" not in line:
        return [Text(line)] if line else []
    pieces: list[Piece] = []
    at = 0
    for match in _HAND_MARK.finditer(line):
        if match.start() > at:
            pieces.append(Text(line[at : match.start()]))
        pieces.append(_hand_mark(match))
        at = match.end()
    if at < len(line):
        pieces.append(Text(line[at:]))
    return pieces


def _hand_mark(match: re.Match[str]) -> Link | NoteMark:
    """Return the link or the note mark that _HAND_MARK found."""
    target, words, number = match.groups()
    return NoteMark(int(number)) if number else Link(target, " ".join((words or "").split()))


def to_html(pieces: Iterable[Piece]) -> str:
    """Return pieces as HTML, every character of text escaped."""
    return part_marks("".join([_html_of(piece) for piece in pieces]))


def _html_of(piece: Piece) -> str:
    if isinstance(piece, Text):
        return escape(piece.text, quote=False)
    if isinstance(piece, Markup):
        return piece.html
    if isinstance(piece, Link):
        return f'<a href="{ENTRY_LINK}{piece.target}">{escape(piece.words, quote=False)}</a>'
    if isinstance(piece, NotedLink):
        return f'<a href="{NOTED}{piece.note}">{escape(piece.words, quote=False)}</a>'
    return note_mark(piece.number)


def part_marks(html: str) -> str:
    """Return HTML in which note marks that stand side by side are parted, so that 1 and 2 are not 12."""
    return html.replace("</a></sup><sup><a", "</a>,</sup><sup><a")


def to_plain(pieces: Iterable[Piece]) -> str:
    """Return pieces as plain text: paragraphs and list items parted by a blank line, notes left out."""
    text = "".join([_plain_of(piece) for piece in pieces]).strip()
    if "\n\n\n" in text or " \n" in text or "\n " in text or "\t" in text:
        return re.sub(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+", "\n\n", text)
    return text


def _plain_of(piece: Piece) -> str:
    if isinstance(piece, Text):
        return piece.text
    if isinstance(piece, Markup):
        return piece.plain
    return "" if isinstance(piece, NoteMark) else piece.words


def note_mark(number: int) -> str:
    """Return the mark of a numbered source as HTML."""
    return f'<sup><a href="#note-{number}">{number}</a></sup>'


def without_links(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with links as their words and without note marks."""
    return [
        Text(piece.words) if isinstance(piece, Link | NotedLink) else piece
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
        pieces.append(token.meta["piece"] if token.type == "hand_mark" else _TAGS.get(token.type, _NOTHING))
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
    """Teach a parser ``[[id]]``, ``[[pack:id]]``, ``[[id|words]]`` and ``[^2]``."""
    parser.inline.ruler.before("emphasis", "entry_link", _entry_link)


def _entry_link(state: StateInline, silent: bool) -> bool:
    match = _HAND_MARK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    state.pos = match.end()
    if not silent:
        state.push("hand_mark", "", 0).meta = {"piece": _hand_mark(match)}
    return True
