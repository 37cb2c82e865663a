"""The errors that a user can do something about."""

from __future__ import annotations


class KnownError(Exception):
    """An error that is not a bug: one plain sentence, and what to do about it.

    ``what`` is one sentence (what happened, where); ``advice`` is what the reader can do next.
    Everything else that is raised is a bug.
    """

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what} {self.advice}".rstrip()
