"""The Documents page: the shelf, and on top of it the guide that is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QStackedWidget, QVBoxLayout

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.study.scope import Scope
from attache.study.session import Session
from attache.ui.pages.documents import Needs
from attache.ui.pages.documents.reader import GuideReader
from attache.ui.pages.documents.shelf import Shelf
from attache.ui.shell.context import Context
from attache.ui.shell.page import Page

_SCROLLS: Mapping[Qt.Key, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class DocumentsPage(Page):
    """Shows the shelf or a section; a card or an entry opened from elsewhere leads to its section."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._is_visiting = False
        """Whether a card or an entry has led here, so that Esc leads back to it and not to the shelf."""
        self._answered: list[str] = []
        """The cards of the check questions that were answered here, the last one at the end."""
        self.shelf, self.reader = Shelf(context), GuideReader(context)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.shelf)
        self._pages.addWidget(self.reader)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pages)
        self.shelf.guide_chosen.connect(self.read_on)
        self.shelf.section_chosen.connect(self.show_section)
        self.reader.left.connect(self.show_shelf)
        self.reader.section_wanted.connect(self.show_section)
        self.reader.view.answered.connect(self._answered.append)

    @property
    def is_reading(self) -> bool:
        """Whether a section is shown."""
        return self._pages.currentWidget() is self.reader and self.reader.section is not None

    @property
    def title(self) -> str:
        """The title of the section."""
        section = self.reader.section
        return section.title if self.is_reading and section is not None else ""

    # What the window calls

    def open(
        self,
        guide: str = "",
        section: str = "",
        card: str = "",
        visiting: bool = False,
        **target: Any,
    ) -> None:
        """Show a section, and in it the check question of a card, or where reading stopped in a guide.

        Without any of these show what was shown before.  ``visiting`` says that Esc leads to another page.
        """
        if section:
            self.show_section(section)
            self._is_visiting = visiting
            if card:
                self.reader.view.show_card(card)
        elif guide:
            self.read_on(guide)
        else:
            self._take_focus()

    @property
    def place(self) -> tuple[tuple[str, ...], int]:
        """The section that is shown, and how far down its page one is, in thousandths."""
        section = self.reader.section
        return ((section.id,), self.reader.view.reached) if self.is_reading and section else ((), 0)

    def go_to(self, entries: tuple[str, ...], scroll: int) -> None:
        """Show a section again, or the shelf."""
        if entries:
            self._read(entries[0], scroll)
        else:
            self.show_shelf()

    def refresh(self, changes: Changes) -> None:
        """Show what has changed: states of sections, check questions and entries."""
        if self.is_reading:
            self.reader.refresh(bool(changes.kinds - {ChangeKind.READING}))
        else:
            self.shelf.draw()
        self.state_changed.emit()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        return {
            "next-section": self.reader.go_on,
            "previous-section": self.reader.go_back,
            "mark-read": self.reader.toggle_read,
            "shelf": self.show_shelf,
            "study-section": self._study,
            "undo-check": self._undo,
        }

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        reading, reader = self.is_reading, self.reader
        met = {
            Needs.SECTION: reading,
            Needs.NEXT: reading and reader.neighbour(1) is not None,
            Needs.PREVIOUS: reading and reader.neighbour(-1) is not None,
            Needs.SAVING: reading and self.context.learner.is_available,
            Needs.UNDO: self._can_undo(),
        }
        return [need for need, is_met in met.items() if is_met]

    def find_text(self) -> bool:
        """Find in the section; return False on the shelf."""
        if self.is_reading:
            self.reader.find_bar.open()
        return self.is_reading

    def press_default(self) -> None:
        """Go on reading."""
        if not self.is_reading and self.shelf.main is not None:
            self.shelf.main.click()

    def leave(self) -> bool:
        """Go to the shelf; return False on the shelf, and where a card or an entry has led here."""
        if self.is_reading and self.reader.find_bar.is_open:
            self.reader.find_bar.leave()
            return True
        if not self.is_reading or self._is_visiting:
            return False
        self.show_shelf()
        return True

    def save(self) -> bool:
        """Save where reading stands."""
        if self.is_reading:
            self.reader.save()
        return True

    def finish_pending(self) -> bool:
        """Do now what waits for a pause; return whether anything did."""
        return self.reader.finish_pending() if self.is_reading else False

    def close_down(self) -> None:
        """Save where reading stands."""
        self.save()
        self.reader.close_down()

    # What is shown

    def show_shelf(self) -> None:
        """Show all documents."""
        self.save()
        self.moving.emit()
        self._is_visiting = False
        self._pages.setCurrentWidget(self.shelf)
        self.shelf.draw()
        self._take_focus()
        self.arrived.emit()
        self.state_changed.emit()

    def show_section(self, section: str) -> None:
        """Show a section from its beginning."""
        self._read(section)

    def read_on(self, guide: str) -> None:
        """Go on reading in a guide where reading stopped, or begin it."""
        outline = next((each for each in self.context.library.guides() if each.id == guide), None)
        if outline is None:
            return
        known = {section.id for section in outline.sections}
        place = next((each for each in self.context.learner.reading.places() if each.document == guide), None)
        if place is not None and place.section in known:
            self._read(place.section, place.depth)
        else:
            self._read(outline.sections[0].id)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the section."""
        key = Qt.Key(event.key())
        if (
            self.is_reading
            and key in _SCROLLS
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.reader.view.verticalScrollBar().triggerAction(_SCROLLS[key])
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save where reading stands when another page is shown."""
        super().hideEvent(event)
        self.save()

    # Parts

    def _read(self, section: str, depth: int = 0) -> None:
        """Show a section, and make it a place to which Back leads."""
        self.moving.emit()
        try:
            shown = self.reader.show_section(section, depth)
        except KnownError as error:
            self.context.report(error)
            return
        if shown:
            self._pages.setCurrentWidget(self.reader)
            self._is_visiting = False
            self._take_focus()
            self.arrived.emit()
            self.state_changed.emit()

    def _take_focus(self) -> None:
        if self.is_reading:
            self.reader.take_focus()
        else:
            self.shelf.take_focus()

    def _study(self) -> None:
        section = self.reader.section
        if section is not None:
            scope = Scope(section=section.id.partition(":")[2], words=section.title)
            self.context.open_page("study", scope=scope)

    def _can_undo(self) -> bool:
        """Return whether the last act was an answer to a check question that was given here."""
        last = self.context.learner.to_undo if self._answered else None
        return last is not None and last.card == self._answered[-1]

    def _undo(self) -> None:
        """Undo that answer, and ask its question again."""
        if not self._can_undo():
            return
        before = Session()
        if self.context.learner.studying.undo(before) is before:
            return
        card = self._answered.pop()
        for check in self.reader.view.checks:
            if check.card.id == card:
                check.reopen()
                check.set_focus()
