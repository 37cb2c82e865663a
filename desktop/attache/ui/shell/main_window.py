"""The window: its parts in one sequence, its connections in one block, its commands in one table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from attache.base.changes import ChangeKind, Changes
from attache.base.clock import Clock
from attache.base.dates import day_words
from attache.base.errors import KnownError
from attache.base.vocabulary import EntryRow
from attache.library.library import Library
from attache.study.scope import Scope
from attache.ui.pages.backups.page import Kept
from attache.ui.pages.glossary.entry_actions import EntryActions
from attache.ui.pages.glossary.finder import Refine
from attache.ui.pages.glossary.page import GlossaryPage, State
from attache.ui.shell.commands import COMMANDS, CommandSet, Need
from attache.ui.shell.desk import Desk
from attache.ui.shell.machine import Machine
from attache.ui.shell.menus import Menus
from attache.ui.shell.rail import PLACES, Rail
from attache.ui.shell.shelf import Shelf
from attache.ui.shell.studying import Studying
from attache.ui.shell.theme import Mode as Colours
from attache.ui.shell.theme import Theme
from attache.ui.shell.top_bar import TopBar

if TYPE_CHECKING:
    from attache.ui.pages.settings.page import SettingsPage
    from attache.ui.pages.shortcuts.page import ShortcutsPage
    from attache.ui.pages.study.page import StudyPage
    from attache.ui.shell.command_palette import CommandPalette

_LATELY = 8
_SLIM_BELOW, _NARROW_BELOW = 1000, 560
"""Window widths at 100 %, in pixels, below which the rail and then the top bar do with less."""


_AT_THE_FOOT = frozenset(place.name for place in PLACES if place.foot)


class MainWindow(QMainWindow):
    """Rail, search field and pages.  What the start does not show is made when it is first asked for."""

    def __init__(
        self,
        theme: Theme,
        library: Library,
        refine: Refine,
        shelf: Shelf,
        desk: Desk,
        kept: Kept,
        machine: Machine,
        clock: Clock,
        ticks: Callable[[], float],
    ) -> None:
        super().__init__()
        self._theme, self._library, self._shelf, self._desk = theme, library, shelf, desk
        self._machine, self._clock = machine, clock
        self._warned = False
        self._before = "today"
        self._recall_is_old = True
        self._standing = False
        self.setWindowTitle("Attaché")
        self.setMinimumSize(QSize(480, 360))
        self.commands = CommandSet(self, theme)
        self.menus = Menus(self, self.commands, machine.menu_bar)
        self.rail = Rail(theme, {place.name: self.commands[place.name] for place in PLACES})
        leading = ("back", "forward")
        trailing = [command.id for command in COMMANDS if command.on_bar and command.id not in leading]
        self.top = TopBar(
            theme,
            [self.commands[name] for name in leading],
            [self.commands[name] for name in trailing],
            self.menus.whole,
        )
        self.message = QLabel()
        self.glossary = GlossaryPage(theme, library, refine, shelf.note_of, shelf.bookmarks(), desk.cards_of)
        self.actions_on_entry = EntryActions(
            theme, library, lambda: self.glossary.reader.entry, shelf.note_of, clock, self
        )
        self.studying = Studying(
            theme, library, desk, kept, self.commands, shelf.note_of, self._lately_read, ticks, self
        )
        self.today = self.studying.today
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._restore()
        self._show_home()
        self.studying.show_today()
        self.top.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    @cached_property
    def palette_panel(self) -> CommandPalette:
        """The panel of all commands and entries."""
        from attache.ui.shell.command_palette import CommandPalette

        panel = CommandPalette(self._theme, self.commands, self._find, self)
        panel.entry_requested.connect(self._open_entry)
        return panel

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings page."""
        from attache.ui.pages.settings.page import SettingsPage

        page = SettingsPage(self._theme, self._desk)
        page.mode_chosen.connect(self._set_mode)
        page.zoom_chosen.connect(self._theme.set_zoom)
        page.menu_bar_chosen.connect(self._set_menu_bar)
        page.forget_lookups.connect(self._shelf.forget_lookups)
        page.said.connect(self._tell)
        page.copies_wanted.connect(self.studying.show_copies)
        page.show_menu_bar(self.menus.always)
        self.pages.addWidget(page)
        return page

    @property
    def study(self) -> StudyPage:
        """The Study page."""
        return self.studying.study

    @cached_property
    def shortcuts(self) -> ShortcutsPage:
        """The shortcuts page."""
        from attache.ui.pages.shortcuts.page import ShortcutsPage

        page = ShortcutsPage(self._theme)
        self.pages.addWidget(page)
        return page

    def _lay_out(self) -> None:
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.hide()
        self.pages.addWidget(self.today)
        self.pages.addWidget(self.glossary)
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        down = QVBoxLayout()
        down.setSpacing(0)
        down.addWidget(self.top)
        down.addWidget(self.message)
        down.addWidget(self.pages, 1)
        across.addLayout(down, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.commands.connect_all(self._handlers())
        field, glossary, shelf = self.top.field, self.glossary, self._shelf
        field.textEdited.connect(self._typed)
        field.moved.connect(glossary.finder.walk)
        field.chosen.connect(self._choose)
        field.left.connect(self._leave_field)
        glossary.opened.connect(shelf.add_lookup)
        glossary.note_written.connect(self._keep_note)
        glossary.state_changed.connect(self._follow_state)
        glossary.trouble.connect(self.report)
        studying = self.studying
        studying.page_wanted.connect(self._go)
        studying.page_made.connect(self.pages.addWidget)
        studying.entry_requested.connect(self._open_entry)
        studying.search_wanted.connect(self._search)
        studying.note_written.connect(self._keep_note)
        studying.waiting.connect(lambda count: self.rail.show_count("study", count))
        studying.said.connect(self._tell)
        self._desk.exchanging.connect(self._forget_settings)
        studying.refused.connect(lambda error: self.report(error, standing=True))
        studying.trouble.connect(self.report)
        studying.turned.connect(self._enable)
        for kept in (shelf, self._desk):
            kept.changed.connect(self._take)
            kept.trouble.connect(self.report)
        self.actions_on_entry.trouble.connect(self.report)
        self._theme.changed.connect(self._dress)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        glossary, theme, acts = self.glossary, self._theme, self.actions_on_entry
        reader, finder = glossary.reader, glossary.finder
        return {
            "bookmark": self._bookmark,
            "note": self._write_note,
            "copy-definition": acts.copy_definition,
            "copy-citation": acts.copy_citation,
            "print": acts.print,
            "pdf": acts.ask_for_pdf,
            "quit": self._quit,
            "search": self._search,
            "back": lambda: self._in_glossary(reader.back),
            "forward": lambda: self._in_glossary(reader.forward),
            "next": lambda: self._in_glossary(lambda: finder.walk(1)),
            "previous": lambda: self._in_glossary(lambda: finder.walk(-1)),
            "glossary": lambda: self._in_glossary(glossary.show_list),
            "bookmarks": self._show_bookmarks,
            "lately": self._show_lately,
            "all": self._clear,
            **self.studying.handlers(),
            "study-entry": self._study_entry,
            "study-list": self._study_list,
            "resume": self._resume,
            "pane": lambda: self._in_glossary(glossary.next_pane),
            "bigger": lambda: theme.zoom_by(1),
            "smaller": lambda: theme.zoom_by(-1),
            "plain-size": lambda: theme.set_zoom(100),
            "theme-system": lambda: self._set_mode(Colours.SYSTEM),
            "theme-light": lambda: self._set_mode(Colours.LIGHT),
            "theme-dark": lambda: self._set_mode(Colours.DARK),
            "menu-bar": self.menus.call,
            "settings": lambda: self._go(self.settings, "settings"),
            "palette": self._open_palette,
            "shortcuts": lambda: self._go(self.shortcuts, "shortcuts"),
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

    def warm(self) -> None:
        """Make what the first key and the first entry need, while nobody waits for it."""
        self._library.warm()
        self.glossary.reader.pane  # noqa: B018 - making it is the point

    def tend(self) -> None:
        """Look after the learner's file, while nobody waits for it."""
        self.studying.follow_day()
        self.studying.tend()

    def finish_pending(self) -> bool:
        """Do now what waits for a pause or for another thread, and tell whether anything did.

        Pictures and tests call it until nothing waits, processing events in between, instead of waiting.
        """
        shown, done = self.glossary.finish_pending(), self.studying.finish_pending()
        return shown or done

    def report(self, error: Exception, standing: bool = False) -> None:
        """Say in place what went wrong; what is not the world's fault gets a report to copy.

        What is ``standing`` stays true, and so stays said; anything else goes with the next thing typed.
        """
        if not standing and self.studying.lets_go(error):
            self.studying.show_today()
            return
        if isinstance(error, KnownError):
            self._standing = standing
            self.message.setText(str(error))
            self.message.show()
            return
        from attache.ui.shell.bug_report import show_bug

        show_bug(error, self)

    # Commands

    def _open_palette(self) -> None:
        self.palette_panel.open()

    def _quit(self) -> None:
        self.close()

    def _search(self) -> None:
        self._go_to_glossary()
        self.glossary.show_side("list")
        self.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.field.selectAll()

    def _typed(self, text: str) -> None:
        self._go_to_glossary()
        if not self._standing:
            self.message.hide()
        self.glossary.look_up(text)

    def _choose(self) -> None:
        """Read the entry come to; with nothing typed on Today, take the first step offered there."""
        if not self.top.field.text().strip() and self.pages.currentWidget() is self.today:
            self.today.press_first()
        else:
            self.glossary.choose()

    def _leave_field(self) -> None:
        """Go to the list, or back to the card that waits, which then has its field to itself."""
        if self.studying.holds_card and self.pages.currentWidget() is self.glossary:
            self.top.field.clear()
            self.glossary.finder.clear()
            self.studying.show_study()
        else:
            self.glossary.show_list()

    def _clear(self) -> None:
        self._go_to_glossary()
        self.top.field.clear()
        self.glossary.finder.clear()

    def _show_bookmarks(self) -> None:
        self._clear()
        self.glossary.show_bookmarks()

    def _in_glossary(self, act: Callable[[], None]) -> None:
        self._go_to_glossary()
        act()

    def _open_entry(self, entry: str) -> None:
        self._go_to_glossary()
        if self.glossary.show_entry(entry):
            self.glossary.reader.pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bookmark(self) -> None:
        if entry := self.glossary.state.entry:
            self._shelf.toggle_mark(entry)
        # Qt has turned the command's check mark already, whether or not the mark was kept.
        self._enable()

    def _write_note(self) -> None:
        if self.glossary.state.entry:
            self.glossary.reader.pane.note.write()

    def _show_home(self) -> None:
        self._go_to_glossary()
        self._fill_home()
        self.glossary.show_home()

    def _show_lately(self) -> None:
        self._show_home()
        self.glossary.reader.home.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _study_entry(self) -> None:
        state = self.glossary.state
        if state.entry:
            self.studying.begin(Scope(entries=frozenset((state.entry,)), words=state.title), beyond=True)

    def _resume(self) -> None:
        if entry := self.glossary.state.entry:
            self._desk.resume(entry)

    def _study_list(self) -> None:
        self.studying.begin(self.glossary.finder.scope())

    def _set_mode(self, mode: Colours) -> None:
        self._machine.mode = mode
        self._theme.set_mode(mode)

    def _set_menu_bar(self, always: bool) -> None:
        self._machine.menu_bar = always
        self.menus.set_always(always)

    # What is shown

    def _leave(self) -> None:
        """Leave a page: those at the rail's foot for the one before, any other for Today."""
        if self.rail.here in _AT_THE_FOOT:
            self.commands[self._before].trigger()
        else:
            self.studying.show_today()

    def _go(self, page: QWidget, name: str) -> None:
        self._remember_place(name)
        self.setWindowTitle("Attaché")
        self.pages.setCurrentWidget(page)
        # A page that goes hands its keys to whatever is next; they belong to the page that comes.
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rail.show_place(name)
        self._enable()

    def _remember_place(self, coming: str) -> None:
        """Keep which place to return to from one at the rail's foot."""
        if coming in _AT_THE_FOOT and self.rail.here not in _AT_THE_FOOT:
            self._before = self.rail.here

    def _go_to_glossary(self) -> None:
        if self._recall_is_old:
            self._recall_is_old = False
            self.glossary.finder.set_recall(self._desk.recall() if self._desk.has_begun else {})
            if self.glossary.reader.entry is not None:
                self.glossary.reader.pane.draw_again()
        self.pages.setCurrentWidget(self.glossary)
        self.rail.show_place("glossary")
        self._enable()

    def _keep_note(self, entry: str, text: str) -> None:
        if not self._shelf.write_note(entry, text):
            self.glossary.reader.pane.note.hold(entry, text)

    def _lately_read(self) -> list[tuple[EntryRow, str]]:
        """Return the entries read last, with when in words."""
        lately = self._shelf.lately(_LATELY)
        return [
            (row, day_words(lately[row.id], self._clock())) for row in self._library.rows_by_id(list(lately))
        ]

    def _fill_home(self) -> None:
        rows = self._lately_read()
        count = self._library.entry_count
        line = f"{count:,} entries. Type a few letters of what you want to know."
        self.glossary.reader.home.show_home(self._library.title, line, rows)

    def _find(self, text: str) -> list[EntryRow]:
        found = self._library.search(text, limit=8)
        return [hit.row for hit in (*found.hits, *found.suggestions)][:8]

    def _take(self, changes: Changes) -> None:
        """Refresh what shows the kinds of data that changed."""
        if ChangeKind.BOOKMARKS in changes.kinds:
            self.glossary.finder.set_bookmarks(self._shelf.bookmarks())
            self._enable()
        if ChangeKind.REVIEWS in changes.kinds and not self._standing:
            self.message.hide()  # what could not be kept before can be now
        if changes.kinds & {ChangeKind.REVIEWS, ChangeKind.SETTINGS}:
            self._recall_is_old = True
            if self.pages.currentWidget() is self.glossary:
                self._go_to_glossary()
        if ChangeKind.SETTINGS in changes.kinds and "settings" in self.__dict__:
            self.settings.show_study()
        self.studying.take(changes)
        if ChangeKind.LOOKUPS in changes.kinds and self.glossary.reader.entry is None:
            self._fill_home()

    def _forget_settings(self) -> None:
        """Let the settings page be made anew: it shows what can be chosen about a file that is there."""
        if "settings" in self.__dict__:
            page = self.__dict__.pop("settings")
            self.pages.removeWidget(page)
            page.deleteLater()

    def _tell(self, said: str) -> None:
        """Say something that went as it should."""
        self._standing = False
        self.message.setText(said)
        self.message.show()

    def _follow_state(self, state: State) -> None:
        self.setWindowTitle(f"{state.title} – Attaché" if state.title else "Attaché")
        self._enable()

    def _enable(self) -> None:
        state = self.glossary.state
        in_glossary = self.pages.currentWidget() is self.glossary
        shown = bool(state.entry) and in_glossary
        present = {
            Need.ENTRY: shown,
            Need.SHELF: shown and self._shelf.is_there,
            Need.BACK: state.back,
            Need.FORWARD: state.forward,
            Need.FILTER: state.narrowed,
            Need.TEACHES: shown and self._desk.is_there and self.glossary.teaches,
            Need.SUSPENDED: shown and self._desk.has_suspended(state.entry),
            Need.LISTED: self._desk.is_there
            and self.pages.currentWidget() is self.glossary
            and state.narrowed,
            **self.studying.needs(),
        }
        self.commands.enable(need for need, met in present.items() if met)
        marked = shown and self._shelf.is_marked(state.entry)
        self.commands.check("bookmark", marked)
        accent = self._theme.palette.accent
        icon = self._theme.icon("bookmark-filled", accent) if marked else self._theme.icon("bookmark")
        self.commands["bookmark"].setIcon(icon)

    def _show_choices(self) -> None:
        for mode in Colours:
            self.commands.check(f"theme-{mode}", self._theme.mode is mode)

    def _dress(self) -> None:
        self._machine.zoom = self._theme.zoom
        self._show_choices()
        self._fit()
        self._enable()

    def _fit(self) -> None:
        wide = self.width() * 100 / self._theme.zoom
        self.rail.set_slim(wide < _SLIM_BELOW)
        self.top.set_narrow(wide < _NARROW_BELOW)

    def _restore(self) -> None:
        geometry = self._machine.layout("window")
        if not (geometry and self.restoreGeometry(QByteArray(geometry))):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1280, room.width()), min(800, room.height()))
        if divided := self._machine.layout("glossary"):
            self.glossary.restore_splitter(divided)
        self._dress()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the frame into the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Notice a day that has begun while the window lay behind others."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.studying.follow_day()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a page, or clear search and filters, on an Esc that nobody else took."""
        here = self.pages.currentWidget()
        if event.key() == Qt.Key.Key_Escape and self.studying.holds_card and here is self.glossary:
            self.studying.show_study()
        elif event.key() == Qt.Key.Key_Escape and here is not self.glossary:
            self._leave()
        elif event.key() == Qt.Key.Key_Escape:
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
        """Keep what is being written, and the window's place; stay once where a note could not be kept."""
        if not self.glossary.keep() and not self._warned:
            self._warned = True
            self.message.setText(f"{self.message.text()} Copy your note elsewhere; then close again.".strip())
            self.message.show()
            event.ignore()
            return
        self.glossary.close_down()
        self.studying.close_down()
        self._machine.set_layout("window", bytes(self.saveGeometry().data()))
        self._machine.set_layout("glossary", self.glossary.splitter_state())
        self._machine.save()
        super().closeEvent(event)
