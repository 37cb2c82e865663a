"""Links to entries, as other programs and people write them: ``attache://entry/ID``."""

from __future__ import annotations

import re

from attache.base.errors import KnownError
from attache.base.ids import qualified
from attache.base.vocabulary import ENTRY_LINK

_LINK = re.compile(r"attache:/*entry/+([^?#]*)", re.IGNORECASE)
_ESCAPED = re.compile(rb"%([0-9a-fA-F]{2})")


def linked_entry(link: str) -> str:
    """Return the id of the entry that a link leads to, with its pack; raises KnownError for another link.

    The id may be percent-encoded, and what browsers add to a link (a slash, ``?…``, ``#…``) is left out.
    """
    found = _LINK.fullmatch(link.strip().partition("#")[0].partition("?")[0])
    id_ = _decoded(found.group(1)).strip().strip("/") if found else ""
    if not id_:
        raise KnownError(
            f"The link “{link}” does not lead to an entry.", f"Links to entries look like {ENTRY_LINK}nato."
        )
    return qualified(id_)


def _decoded(text: str) -> str:
    """Return a text with its percent escapes decoded as UTF-8."""
    # Not urllib's: nothing in the program loads what could reach a network.
    octets = _ESCAPED.sub(lambda match: bytes([int(match.group(1), 16)]), text.encode(errors="replace"))
    return octets.decode(errors="replace")
