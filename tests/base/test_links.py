from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.errors import KnownError
from attache.base.links import linked_entry


@pytest.mark.parametrize(
    "link",
    [
        "attache://entry/nato",
        "attache://entry/nato/",
        "attache:entry/nato",
        "ATTACHE://Entry/nato",
        "attache://entry/nato?from=mail#top",
        " attache://entry/%6Eato\n",
        "attache://entry/attache:nato",
        "attache://entry/attache%3Anato",
    ],
)
def test_however_it_is_written_it_leads_to_the_entry(link: str) -> None:
    assert linked_entry(link) == "attache:nato"


def test_another_pack_s_entry_keeps_its_pack() -> None:
    assert linked_entry("attache://entry/mine:nato") == "mine:nato"


@pytest.mark.parametrize(
    "link", ["attache:", "attache://", "attache://entry", "attache://entry/", "attache://card/x", "nato", ""]
)
def test_what_leads_to_no_entry_is_refused_in_a_sentence(link: str) -> None:
    with pytest.raises(KnownError, match=r"does not lead to an entry\. Links to entries look like"):
        linked_entry(link)


ids = st.text(st.characters(exclude_categories=("Cs", "Zs", "Cc")), min_size=1, max_size=30)


@given(ids.filter(lambda id_: id_.strip("/").strip() == id_ and "%" not in id_))
def test_every_id_survives_its_encoding(id_: str) -> None:
    assert linked_entry(f"attache://entry/{quote(id_, safe='')}") == (id_ if ":" in id_ else f"attache:{id_}")


@given(st.binary(max_size=20).map(lambda octets: b"a" + octets))
def test_any_bytes_are_an_id(octets: bytes) -> None:
    assert linked_entry("attache://entry/" + "".join(f"%{octet:02x}" for octet in octets))
