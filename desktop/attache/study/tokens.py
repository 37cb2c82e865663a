"""The parts of a text that carry meaning: its words, numbers and signs, each with its place in the text.

Letters, digits and signs count.  Case, spacing, dashes, quotation marks, brackets, the accents of Latin
letters, and the way in which a character is encoded do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


class TokenKind(StrEnum):
    """What a token is; a currency may stand before or after its number."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"
    CURRENCY = "currency"


class Unit(NamedTuple):
    """A piece of a text in its plain form, and its place in the text: from ``start`` to before ``end``."""

    text: str
    start: int
    end: int


class Token(NamedTuple):
    """A word, number or sign in its plain form; its ``letters`` are the characters of ``text``."""

    kind: TokenKind
    text: str
    letters: tuple[Unit, ...]

    @property
    def unit(self) -> Unit:
        """The whole token as one piece."""
        return Unit(self.text, self.letters[0].start, self.letters[-1].end)


_LATIN: Mapping[str, str] = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŧ": "t",
}  # fmt: skip
"""Latin letters that Unicode does not decompose, as people type them without their marks."""
_DROPPED = frozenset("'`\u2018\u2019\u201b\u00b4\u02bb\u02bc\u02be\u02bf\u00ae\u2122")
"""Apostrophes, the letters of transcribed names that look like one, and the signs of trade marks."""
_ALIKE: Mapping[str, str] = {
    "\u2212": "-", "\u02d7": "-", "\u2043": "-", "\u2044": "/", "\u2215": "/", "\u066a": "%", "\u223c": "~",
}  # fmt: skip
_EMOJI = "\ufe0e\ufe0f"
"""Marks that choose between a drawn sign and a coloured picture of it."""
_PUNCTUATION = frozenset('!",;?\\\u00a1\u00b6\u00b7\u00bf\u2020\u2021\u2022')
"""Punctuation that separates.  All other signs carry meaning, such as those of units and comparisons."""
_SPOKEN: Mapping[str, str] = {"&": "and", "+": "plus", "%": "percent"}
"""Signs that people also write as a word."""
_DOUBLE: Mapping[str, str] = {"!=": "\u2260", "<=": "\u2264", ">=": "\u2265", "->": "\u2192"}
"""Signs that a keyboard lacks, as people type them."""
_ARTICLES = frozenset(("a", "an", "the"))

# Classes of characters: L letter, D digit, W sign that is also written as a word, C currency, S other sign; a
# space, a dash and the four characters that may join what is around them stand for themselves.
_TOKEN = re.compile(
    r"(?<![D.,])D{1,3}(?P<by>[ ,])DDD(?:(?P=by)DDD)*(?!,?D)(?:\.D+)?"  # digits in groups of three
    r"|D+(?:[./:]D+)*|(?<![DL])\.D+"
    r"|L+(?:\.L+)*"
    r"|W|C|S"
)
_KINDS: Mapping[str, TokenKind] = {
    "L": TokenKind.WORD, "W": TokenKind.WORD, "S": TokenKind.SIGN, "C": TokenKind.CURRENCY,
}  # fmt: skip
_NUMBER_NEXT = re.compile(r" *(?:C *)?\.?D")


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, in order and without articles."""
    letters = _join_double(list(_letters(text)))
    classes = _with_minus("".join(map(_class, letters)))
    found = [_token(match, letters) for match in _TOKEN.finditer(classes)]
    following: list[Token | None] = [*found[1:], None]
    pairs = zip(found, following, strict=False)
    return [one for one, after in pairs if not _is_article(one, after)]


def compact(found: Sequence[Token]) -> str:
    """Return tokens as one string without spaces, except between two numbers, where a space matters."""
    text, before = "", ""
    for token in found:
        apart = before == token.kind == TokenKind.NUMBER
        text, before = f"{text}{' ' if apart else ''}{token.text}", token.kind
    return text


def _letters(text: str) -> Iterator[Unit]:
    """Yield each character in its plain form: one for several code points, or several for one."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _is_mark(text[end]):
            end += 1
        for letter in _plain(text[start:end]):
            yield Unit(letter, start, end)
        start = end


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _plain(cluster: str) -> str:
    """Return a character with its marks in the form in which it is compared."""
    if cluster[0] in _DROPPED or unicodedata.category(cluster[0]) == "Cf":
        return ""
    how = unicodedata.decomposition(cluster[0]).partition(" ")[0]
    spread = unicodedata.normalize("NFKD", cluster)
    if how == "<super>" and not spread[0].isalpha():
        spread = f"^{spread}"  # 10² is not 102
    elif how == "<fraction>":
        spread = f" {spread}"  # 3½ is not 31/2
    parts: list[str] = []
    for letter in spread:
        if parts and _is_mark(letter):
            parts[-1] += letter
        else:
            parts.append(letter)
    return "".join(map(_plain_letter, parts))


def _plain_letter(letter: str) -> str:
    """Return a decomposed character in its plain form; only Latin letters lose their marks."""
    base = letter[0]
    digit = unicodedata.decimal(base, None)
    if digit is not None:
        return str(digit)
    if base in _DROPPED:
        return ""
    if unicodedata.category(base) == "Pd":
        return "-"
    if "LATIN" in unicodedata.name(base, ""):
        folded = base.casefold()
        return _LATIN.get(folded, folded)
    whole = unicodedata.normalize("NFC", letter.casefold().rstrip(_EMOJI))
    return _ALIKE.get(whole, whole)


def _join_double(letters: list[Unit]) -> list[Unit]:
    joined: list[Unit] = []
    for letter in letters:
        sign = _DOUBLE.get(joined[-1].text + letter.text) if joined else None
        if sign is not None and joined[-1].end == letter.start:
            joined[-1] = Unit(sign, joined[-1].start, letter.end)
        else:
            joined.append(letter)
    return joined


def _class(letter: Unit) -> str:
    text = letter.text
    if text in ".,:/-":
        return text
    if text.isascii() and text.isdigit():
        return "D"
    category = unicodedata.category(text)
    if category[0] in "LMN":
        return "L"
    if text in _SPOKEN:
        return "W"
    if category == "Sc":
        return "C"
    if category[0] in "ZC" or category in ("Pc", "Ps", "Pe", "Pi", "Pf") or text in _PUNCTUATION:
        return " "
    return "S"


def _with_minus(classes: str) -> str:
    """Return the classes with a dash that is a minus as a sign.

    It stands before a number, at the beginning or after a sign; or directly before it and not after a number,
    since 1947 -1991 is a range.
    """
    marked = classes
    for place, sort in enumerate(classes):
        if sort != "-" or not _NUMBER_NEXT.match(classes, place + 1):
            continue
        before, directly = marked[:place].rstrip(), classes[place + 1] != " "
        if before[-1:] in ("", "S") or (directly and marked[place - 1] in " .,:/" and before[-1] not in "DW"):
            marked = f"{marked[:place]}S{marked[place + 1 :]}"
    return marked


def _token(match: re.Match[str], letters: Sequence[Unit]) -> Token:
    found = tuple(letters[match.start() : match.end()])
    sort = match.group()[0]
    if sort == "W":
        (sign,) = found
        found = tuple(Unit(letter, sign.start, sign.end) for letter in _SPOKEN[sign.text])
    kind = _KINDS.get(sort, TokenKind.NUMBER)
    between = {TokenKind.WORD: ".", TokenKind.NUMBER: ", "}.get(kind, "")
    kept = tuple(letter for letter in found if letter.text not in between)
    text = "".join(letter.text for letter in kept)
    if kind is TokenKind.NUMBER and text.startswith("0."):
        text, kept = text[1:], kept[1:]  # people write .5 as well
    return Token(kind, text, kept)


def _is_article(token: Token, after: Token | None) -> bool:
    """Return whether a token is an article before a word or number; in "Plan A" it is not."""
    if token.text not in _ARTICLES or after is None or after.kind is TokenKind.SIGN:
        return False
    return token.text == "the" or (len(after.text) > 1 and after.text not in ("and", "or", "plus"))
