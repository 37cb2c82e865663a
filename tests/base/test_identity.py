"""Globally unique names."""

from __future__ import annotations

import re

from attache.base.identity import random_id


def test_ids_are_32_hexadecimal_digits_and_never_the_same() -> None:
    ids = [random_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in ids)
