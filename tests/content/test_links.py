"""Which words of a text become links."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.entry import Label
from attache.base.vocabulary import Kind, LabelType
from attache.content.links import Linker
from attache.content.pack import SourceEntry
from attache.content.render import Link, block_pieces, inline_pieces, to_html, to_plain, without_links


def entry(name: str, title: str, *labels: tuple[str, LabelType]) -> SourceEntry:
    return SourceEntry(
        name, Kind.CONCEPT, title, "", "", labels=tuple(Label(text, kind) for text, kind in labels)
    )


ENTRIES = (
    entry("admm", "ASEAN Defence Ministers’ Meeting", ("ADMM", LabelType.ABBREVIATION)),
    entry("admm-plus", "ADMM-Plus", ("ADMM+", LabelType.SPELLING)),
    entry("attache", "Military attaché", ("military attachés", LabelType.PLURAL)),
    entry("pact", "Mutual defence pact", ("pact", LabelType.SHORT), ("pakt", LabelType.MISSPELLING)),
    entry("defence", "Defence", ("US", LabelType.ABBREVIATION)),
    entry("army", "People’s Army"),
    entry("research", "R&D"),
)
LINKER = Linker(ENTRIES)


def links(text: str, own: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return (target, words) of the links in a text, and see that no word of it is lost."""
    pieces = inline_pieces(text)
    linked = LINKER.link(pieces, own, set())
    assert to_plain(linked) == to_plain(LINKER.by_hand(pieces))
    return [(piece.target, piece.words) for piece in linked if isinstance(piece, Link)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A military attache met a Military Attaché.", [("attache", "military attache")]),
        ("Military attachés.", [("attache", "Military attachés")]),
        ("A mutual-defence pact binds.", [("pact", "mutual-defence pact")]),
        ("a mutual\ndefence pact", [("pact", "mutual defence pact")]),
        ("defence of a pact", [("defence", "defence"), ("pact", "pact")]),
        ("The ADMM and the ADMM-Plus", [("admm", "ADMM"), ("admm-plus", "ADMM-Plus")]),
        ("the ADMM+ met", [("admm-plus", "ADMM+")]),
        ("the admm met", []),
        ("he told us of the US", [("defence", "US")]),
        ("ADMM’s and NATO's", [("admm", "ADMM")]),
        ("the People’s Army", [("army", "People’s Army")]),
        ("the ASEAN Defence Ministers’ Meeting", [("admm", "ASEAN Defence Ministers’ Meeting")]),
        ("R & D, R&D", [("research", "R & D")]),
        ("a pakt", []),
        ("impact, pactum", []),
        ("A mutual. Defence pact", [("defence", "Defence"), ("pact", "pact")]),
        ("mutual, defence pact", [("defence", "defence"), ("pact", "pact")]),
        ("", []),
    ],
)
def test_names_are_linked_at_their_first_mention(text: str, found: list[tuple[str, str]]) -> None:
    assert links(text) == found


def test_a_page_never_links_to_itself_nor_to_part_of_its_own_name() -> None:
    assert links("A mutual defence pact is a pact; see [[pact]].", ("pact",)) == []


def test_a_link_by_hand_is_the_entrys_link_in_its_section() -> None:
    assert links("A pact, then [[pact|a deal]].") == [("pact", "a deal")]


def test_a_bare_link_bears_the_title() -> None:
    assert links("see [[attache]]") == [("attache", "Military attaché")]


def test_a_link_to_nothing_is_its_words() -> None:
    assert links("see [[gone|that]] and [[gone]]") == []


def test_each_section_links_anew_and_all_mentions_are_told() -> None:
    mentioned: set[str] = set()
    for _ in range(2):
        html = to_html(LINKER.link(block_pieces("A pact.\n\nA pact and *defence*."), (), mentioned))
        assert html.count("<a ") == 2
    assert mentioned == {"pact", "defence"}


def test_the_more_important_entry_has_a_name_that_two_share() -> None:
    linker = Linker((entry("one", "Treaty"), entry("two", "TREATY", ("treaty", LabelType.SHORT))))
    found = linker.link(inline_pieces("treaty"), (), set())
    assert [piece.target for piece in found if isinstance(piece, Link)] == ["one"]
    # Written in capitals it is the one that insists on them.
    found = linker.link(inline_pieces("TREATY"), (), set())
    assert [piece.target for piece in found if isinstance(piece, Link)] == ["two"]


@given(st.text(st.sampled_from("pact defenceADMM+-’'s. [[|]]*\u0301é&"), max_size=80) | st.text(max_size=60))
def test_any_text_keeps_its_words(text: str) -> None:
    pieces = block_pieces(text)
    linked = LINKER.link(pieces, ("admm",), set())
    assert to_plain(linked) == to_plain(LINKER.by_hand(pieces))
    targets = [piece.target for piece in linked if isinstance(piece, Link)]
    assert "admm" not in targets
    by_hand = re.findall(r"\[\[", text)
    assert by_hand or len(targets) == len(set(targets))


HARBOUR = Linker((entry("league", "League"),), "harbour", {"too-short": "Too short a list"})


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("[[league]]", '<a href="attache://entry/harbour:league">League</a>', "League"),
        ("[[harbour:league|it]]", '<a href="attache://entry/harbour:league">it</a>', "it"),
        ("the League", 'the <a href="attache://entry/harbour:league">League</a>', "the League"),
        ("[[other:tide]]", "other:tide", "other:tide"),
        ("[[other:league|it]]", "it", "it"),
        ("[[note:too-short]]", "Too short a list", "Too short a list"),
        ("[[note:too-short|there]]", "there", "there"),
    ],
)
def test_another_pack_links_by_ids_that_name_it(text: str, html: str, plain: str) -> None:
    mentioned: set[str] = set()
    assert to_html(HARBOUR.link(inline_pieces(text), (), mentioned)) == html
    assert HARBOUR.plain(text) == plain
    assert mentioned == ({"league"} if "href" in html else set())


def test_a_guide_links_to_the_accuracy_notes_beside_it() -> None:
    linked = HARBOUR.link(
        inline_pieces("See [[note:too-short]]; [[note:gone|it]]."), (), set(), is_guide=True
    )
    assert to_html(linked) == 'See <a href="#accuracy-too-short">Too short a list</a>; it.'
    assert to_plain(linked) == "See Too short a list; it."
    assert to_html(without_links(linked)) == "See Too short a list; it."


def test_the_shipped_pack_s_ids_stay_bare_in_links() -> None:
    linker = Linker((entry("league", "League"),))
    for text in ("[[league]]", "[[attache:league]]"):
        assert to_html(linker.by_hand(inline_pieces(text))) == '<a href="attache://entry/league">League</a>'
