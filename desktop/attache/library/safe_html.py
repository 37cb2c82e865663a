"""The HTML of a library, cut down to what our compiler writes: a file from elsewhere may hold anything."""

from __future__ import annotations

import re

from attache.base.vocabulary import ENTRY_LINK, NOTED

_FOREIGN = re.compile(
    r"<(?!/?(?:p|ul|ol|li|em|strong|sup)>|/a>|/span>|br>"
    r'|p class="why">|span class="gap">|ol start="[0-9]{1,9}">'
    rf'|a href="(?:{re.escape(ENTRY_LINK)}[a-z0-9:-]+|{re.escape(NOTED)}[a-z0-9-]+|#note-[0-9]+)">)'
)
"""The beginning of a tag that the compiler never writes."""


def safe_html(html: str) -> str:
    """Return HTML in which every tag that our compiler does not write is text, so that nothing is loaded."""
    return _FOREIGN.sub("&lt;", html)
