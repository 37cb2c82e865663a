"""The state of a section of a document: whether it was read, and how well its check questions are known."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class SectionState(StrEnum):
    """The state of a section; the values are the words of the window."""

    NOT_READ = "Not read"
    READ = "Read"
    LEARNED = "Learned"
    FADING = "Fading"


class ReadingPlace(NamedTuple):
    """Where reading stopped: a section, and how far down it, from 0 to 1000; ids name their pack."""

    document: str
    section: str
    depth: int = 0


def section_state(checks: int, known: int, fading: int) -> SectionState:
    """Return the state of a section that was read, from its check questions that are not suspended.

    ``known`` of them are in long intervals and likely to be recalled, ``fading`` in long intervals and likely
    to be forgotten soon.
    """
    if fading:
        return SectionState.FADING
    return SectionState.LEARNED if checks and known == checks else SectionState.READ
