"""The checksum of a row of the log: it detects damage, not tampering.

Version 1 is the CRC-32 (that of zlib and PNG) of the row's fields in the order of ``FIELDS``: numbers in
decimal digits, text as it is, joined by U+001F and encoded as UTF-8.  Each row stores the version of its
checksum.  A new column of the log needs a new version; rows that were written before keep theirs.
"""

from __future__ import annotations

from zlib import crc32

VERSION = 1
FIELDS = (
    "id", "card", "act", "at", "offset", "day", "rating", "took", "phase", "step", "due_day", "due_at",
    "of", "device", "seq",
)  # fmt: skip
"""The fields that version 1 covers."""
_LINE = "\x1f".join(["%s"] * len(FIELDS))


def checksum(*values: str | int) -> int:
    """Return the checksum of a row, given the values of ``FIELDS`` in that order."""
    return crc32((_LINE % values).encode())
