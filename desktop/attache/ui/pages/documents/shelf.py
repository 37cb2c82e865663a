"""The shelf: the documents, how much of each was read and is remembered, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from attache.base.numbers import counted
from attache.library.guides import Guide
from attache.study.reading import ReadingPlace
from attache.ui.shell.context import Context
from attache.ui.shell.plain import PlainLabel
from attache.ui.widgets.column import Column
from attache.ui.widgets.section_marks import Legend, MarkRow, States

_WIDE, _EDGE = 952, 28
"""The widest shelf and the space above and below it at 100 %, in pixels: five documents fit at 1280×800."""
_MARKS = 368
"""Room for the marks at 100 %, in pixels, so that the figures beside them stand below one another."""
_BESIDE_FROM = 880
"""Width of the page at 100 %, in pixels, from which a button stands beside its document."""


class Shelf(Column):
    """``guide_chosen(guide)`` when reading is to go on in a document, ``section_chosen(section)``."""

    guide_chosen = Signal(str)
    section_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, _WIDE, edge=_EDGE)
        self._context = context
        self.main: QPushButton | None = None
        """The button of the document that was read last."""
        self.buttons_of: Mapping[str, QPushButton] = {}
        self._is_beside = True
        self.resized.connect(self._fit)
        self.look_changed.connect(self.draw)

    def draw(self) -> None:
        """Show the documents as they are now."""
        context, reading = self._context, self._context.learner.reading
        guides = context.library.guides()
        had_focus = self.holds_focus
        self.clear()
        self.say("Documents", "title")
        self.say(_trust(guides, context.library.accuracy_note_count()), "lead").setProperty("dense", True)
        states, places = reading.states(), reading.places()
        overview = context.learner.overview()
        remembered = reading.remembered()
        stopped = {place.document: place for place in places}
        last = next((place.document for place in places if place.document in {g.id for g in guides}), "")
        self._is_beside = self._has_room()
        made: dict[str, QPushButton] = {}
        for guide in guides:
            cards = overview.documents[guide.document].cards if overview is not None else 0
            kept = f", {remembered.get(guide.document, 0):,} of {counted(cards, 'card')} known"
            said = f"{read_words(guide, states)}{kept if cards else ''}"
            is_main = guide.id == (last or guides[0].id)
            made[guide.id] = self._block(guide, states, stopped.get(guide.id), said, is_main)
        self.buttons_of = made
        self.main = made.get(last or (guides[0].id if guides else ""))
        self.add(hairline(), 4)
        self.add(Legend(self._theme), 4)
        self.end()
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on the button of the document that was read last."""
        if self.main is not None:
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _block(
        self, guide: Guide, states: States, stopped: ReadingPlace | None, said: str, is_main: bool
    ) -> QPushButton:
        px = self._theme.px
        block = QWidget()
        grid = QGridLayout(block)
        grid.setContentsMargins(0, px(2), 0, px(2))
        grid.setVerticalSpacing(px(4))
        grid.setHorizontalSpacing(px(24))
        title, note, figures = PlainLabel(guide.title), PlainLabel(_origin(guide)), PlainLabel(said)
        for label, name in ((title, "section"), (note, "quiet"), (figures, "quiet")):
            label.setObjectName(name)
            label.setWordWrap(True)
        marks = MarkRow(self._theme, guide, states, stopped.section if stopped else "")
        marks.setAccessibleName(said)
        marks.chosen.connect(self.section_chosen)
        button = QPushButton(button_words(guide, states, stopped))
        button.setAccessibleName(f"{button.text()}: {guide.title}")
        button.setAutoDefault(True)
        button.setMinimumHeight(px(36))
        if is_main:
            button.setObjectName("primary")
        button.clicked.connect(lambda _on=False: self.guide_chosen.emit(guide.id))
        left, top = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
        if self._is_beside:
            grid.addWidget(title, 0, 0, 1, 2)
            grid.addWidget(note, 1, 0, 1, 2)
            grid.addWidget(marks, 2, 0, left)
            grid.addWidget(figures, 2, 1)
            grid.addWidget(button, 0, 2, 2, 1, top | Qt.AlignmentFlag.AlignRight)
            grid.setColumnMinimumWidth(0, px(_MARKS))
            grid.setColumnStretch(1, 1)
        else:
            grid.setVerticalSpacing(px(8))
            for row, part in enumerate((title, note, marks, figures, button)):
                grid.addWidget(part, row, 0, left if part is button else Qt.AlignmentFlag(0))
        self.add(hairline(), 4)
        self.add(block)
        return button

    def _has_room(self) -> bool:
        return self.width() >= self._theme.px(_BESIDE_FROM)

    def _fit(self) -> None:
        if self._has_room() != self._is_beside:
            self.draw()


def read_words(guide: Guide, states: States) -> str:
    """Return how many sections of a guide were read, in words."""
    read = sum(section.id in states for section in guide.sections)
    sections = counted(len(guide.sections), "section")
    return f"{read} of {sections} read" if read else f"{sections}, none read"


def button_words(guide: Guide, states: States, stopped: ReadingPlace | None) -> str:
    """Return what the button of a document does."""
    number = next((each.number for each in guide.sections if stopped and each.id == stopped.section), 0)
    if all(section.id in states for section in guide.sections):
        return "Read again"
    return f"Continue at section {number}" if number else "Start reading"


def _trust(guides: Sequence[Guide], notes: int) -> str:
    """Return what the documents are, and how far to trust them."""
    if not guides:
        return "This library has no study guides."
    words = "Each document has a study guide written for this program."
    if notes:
        say = "note says" if notes == 1 else "notes say"
        words += f" {notes:,} accuracy {say} what is wrong, out of date or unclear."
    if 1 < notes < sum(guide.accuracy_notes for guide in guides):
        words += " Some of them are about several documents."
    return words


def _origin(guide: Guide) -> str:
    """Return what is known of the origin of a document, and how much of it must be corrected."""
    notes = f"{counted(guide.accuracy_notes, 'accuracy note')}." if guide.accuracy_notes else ""
    return " ".join(part for part in (guide.note, notes) if part)


def hairline() -> QFrame:
    """Return a fine rule across its column."""
    rule = QFrame()
    rule.setObjectName("hairline")
    rule.setFixedHeight(1)
    return rule
