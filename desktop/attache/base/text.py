"""How text is compared: the folding and the words on which every look-up rests.

The compiler folds the names it indexes and the library folds what is typed with the same
functions, so that neither case, accents nor punctuation ever stand between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from attache.base.spelling import one_spelling

LONGEST_QUERY = 200
"""Characters of a query that are looked at: no name is longer, and anything can be pasted into a field."""

_ASCII: Mapping[int, str | None] = {
    **{code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)},
    **str.maketrans({"+": " plus ", "&": " and ", "'": None, "`": None}),
}
_PLAIN: Mapping[int, str | None] = str.maketrans(
    {
        "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t", "ŋ": "n",
        "Ŋ": "n", "ı": "i", "ĸ": "k", "´": None, "’": None, "‘": None, "ʼ": None,
    }
)  # fmt: skip
"""Letters that do not decompose, and apostrophes."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_JOINT = re.compile(r"(?<=[^\W_])[-./\u2010-\u2015](?=[^\W_])")
_PARTED = re.compile(r"(?<=[^\W_])['’ʼ`´](?=[^\W_]{3})")


def _bare(text: str) -> str:
    """Return text decomposed (NFKD) and without combining marks or apostrophes."""
    spread = unicodedata.normalize("NFKD", text.translate(_PLAIN)).translate(_PLAIN)
    return "".join(ch for ch in spread if not unicodedata.combining(ch))


def _to_plain(run: re.Match[str]) -> str:
    """Fold a run of characters beyond ASCII; apart, because most text has hardly any."""
    folded = _bare(_bare(run.group()).casefold())
    return "".join(ch if ch.isalnum() or ch.isascii() else " " for ch in folded)


def fold(text: str) -> str:
    """Return text as words joined by single spaces: no case, no marks, no punctuation.

    NFKD, combining marks dropped, casefolded, apostrophes removed, ``+`` and ``&`` spoken,
    everything else that is neither letter nor digit a space.
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_to_plain, text)
    return " ".join(text.translate(_ASCII).split())


def as_written(name: str) -> str:
    """Return a name with its case and accents as they are, for telling names that fold alike apart."""
    return unicodedata.normalize("NFC", " ".join(name.split())).replace("’", "'")


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return fold(text).split()


def forms(name: str) -> tuple[str, ...]:
    """Return the folded forms under which a name is looked up, the plain one first.

    Beside it the parts that a hyphen, stroke or point joins as one word ("shangrila dialogue",
    "us china hotline" for "U.S. China hotline"), those that an apostrophe joins as two
    ("cote d ivoire"), and the plain one in one spelling (see :func:`attache.base.spelling.one_spelling`).
    """
    plain = fold(name)
    joined = fold(_JOINT.sub("", name)) if _JOINT.search(name) else plain
    parted = fold(_PARTED.sub(" ", name)) if _PARTED.search(name) else plain
    return tuple(dict.fromkeys((plain, joined, parted, one_spelling(plain))))
