"""A report of an error in an entry, as a text that the user sends: the program sends nothing itself."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QUrl

from attache.base.characters import whole
from attache.base.ids import public

_LONGEST_PASSAGE = 400
_LONGEST_ADDRESS = 2000
"""Characters of a mailto address that every system passes on; Windows cuts longer ones."""


class ErrorReport(NamedTuple):
    """What a report says: the entry, the versions, a passage of the entry, and the user's words.

    It holds neither notes nor answers.
    """

    entry: str
    """The entry's id."""
    title: str
    library: str
    """Title and version of the library."""
    program: str
    """The version of the program."""
    passage: str = ""
    """The text that was selected in the entry."""
    words: str = ""

    @property
    def subject(self) -> str:
        """The subject of the email."""
        return f"Error in “{self.title}”"

    @property
    def text(self) -> str:
        """The whole report as plain text."""
        known = [
            f"Entry: {self.title} ({public(self.entry)})",
            f"Library: {self.library}",
            f"Program: Attaché {self.program}",
        ]
        if self.passage:
            passage = self.passage[:_LONGEST_PASSAGE] + "…" * (len(self.passage) > _LONGEST_PASSAGE)
            known.append(f"Passage: “{passage}”")
        known += ["", self.words.strip()] if self.words.strip() else []
        return whole("\n".join((self.subject, "", *known, "")))

    @property
    def mail_address(self) -> str:
        """The report as a ``mailto:`` address without a recipient, "" if it is too long for one.

        Its form is that of RFC 6068: UTF-8 in per cents, and CR LF at the ends of lines.
        """
        body = self.text.replace("\n", "\r\n")
        address = f"mailto:?subject={_in_per_cents(whole(self.subject))}&body={_in_per_cents(body)}"
        return address if len(address) <= _LONGEST_ADDRESS else ""


def _in_per_cents(text: str) -> str:
    return bytes(QUrl.toPercentEncoding(text).data()).decode("ascii")
