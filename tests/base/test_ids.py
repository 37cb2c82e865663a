"""Ids name their pack inside the program; people see those of the shipped pack without the prefix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.ids import public, qualified

NAMES = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9-]+)?", fullmatch=True)


@pytest.mark.parametrize(
    ("given_", "inside", "outside"),
    [
        ("nato", "attache:nato", "nato"),
        ("attache:nato", "attache:nato", "nato"),
        ("harbour:pact", "harbour:pact", "harbour:pact"),
        ("nato/term-1", "attache:nato/term-1", "nato/term-1"),
    ],
)
def test_an_id_inside_and_outside(given_: str, inside: str, outside: str) -> None:
    assert qualified(given_) == inside
    assert public(inside) == outside


@given(pack=st.sampled_from(("attache", "harbour", "attache-more")), name=NAMES)
def test_an_id_survives_the_round_trip(pack: str, name: str) -> None:
    inside = f"{pack}:{name}"
    assert qualified(public(inside)) == qualified(inside) == inside
