"""Connects the search field to the page that answers searches, whatever page is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from attache.ui.shell.message_line import MessageLine
from attache.ui.shell.page_stack import PageStack
from attache.ui.shell.search_field import SearchField


class SearchControl(QObject):
    """Connects the field to the pages."""

    def __init__(self, field: SearchField, pages: PageStack, message: MessageLine, parent: QObject) -> None:
        super().__init__(parent)
        self._field, self._pages, self._message = field, pages, message
        field.textEdited.connect(self._type)
        field.moved.connect(lambda steps: pages.search_page().walk(steps))
        field.chosen.connect(self._choose)
        field.left.connect(self._leave)
        pages.search_cleared.connect(field.clear)
        pages.state_changed.connect(self._forget)

    def focus_field(self) -> None:
        """Show the results beside the field, and put the focus in it."""
        self._pages.show_page(self._pages.search_id)
        self._pages.search_page().show_results()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def take_typing(self, event: QKeyEvent) -> bool:
        """Type into the field what was typed on a page on which typing searches; return False otherwise.

        It replaces what is in the field.
        """
        if not self._pages.specs[self._pages.shown].typing_searches or not is_text(event):
            return False
        field = self._pages.current.typing_field or self._field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        field.insert(event.text())
        return True

    def return_to_waiting(self) -> bool:
        """Go from the search back to what is waiting, such as a card; return False if nothing is."""
        waiting = self._pages.waiting
        if not waiting or self._pages.shown != self._pages.search_id:
            return False
        self._pages.return_to(waiting)
        return True

    def _type(self, text: str) -> None:
        self._pages.show_page(self._pages.search_id)
        self._message.resolve()
        self._pages.search_page().look_up(text)

    def _forget(self) -> None:
        """Empty the field while a card is asked: what was looked up last may be the answer."""
        if (
            self._field.text()
            and self._pages.shown != self._pages.search_id
            and self._pages.current.is_waiting
        ):
            self._field.clear()
            self._pages.search_page().look_up("")

    def _choose(self) -> None:
        """Open the selected result; with nothing typed, let the page shown handle Enter."""
        if self._field.text().strip():
            self._pages.show_page(self._pages.search_id)
            self._pages.search_page().choose()
        else:
            self._pages.current.press_default()

    def _leave(self) -> None:
        """Go to the results; from an empty field go back to what is waiting, such as a card."""
        if self.return_to_waiting():
            self._pages.search_page().clear()
        else:
            self._pages.current.open()


def is_text(event: QKeyEvent) -> bool:
    """Return whether a key types a character other than a space, which presses buttons and scrolls."""
    text, held = event.text(), event.modifiers()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    # Windows sends Ctrl and Alt together for AltGr.
    is_command = bool(held & (control | alt)) and not (held & control and held & alt)
    return text.isprintable() and bool(text.strip()) and not is_command
