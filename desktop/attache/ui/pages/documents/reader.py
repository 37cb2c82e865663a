"""The guide to one document: its outline, and the section that is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attache.library.guides import Guide, OutlineSection
from attache.study.reading import ReadingPlace
from attache.ui.pages.documents.outline import Outline
from attache.ui.pages.documents.section_view import SectionView
from attache.ui.shell.context import Context
from attache.ui.shell.plain import on_button
from attache.ui.shell.popup_menu import PopupMenu
from attache.ui.widgets.entry.find_bar import FindBar
from attache.ui.widgets.section_marks import state_of

_OUTLINE_FROM = 860
"""Width of the page at 100 %, in pixels, from which the outline stands beside the text."""
_SEEN = 2000
"""Milliseconds for which the end of a section is on screen until the section counts as read."""
_SAVED = 1000
"""Milliseconds after the last scrolling until the place is saved."""


class GuideReader(QWidget):
    """Shows one section at a time, and saves what was read.

    ``section_wanted(id)`` when the user goes to another section, ``left`` for the way back to the shelf.
    """

    section_wanted = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._theme = context, context.theme
        self._guide: Guide | None = None
        self._by_hand = False
        """Whether the reader has said of this section that it is not read."""
        self.outline = Outline(context.theme)
        self.view = SectionView(context)
        self.find_bar = FindBar(context.theme, (self.view.opening, self.view.text, self.view.notes))
        self.picker = QPushButton()
        self.picker.setObjectName("picker")
        self.picker.setMenu(PopupMenu(self))
        self.picker.menu().aboutToShow.connect(self._fill_menu)
        self.view.set_above(self.picker)
        self._seeing, self._saving = self._timer(_SEEN, self._see_end), self._timer(_SAVED, self.save)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.find_bar)
        right.addWidget(self.view, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        self._theme.changed.connect(self._apply_theme)
        self._apply_theme()
        across.setSpacing(0)
        across.addWidget(self.outline)
        across.addLayout(right, 1)
        self.find_bar.reached.connect(self.view.bring_into_view)
        self.outline.chosen.connect(self.section_wanted)
        self.outline.left.connect(self.left)
        self.view.next_wanted.connect(self.go_on)
        self.view.end_seen.connect(self._seeing.start)
        self.view.scrolled.connect(self._saving.start)

    @property
    def section(self) -> OutlineSection | None:
        """The section that is shown."""
        shown = self.view.section
        if shown is None or self._guide is None:
            return None
        return next(each for each in self._guide.sections if each.id == shown.id)

    def neighbour(self, steps: int) -> OutlineSection | None:
        """Return the section so many steps after the one shown, None past the ends."""
        section, guide = self.section, self._guide
        if section is None or guide is None:
            return None
        place = section.number - 1 + steps
        return guide.sections[place] if 0 <= place < len(guide.sections) else None

    def show_section(self, id_: str, depth: int = 0) -> bool:
        """Show a section by its id, False if there is none of that id."""
        library = self._context.library
        found = library.guide_section(id_)
        guide = next(
            (each for each in library.guides() if found is not None and each.id == found.guide), None
        )
        if found is None or guide is None:
            return False
        if self._guide is not None and self._guide.id != guide.id:
            self.save()
        self._seeing.stop()
        self.find_bar.close_bar()
        self._guide, self._by_hand = guide, False
        self.outline.show_guide(guide, self._context.learner.reading.states(), id_)
        section = next(each for each in guide.sections if each.id == id_)
        self.picker.setText(on_button(f"{guide.short}: section {section.number} of {len(guide.sections)}"))
        self.view.show_section(guide, found, depth)
        self.save()
        return True

    def go_on(self) -> None:
        """Mark the section as read, and show the next one, or after the last one the shelf."""
        section, following = self.section, self.neighbour(1)
        if section is None or not self.mark_read(section.id):
            return
        if following is None:
            self.left.emit()
        else:
            self.section_wanted.emit(following.id)

    def go_back(self) -> None:
        """Show the section before."""
        if (before := self.neighbour(-1)) is not None:
            self.section_wanted.emit(before.id)

    def mark_read(self, section: str) -> bool:
        """Mark a section as read; return False if that could not be saved."""
        learner = self._context.learner
        if not learner.is_available:
            return True
        return learner.reading.set_read(section) is None

    def toggle_read(self) -> None:
        """Mark the section as read or as not read, as the reader says."""
        section, reading = self.section, self._context.learner.reading
        if section is not None:
            self._by_hand = reading.is_read(section.id)
            self._seeing.stop()
            reading.set_read(section.id, not self._by_hand)

    def refresh(self, reviews: bool) -> None:
        """Show the present states; of the questions and entries only after ``reviews``."""
        self.outline.show_states(self._context.learner.reading.states())
        self.view.show_read()
        if reviews:
            self.view.refresh()

    def take_focus(self) -> None:
        """Put the focus in the text, so that keys scroll it and lead on."""
        self.view.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save where reading stands."""
        self._saving.stop()
        section, guide = self.section, self._guide
        if section is not None and guide is not None and self._context.learner.is_available:
            self._context.learner.reading.stop_at(ReadingPlace(guide.id, section.id, self.view.reached))

    def finish_pending(self) -> bool:
        """Do now what waits for a pause; return whether anything did."""
        waited = self.view.finish_pending()
        if self._seeing.isActive():
            self._see_end()
            waited = True
        if self._saving.isActive():
            self.save()
            waited = True
        return waited

    def close_down(self) -> None:
        """Save the place, and stop waiting."""
        self.save()
        self._seeing.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the outline beside the text, or as a menu above it."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(_OUTLINE_FROM)
        self.outline.setVisible(wide)
        self.picker.setVisible(not wide)
        self.view.set_outlined(wide)

    # Parts

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.picker.setIcon(self._theme.icon("chevron-down"))
        self.picker.setIconSize(QSize(px(14), px(14)))
        self.picker.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def _timer(self, pause: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(act)
        return timer

    def _see_end(self) -> None:
        """Mark the section as read, if its end is still on screen and the reader has not said otherwise."""
        self._seeing.stop()
        section = self.section
        if section is not None and not self._by_hand and self.view.is_end_shown:
            self.mark_read(section.id)

    def _fill_menu(self) -> None:
        menu, guide = self.picker.menu(), self._guide
        menu.clear()
        menu.addAction("All documents", self.left.emit)
        menu.addSeparator()
        states = self._context.learner.reading.states()
        for section in guide.sections if guide is not None else ():
            words = f"{section.number}  {section.title} ({state_of(states, section).value})"
            menu.addAction(on_button(words), partial(self.section_wanted.emit, section.id))
