from __future__ import annotations

import pytest

from attache.base.spelling import reach, remains


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("millitary", "military"), ("asaen", "asean"), ("fpad", "fpda"), ("comunicaton", "communication"),
     ("milit", "military"), ("atache", "attache")],
)  # fmt: skip
def test_a_slip_leaves_something_in_common(typed: str, meant: str) -> None:
    assert remains(typed) & remains(meant)


def test_short_words_forgive_less() -> None:
    assert [reach(length) for length in (1, 2, 3, 5, 6, 20)] == [0, 0, 1, 1, 2, 2]
    assert remains("un") == {"un"}
    assert remains("nato") == {"nato", "ato", "nto", "nao", "nat"}
