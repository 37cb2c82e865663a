"""Sets of entries as bit sets, so that filters combine and hits are counted without reading rows.

A set is a Python int whose bit ``n`` stands for entry ``n``: ``&`` and ``|`` combine two sets,
``int.bit_count`` counts one, and at 100,000 entries either takes a few microseconds.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

_NOT_NUL = re.compile(rb"[^\0]")
_BITS_OF = tuple(tuple(bit for bit in range(8) if octet >> bit & 1) for octet in range(256))
_AS_BITS, _AS_NUMBERS = b"\x00", b"\x01"


def from_numbers(numbers: Iterable[int], highest: int) -> int:
    """Return the set of the given numbers, none of which is above ``highest``."""
    octets = bytearray(highest // 8 + 1)
    for n in numbers:
        octets[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(octets, "little")


def to_numbers(members: int, limit: int | None = None) -> list[int]:
    """Return the numbers in a set in ascending order, at most ``limit`` of them."""
    octets = members.to_bytes((members.bit_length() + 7) // 8, "little")
    numbers: list[int] = []
    for found in _NOT_NUL.finditer(octets):
        place = found.start()
        numbers += [place * 8 + bit for bit in _BITS_OF[octets[place]]]
        if limit is not None and len(numbers) >= limit:
            return numbers[:limit]
    return numbers


def to_flags(members: int, highest: int) -> bytes:
    """Return one byte for each number from 0 to ``highest``: 1 if it is in the set, else 0."""
    digits = format(members, "b")[::-1].encode("ascii")
    return digits.translate(bytes.maketrans(b"01", b"\0\1")).ljust(highest + 1, b"\0")


def pack(members: int) -> bytes:
    """Return a set as bytes: a bit for each number or four bytes for each member, whichever is less."""
    width = (members.bit_length() + 7) // 8
    if members.bit_count() * 4 < width:
        numbers = to_numbers(members)
        return _AS_NUMBERS + struct.pack(f"<{len(numbers)}I", *numbers)
    return _AS_BITS + members.to_bytes(width, "little")


def unpack(packed: bytes, highest: int) -> int:
    """Return the set that :func:`pack` wrote; ``ValueError`` if it holds more than ``highest``."""
    if packed[:1] == _AS_BITS:
        members = int.from_bytes(packed[1:], "little")
    else:
        numbers = struct.unpack(f"<{len(packed) // 4}I", packed[1:])
        if numbers and numbers[-1] > highest:
            raise ValueError("a packed set holds a number that is too high")
        members = from_numbers(numbers, highest)
    if members.bit_length() > highest + 1:
        raise ValueError("a packed set holds a number that is too high")
    return members
