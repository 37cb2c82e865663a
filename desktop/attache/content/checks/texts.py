"""Rules on what a text may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any

from markdown_it import MarkdownIt

from attache.content.characters import forbidden_in
from attache.content.checks.context import Context, PlacedText
from attache.content.problems import Finding
from attache.content.render import add_entry_links

_ENTITY = re.compile(r"&#?\w{1,32};")
_NOTE = re.compile(r"\[\^([^\]\n]*)\]")
_SIGNS = re.compile(r"[<`\[!#|>=~-]|^(?:\t| {4})|[*_]{3}|[*_][ \t]*[*_]", re.MULTILINE)

_REFUSED: Mapping[str, str] = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
    "heading_open": "a heading",
    "table_open": "a table",
    "link_open": "an external link",
    "code_inline": "code",
    "code_block": "code (a line indented by four spaces)",
    "fence": "code",
    "blockquote_open": "a block quotation",
    "hr": "a horizontal rule",
}


@cache
def _whole_markdown() -> MarkdownIt:
    """Return a parser that knows all that is refused."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    add_entry_links(parser)
    return parser


def forbidden_markdown(context: Context) -> Iterator[Finding]:
    """Find what is neither paragraph, list, emphasis, strong nor link between entries."""
    for text in context.texts():
        if "&" in text.text:
            yield from _hidden_in_entities(text)
        if not _SIGNS.search(text.text):
            continue
        for line, what in sorted(set(_refused_in(text))):
            yield Finding(
                text.file,
                line,
                f"The text contains {what}, which is not supported.",
                "Use paragraphs, lists, *emphasis*, **strong** and [[id|words]] only.",
            )


def _hidden_in_entities(text: PlacedText) -> Iterator[Finding]:
    """Find characters that are not allowed in a file, written as ``&#x202e;``."""
    for match in _ENTITY.finditer(text.text):
        bad = forbidden_in(unescape(match.group()))
        if bad:
            message = f"“{match.group()}” stands for {bad[1]}, which is invisible."
            yield Finding(text.file, text.line_at(match.start()), message, "Delete it.")


def _refused_in(text: PlacedText) -> Iterator[tuple[int, str]]:
    parser, env = _whole_markdown(), dict[str, Any]()
    if text.block:
        tokens = parser.parse(text.text, env)
    else:
        tokens = parser.parseInline(" ".join(text.text.split()), env)
    first = text.line
    for token in tokens:
        line = first + (token.map[0] if text.block and token.map else 0)
        for part in (token, *(token.children or ())):
            if part.type in _REFUSED:
                yield line, _REFUSED[part.type]
    for reference in env.get("references", {}).values():
        yield first + reference["map"][0], "an external link"


def note_out_of_range(context: Context) -> Iterator[Finding]:
    """Find ``[^2]`` if the entry has no second source or background fact."""
    for text in context.texts():
        if "[^" not in text.text:
            continue
        for match in _NOTE.finditer(text.text):
            number = match.group(1)
            if not text.notes:
                message = f"[^{number}] marks a source, but there are no numbered sources here."
                yield Finding(text.file, text.line_at(match.start()), message, "Delete the mark.")
            elif not re.fullmatch(r"[1-9][0-9]{0,2}", number) or int(number) > text.notes:
                message = f"[^{number}] marks none of the entry's {text.notes} sources and background facts."
                advice = f"Use a number from 1 to {text.notes}."
                yield Finding(text.file, text.line_at(match.start()), message, advice)
