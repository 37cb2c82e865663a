"""Questions in words: which words of a text name nothing, and where it sets two things side by side."""

from __future__ import annotations

from collections.abc import Sequence

Words = tuple[str, ...]

_AGAINST = frozenset("versus vs".split())
_COMPARING = frozenset(
    "compare compared comparing contrast contrasted differ difference differences differs distinguish".split()
)
_JOINING = frozenset("against and from or than to v with".split()) | _AGAINST
_FUNCTION_WORDS = (
    frozenset(
        "a about an are as at be between by can define defined definition describe did do does explain for "
        "how i in is it its me mean meaning means meant of on plus stand stands tell that the their them "
        "these they this was were what whats when where which who whom whos whose why you".split()
    )
    | _COMPARING
    | _JOINING
)
"""Words that connect others, and those that a question is asked with; “us” and “who” alone may be names."""


_ASKED_FOR = frozenset(
    "based created established founded founder founders headquartered headquarters joined led "
    "located member members meet meets set signed started".split()
)
"""What is asked of something that has a name, as in “who founded NATO”."""


def telling(words: Words) -> Words:
    """Return the words that may name something; if none does, the last, as in “what is WHO”."""
    return tuple(word for word in words if word not in _FUNCTION_WORDS) or words[-1:]


def named(words: Words) -> Words:
    """Return the words of a question that may be a name: without those that say what is asked of it."""
    return tuple(word for word in words if word not in _ASKED_FOR)


def trimmed(words: Words) -> Words:
    """Return the words without those at both ends that name nothing; all of them if none does."""
    named = [place for place, word in enumerate(words) if word not in _FUNCTION_WORDS]
    return words[named[0] : named[-1] + 1] if named else words


def compares(words: Sequence[str]) -> bool:
    """Return whether a text says that it compares two things."""
    return any(word in _COMPARING or word in _AGAINST for word in words)


def joins(words: Sequence[str]) -> bool:
    """Return whether a word that may join two things stands between others."""
    return any(word in _JOINING for word in words[1:-1])


def sides(words: Words) -> Sequence[tuple[Words, Words]]:
    """Return the two parts of a text for each place where it may be parted, joining words first."""
    places = range(1, len(words))
    joints = [place for place in places if words[place] in _JOINING or words[place] in _COMPARING]
    parted = ((_side(words[:place]), _side(words[place:])) for place in (*joints, *places))
    return tuple(dict.fromkeys((left, right) for left, right in parted if left and right and left != right))


def _side(words: Words) -> Words:
    """Return one part of a text without the words around it that name nothing, () if all are such."""
    only_asking = all(word in _FUNCTION_WORDS for word in words)
    return () if only_asking and len(words) > 1 else trimmed(words)
