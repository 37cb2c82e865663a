"""The window: its parts in one sequence, its connections in one block, its commands in one table."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMargins, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attache.base.changes import ChangeKind, Changes
from attache.base.clock import Clock
from attache.base.errors import KnownError
from attache.base.vocabulary import EntryRow
from attache.library.library import Library
from attache.study.progress import Progress
from attache.ui.command_palette import CommandPalette
from attache.ui.commands import COMMANDS, CommandSet, Menu, Need
from attache.ui.entry.citation import citation_text, definition_text
from attache.ui.glossary.page import GlossaryPage, Refine, State
from attache.ui.machine import Machine
from attache.ui.rail import Rail
from attache.ui.settings_page import SettingsPage
from attache.ui.shortcuts_page import ShortcutsPage
from attache.ui.theme import Mode, Theme
from attache.ui.top_bar import TopBar
from attache.ui.when import day_words, local_day

_log = logging.getLogger(__name__)
_LATELY = 8
_SLIM_BELOW = 1000
"""Window width at 100 %, in pixels, below which the rail shows icons only."""


class MainWindow(QMainWindow):
    """Rail, search field and pages.  ``changed`` carries whatever was written to the learner's file."""

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        library: Library,
        refine: Refine,
        progress: Progress | None,
        machine: Machine,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._theme, self._library, self._progress = theme, library, progress
        self._machine, self._clock = machine, clock
        self._state = State("", "", False, False, False)
        self.setWindowTitle("Attaché")
        self.setMinimumSize(QSize(480, 360))

        self.commands = CommandSet(self, theme)
        self.menus = self._make_menus()
        self.rail = Rail(theme, {name: self.commands[name] for name in ("glossary", "shortcuts", "settings")})
        self.top = TopBar(
            theme,
            [self.commands["back"], self.commands["forward"]],
            [
                self.commands[name]
                for name in ("bookmark", "note", "copy-definition", "copy-citation", "print")
            ],
            self.menus,
        )
        self.message = QLabel()
        self.glossary = GlossaryPage(theme, library, refine, self._note_of)
        self.shortcuts = ShortcutsPage(theme)
        self.settings = SettingsPage(theme)
        self.pages = QStackedWidget()
        self._lay_out()
        self.palette_panel = CommandPalette(theme, self.commands, self._find, self)
        self._connect()
        self._restore()
        self._go("glossary")
        self.glossary.refresh()
        self._show_home()
        self.top.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _make_menus(self) -> QMenu:
        """Fill the menu bar, and return one menu that holds the same menus."""
        whole = QMenu(self)
        for name in Menu:
            menu = QMenu(str(name), self)
            for command in COMMANDS:
                if command.menu is name:
                    if command.first:
                        menu.addSeparator()
                    menu.addAction(self.commands[command.id])
            self.menuBar().addMenu(menu)
            whole.addMenu(menu)
        return whole

    def _lay_out(self) -> None:
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.hide()
        for page in (self.glossary, self.shortcuts, self.settings):
            self.pages.addWidget(page)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.top, self.message):
            right.addWidget(part)
        right.addWidget(self.pages, 1)
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(QMargins())
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.commands.connect_all(self._handlers())
        field, glossary, settings = self.top.field, self.glossary, self.settings
        field.textEdited.connect(self._typed)
        field.moved.connect(glossary.walk)
        field.chosen.connect(glossary.open_chosen)
        field.left.connect(glossary.show_list)
        glossary.opened.connect(self._opened)
        glossary.note_written.connect(self._write_note)
        glossary.state_changed.connect(self._follow_state)
        glossary.trouble.connect(self.report)
        self.palette_panel.entry_requested.connect(self._open_entry)
        settings.mode_chosen.connect(self._set_mode)
        settings.zoom_chosen.connect(self._theme.set_zoom)
        settings.menu_bar_chosen.connect(self._set_menu_bar)
        settings.forget_lookups.connect(self._forget_lookups)
        self.changed.connect(self._take)
        self._theme.changed.connect(self._dress)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        glossary, theme = self.glossary, self._theme
        return {
            "bookmark": self._bookmark,
            "note": self._edit_note,
            "copy-definition": lambda: self._copy(definition_text),
            "copy-citation": self._copy_citation,
            "print": self._print,
            "pdf": self._save_pdf,
            "quit": self._quit,
            "search": self._search,
            "back": lambda: self._in_glossary(glossary.back),
            "forward": lambda: self._in_glossary(glossary.forward),
            "next": lambda: self._in_glossary(lambda: glossary.walk(1)),
            "previous": lambda: self._in_glossary(lambda: glossary.walk(-1)),
            "glossary": lambda: self._in_glossary(glossary.show_list),
            "bookmarks": lambda: self._in_glossary(glossary.show_bookmarks),
            "lately": self._show_lately,
            "all": self._clear,
            "pane": lambda: self._in_glossary(glossary.next_pane),
            "bigger": lambda: theme.zoom_by(1),
            "smaller": lambda: theme.zoom_by(-1),
            "plain-size": lambda: theme.set_zoom(100),
            "theme-system": lambda: self._set_mode(Mode.SYSTEM),
            "theme-light": lambda: self._set_mode(Mode.LIGHT),
            "theme-dark": lambda: self._set_mode(Mode.DARK),
            "menu-bar": lambda: self._set_menu_bar(not self.menuBar().isVisible()),
            "settings": lambda: self._go("settings"),
            "palette": self.palette_panel.open,
            "shortcuts": lambda: self._go("shortcuts"),
            "about": self._show_home,
        }

    # What others ask of the window

    def raise_window(self) -> None:
        """Bring the window to the front, as a second start of the program asks."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def report(self, error: Exception) -> None:
        """Say in place what went wrong; what is not the world's fault gets a report to copy."""
        if isinstance(error, KnownError):
            self.message.setText(str(error))
            self.message.show()
            return
        _log.error("unexpected", exc_info=error)
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Something went wrong")
        box.setText("Something went wrong in the program. What you had written is kept.")
        box.setInformativeText("The details below help whoever mends it.")
        box.setDetailedText("".join(traceback.format_exception(error)))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # Commands

    def _search(self) -> None:
        self._go("glossary")
        self.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.field.selectAll()

    def _typed(self, text: str) -> None:
        self._go("glossary")
        self.message.hide()
        self.glossary.look_up(text)

    def _clear(self) -> None:
        self._go("glossary")
        self.top.field.clear()
        self.glossary.clear()

    def _in_glossary(self, act: Callable[[], None]) -> None:
        self._go("glossary")
        act()

    def _open_entry(self, entry: str) -> None:
        self._go("glossary")
        if self.glossary.show_entry(entry):
            self.glossary.pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bookmark(self) -> None:
        entry, shelf = self._state.entry, self._progress
        if entry and shelf is not None:
            self._write(lambda: shelf.bookmarks.set(entry, not shelf.bookmarks.is_marked(entry)))
        self._enable()

    def _edit_note(self) -> None:
        if self._state.entry and self._progress is not None:
            self.glossary.pane.note.write()

    def _copy(self, words: Callable[..., str], *more: object) -> None:
        entry = self.glossary.pane.entry
        if entry is not None:
            QGuiApplication.clipboard().setText(words(entry, *more))

    def _copy_citation(self) -> None:
        self._copy(citation_text, self._library.title, self._library.version, local_day(self._clock()))

    def _print(self) -> None:
        # Printing is loaded when first asked for: it costs more than the window's first paint.
        from attache.ui.entry.paper import print_entry

        entry = self.glossary.pane.entry
        if entry is not None:
            print_entry(entry, self._note_of(entry.id), self._theme.palette_for_paper, self)

    def _save_pdf(self) -> None:
        entry = self.glossary.pane.entry
        if entry is None:
            return
        start = str(Path.home() / f"{entry.title}.pdf".replace("/", "-"))
        name, _kind = QFileDialog.getSaveFileName(self, f"Save “{entry.title}” as PDF", start, "PDF (*.pdf)")
        if name:
            self.write_pdf(Path(name).with_suffix(".pdf"))

    def write_pdf(self, file: Path) -> None:
        """Write the entry shown as a PDF file, or say why that cannot be done."""
        from attache.ui.entry.paper import save_pdf

        entry = self.glossary.pane.entry
        if entry is None:
            return
        try:
            save_pdf(entry, self._note_of(entry.id), self._theme.palette_for_paper, file)
        except KnownError as error:
            self.report(error)

    def _quit(self) -> None:
        self.close()

    def _show_home(self) -> None:
        self._go("glossary")
        self.glossary.home.show_home(self._library.title, self._welcome(), self._lately())
        self.glossary.show_home()

    def _show_lately(self) -> None:
        self._show_home()
        self.glossary.home.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _welcome(self) -> str:
        return (
            f"{self._library.entry_count:,} entries. Type a few letters of a term, an organisation or a case."
        )

    def _set_mode(self, mode: Mode) -> None:
        self._machine.mode = mode
        self._theme.set_mode(mode)

    def _set_menu_bar(self, shown: bool) -> None:
        self._machine.menu_bar = shown
        self.menuBar().setVisible(shown)
        self._show_choices()

    # The learner's file

    def _note_of(self, entry: str) -> str:
        return self._progress.notes.text(entry) if self._progress is not None else ""

    def _lately(self) -> list[tuple[EntryRow, str]]:
        if self._progress is None:
            return []
        recent = dict(self._progress.lookups.recent(_LATELY))
        rows = self._library.rows_by_id(list(recent))
        return [(row, day_words(recent[row.id], self._clock())) for row in rows]

    def _opened(self, entry: str) -> None:
        shelf = self._progress
        if shelf is not None:
            self._write(lambda: shelf.lookups.add(entry))

    def _write_note(self, entry: str, text: str) -> None:
        shelf = self._progress
        if shelf is not None:
            self._write(lambda: shelf.notes.write(entry, text))

    def _forget_lookups(self) -> None:
        shelf = self._progress
        if shelf is not None:
            self._write(shelf.lookups.clear)

    def _write(self, act: Callable[[], Changes]) -> None:
        try:
            changes = act()
        except KnownError as error:
            self.report(error)
        else:
            if changes:
                self.changed.emit(changes)

    def _take(self, changes: Changes) -> None:
        """Refresh what shows the kinds of data that changed."""
        if self._progress is None:
            return
        if ChangeKind.BOOKMARKS in changes.kinds:
            self.glossary.set_bookmarks(self._progress.bookmarks.all())
            self._enable()
        if ChangeKind.LOOKUPS in changes.kinds:
            self.glossary.home.show_home(self._library.title, self._welcome(), self._lately())

    # How it looks

    def _go(self, page: str) -> None:
        pages = {"glossary": self.glossary, "shortcuts": self.shortcuts, "settings": self.settings}
        self.pages.setCurrentWidget(pages[page])
        if page != "glossary":
            # A page that goes hands its keys to whatever is next; they belong to the page that comes.
            pages[page].setFocus(Qt.FocusReason.OtherFocusReason)
        self.rail.show_place(page)
        self._enable()

    def _find(self, text: str) -> list[EntryRow]:
        found = self._library.search(text, limit=8)
        return [hit.row for hit in (*found.hits, *found.suggestions)][:8]

    def _follow_state(self, state: State) -> None:
        self._state = state
        self.setWindowTitle(f"{state.title} – Attaché" if state.title else "Attaché")
        self._enable()

    def _enable(self) -> None:
        state = self._state
        here = self.pages.currentWidget() is self.glossary
        present = {
            Need.ENTRY: bool(state.entry) and here,
            Need.BACK: state.back,
            Need.FORWARD: state.forward,
            Need.FILTER: state.narrowed,
        }
        self.commands.enable(need for need, met in present.items() if met)
        marked = (
            bool(state.entry)
            and self._progress is not None
            and self._progress.bookmarks.is_marked(state.entry)
        )
        self.commands.check("bookmark", marked)
        self.commands["bookmark"].setIcon(
            self._theme.icon(
                "bookmark-filled" if marked else "bookmark", self._theme.palette.accent if marked else ""
            )
        )
        if self._progress is None:
            for name in ("bookmark", "note"):
                self.commands[name].setEnabled(False)

    def _show_choices(self) -> None:
        for mode in Mode:
            self.commands.check(f"theme-{mode}", self._theme.mode is mode)
        self.commands.check("menu-bar", self._machine.menu_bar)
        self.settings.show_menu_bar(self._machine.menu_bar)

    def _dress(self) -> None:
        self._machine.zoom = self._theme.zoom
        self._show_choices()
        self._fit()
        self._enable()

    def _fit(self) -> None:
        wide = self.width() * 100 / self._theme.zoom
        self.rail.set_slim(wide < _SLIM_BELOW)
        self.top.set_narrow(wide < 640)

    def _restore(self) -> None:
        geometry = self._machine.layout("window")
        if not (geometry and self.restoreGeometry(QByteArray(geometry))):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1280, room.width()), min(800, room.height()))
        if divided := self._machine.layout("glossary"):
            self.glossary.restore_splitter(divided)
        self.menuBar().setVisible(self._machine.menu_bar)
        if self._progress is not None:
            self.glossary.set_bookmarks(self._progress.bookmarks.all())
        self._dress()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the frame into the new width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear search and filters on an Esc that nobody else took."""
        if event.key() == Qt.Key.Key_Escape:
            self._clear()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward with the mouse's side buttons."""
        turns = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}
        if event.button() in turns:
            self.commands[turns[event.button()]].trigger()
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being written, and the window's place."""
        self.glossary.keep()
        self._machine.set_layout("window", bytes(self.saveGeometry().data()))
        self._machine.set_layout("glossary", self.glossary.splitter_state())
        self._machine.save()
        super().closeEvent(event)
