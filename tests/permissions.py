"""Permissions for tests that run as root, whom they do not bind."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION = 0x20080522
"""Of Linux's capget() and capset()."""
_PASS = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, which let root pass by permissions."""


def as_nobody_special() -> list[str]:
    """Return what starts a program that permissions bind."""
    if os.geteuid():
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Let permissions bind this thread in a block."""
    if os.geteuid():
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "capset"):
        pytest.skip("root may read everything")
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    before = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, twice 32 bits
    libc.capget(header, before)
    bound = (ctypes.c_uint32 * 6)(*before)
    bound[0] &= ~_PASS
    libc.capset(header, bound)
    try:
        yield
    finally:
        libc.capset(header, before)
