"""From authored text to small, safe HTML and to plain text."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from attache.content import render
from attache.content.render import block_pieces, inline_pieces, to_html, to_plain

MARKDOWN = st.text(st.sampled_from("ab cé*_[]()<>&;\\`#!|\n\n- +1.\t\r\0~=>\"'^:/\u00a0\u2028"), max_size=120)
ALLOWED = {"p", "ul", "ol", "li", "em", "strong", "a", "sup", "br"}


class Tags(HTMLParser):
    """Collects what stands in HTML and insists that every tag is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check_safe(html: str) -> None:
    """Fail where HTML holds any tag, attribute or address but our own."""
    for tag, attributes in Tags(html).seen:
        assert tag in ALLOWED
        for name, value in attributes.items():
            assert (tag, name) in {("a", "href"), ("ol", "start")}
            assert re.fullmatch(r"attache://entry/[a-z0-9-]+|#note-[0-9]+|[0-9]+", value or "")


@given(MARKDOWN | st.text(max_size=80))
def test_any_text_becomes_safe_html(text: str) -> None:
    check_safe(to_html(block_pieces(text)))
    check_safe(to_html(inline_pieces(text)))


@given(
    st.lists(
        st.sampled_from([*"abc é.,!?()<>\"'’;:-+1 #~|>=^/\u00a0", "\n", "\n\n"]),
        max_size=120,
    ).map("".join)
)
def test_the_quick_way_through_plain_text_is_the_long_way(text: str) -> None:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable([*render.REFUSED_BLOCKS, *render.REFUSED_INLINE])
    tokens = parser.parse(text)
    parsed = [
        "".join(part.content or " " for part in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]
    pieces = block_pieces(text)
    assert "".join(piece.text for piece in pieces if isinstance(piece, render.Text)) == "".join(parsed)
    paragraphs = sum(token.type == "paragraph_open" and not token.hidden for token in tokens)
    assert to_html(pieces).count("<p>") == paragraphs


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("One *a* **b**.", "<p>One <em>a</em> <strong>b</strong>.</p>", "One a b."),
        ("One\nline.\n\nTwo.", "<p>One line.</p><p>Two.</p>", "One line.\n\nTwo."),
        ("- a\n- b\n\nc", "<ul><li>a</li><li>b</li></ul><p>c</p>", "• a\n\n• b\n\nc"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n\n4. b"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n\n• b\n\n2. c"),
        ("a  \nb", "<p>a<br>b</p>", "a\nb"),
        ("[[b-c|the\nwords]]", '<p><a href="attache://entry/b-c">the words</a></p>', "the words"),
        ("so.[^12]", '<p>so.<sup><a href="#note-12">12</a></sup></p>', "so."),
        ("a < b & c", "<p>a &lt; b &amp; c</p>", "a < b & c"),
        ("\\*a\\*", "<p>*a*</p>", "*a*"),
    ],
)
def test_what_is_drawn(text: str, html: str, plain: str) -> None:
    pieces = block_pieces(text)
    assert to_html(pieces) == html
    assert to_plain(pieces) == plain


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "<script>x</script>",
        "# x",
        "![x](y)",
        "[x](y)",
        "<https://example.org>",
        "`x`",
        "> x",
        "[[X y]]",
        "[[x|]]",
        "[^0]",
        "[^x]",
    ],
)
def test_what_is_not_drawn_stands_as_it_is(text: str) -> None:
    html = to_html(block_pieces(text))
    assert html.startswith("<p>")
    assert unescape(html[3:-4]) == text


def test_a_short_text_has_no_paragraphs() -> None:
    assert to_html(inline_pieces("- one\n- *two*")) == "- one - <em>two</em>"


def test_nothing_becomes_nothing() -> None:
    assert to_html(block_pieces(" \n \n")) == ""
    assert to_html(inline_pieces("")) == ""
