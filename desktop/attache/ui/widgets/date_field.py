"""A field for a date, which is typed in words or numbers, or changed with the arrow keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent

from attache.base.dates import MONTHS, date_words
from attache.study.days import date_of
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme

_ICON = 16
"""The side of the calendar at 100 %, in pixels."""
_EPOCH = date(1970, 1, 1)
_LEAP_YEARS_APART = 8
"""The most years from one 29 February to the next (Gregorian calendar: from 2096 to 2104)."""
_FIRST_DAY, _LAST_DAY = ((each - _EPOCH).days for each in (date(1000, 1, 1), date.max))
"""The days between which the arrow keys move: a year has four digits."""
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_STEPS: Mapping[Qt.Key, int] = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 7,
    Qt.Key.Key_PageDown: -7,
}


def day_of(text: str, today: int) -> int | None:
    """Return the day of a date like ``14 May``, ``14 May 2026``, ``14/5/2026`` or ``2026-05-14``.

    A date without a year is the next one from today on.  None for anything else.
    """
    said = text.strip()
    if found := _ISO.fullmatch(said):
        year, month, of_month = map(int, found.groups())
    elif found := _NUMBERS.fullmatch(said):
        of_month, month, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
    elif found := _WORDS.fullmatch(said):
        begins = found[2].lower()
        months = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(begins)]
        if not months:
            return None
        of_month, month, year = int(found[1]), months[0], int(found[3] or 0)
    else:
        return None
    if not year:
        this_year = date_of(today).year
        days = [_day(each, month, of_month) for each in range(this_year, this_year + _LEAP_YEARS_APART + 1)]
        return next((day for day in days if day is not None and day >= today), None)
    return _day(year, month, of_month)


def _day(year: int, month: int, of_month: int) -> int | None:
    try:
        return (date(year, month, of_month) - _EPOCH).days
    except ValueError:
        return None


class DateField(LineEdit):
    """Emits ``day_changed`` whenever another day stands in it, or none.

    Up and Down move by a day, Page Up and Page Down by a week.
    """

    day_changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._today = theme, 0
        self._day: int | None = None
        self.setAccessibleName(name)
        self.setAccessibleDescription("A date like 14 May 2026. The arrow keys change it by a day.")
        self.setPlaceholderText("14 May 2026")
        set_tip(self, "Type a date, or change it: ↑ and ↓ by a day, Page Up and Page Down by a week")
        self.textChanged.connect(self._read)
        self.editingFinished.connect(self._write_out)

    @property
    def day(self) -> int | None:
        """The learner's day that stands in the field, None for no date."""
        return self._day

    def show_day(self, day: int | None, today: int) -> None:
        """Show a day, or nothing; ``today`` is where years and the arrow keys begin."""
        self._today = today
        self.setText("" if day is None else date_words(date_of(day)))
        self.setCursorPosition(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text off the calendar."""
        super().resizeEvent(event)
        self.setTextMargins(0, 0, self._theme.px(_ICON + 6), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a calendar at the right, which tells that this is a date."""
        super().paintEvent(event)
        px, side = self._theme.px, self._theme.px(_ICON)
        icon = self._theme.picture("calendar", side, self._theme.palette.muted, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - px(11) - side, (self.height() - side) // 2, icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the date on the up and down keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            day = (self._today if self._day is None else self._day) + step
            self.show_day(min(max(day, _FIRST_DAY), _LAST_DAY), self._today)

    def _read(self, text: str) -> None:
        before, self._day = self._day, day_of(text, self._today)
        if self._day != before:
            self.day_changed.emit()

    def _write_out(self) -> None:
        if self._day is not None:
            self.show_day(self._day, self._today)
