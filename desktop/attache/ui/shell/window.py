"""The window: rail, search field and message line around the page that is shown.

It knows the pages only by what they declare (:mod:`attache.ui.shell.page`), and runs their commands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from attache.base.changes import ChangeKind, Changes
from attache.base.clock import Clock
from attache.base.errors import KnownError
from attache.base.ids import public
from attache.base.vocabulary import EntryRow
from attache.library.library import Library
from attache.ui.shell.commands import Bar, CommandSet
from attache.ui.shell.context import Context, Refine, Ticks
from attache.ui.shell.learner import Learner
from attache.ui.shell.long_work import LongWork
from attache.ui.shell.machine import Machine
from attache.ui.shell.maintenance import Maintenance
from attache.ui.shell.menus import Menus
from attache.ui.shell.message_line import MessageLine
from attache.ui.shell.notice import Notice
from attache.ui.shell.page import Page, PageSpec, load
from attache.ui.shell.page_stack import PageStack
from attache.ui.shell.plain import set_title
from attache.ui.shell.rail import Rail
from attache.ui.shell.search_control import SearchControl
from attache.ui.shell.theme import Mode, Theme
from attache.ui.shell.top_bar import TopBar
from attache.ui.shell.undo_control import UndoControl
from attache.ui.shell.window_commands import WINDOW_COMMANDS, Needs

if TYPE_CHECKING:
    from attache.ui.shell.command_palette import CommandPalette
    from attache.ui.shell.small_window import SmallWindow
    from attache.ui.shell.work_bar import WorkBar

_STUDY = frozenset((ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.TIME))
_FOUND = 8
"""Entries that the command palette offers."""
_FRAME = QSize(16, 48)
"""What a desktop may add around a window, which is not known before the window is shown."""
_LEAST, _LARGE = QSize(480, 360), 150
"""The least size of the window in pixels, and the scale (per cent) above which it grows with the text."""
_SLIM_BELOW, _NARROW_BELOW = 1000, 560
"""Window widths at 100 %, in pixels, below which the rail and then the top bar show less."""


class Window(QMainWindow):
    """Builds the parts around the pages; the first page is the one that the program starts with."""

    def __init__(
        self,
        pages: Sequence[PageSpec],
        theme: Theme,
        library: Library,
        refine: Refine,
        learner: Learner,
        machine: Machine,
        clock: Clock,
        ticks: Ticks,
    ) -> None:
        super().__init__()
        self._theme, self._library, self._learner, self._machine = theme, library, learner, machine
        self._close_anyway = False
        set_title(self, "Attaché")
        opening = [spec.opening for spec in pages if spec.opening is not None]
        own = [command for spec in pages for command in spec.commands]
        self.commands = CommandSet(self, theme, [*WINDOW_COMMANDS, *opening, *own])
        self._menus = Menus(self, self.commands, machine)
        self.work = LongWork(self)
        self.maintenance = Maintenance(learner, self.work, self)
        self.context = Context(
            theme,
            library,
            refine,
            learner,
            clock,
            ticks,
            machine,
            self.commands,
            self._menus,
            self.work,
            self.maintenance,
            self.open_page,
            self.open_entry,
            self.report,
            self.say,
            self.notify,
        )
        self.pages = PageStack(pages, self.context)
        self.rail = Rail(theme, pages)
        self.top = TopBar(theme, self._on_bar(Bar.BEFORE), self._on_bar(Bar.AFTER), self._menus.whole)
        self.message = MessageLine()
        self._search = SearchControl(self.top.field, self.pages, self.message, self)
        self._undoing = UndoControl(learner, library, lambda: self.notice, self)
        self._arrange()
        self._connect()
        self._restore_layout()
        self._show_refusal()
        self._resume()
        self._update_badges()

    def _resume(self) -> None:
        """Show what was shown when the program ended, or the first page, ready to search or to answer a card.

        The first page also says what can be done about a progress file that cannot be used.
        """
        place = self._machine.place
        if place is not None and self.pages.can_resume(place):
            self.pages.go_to(place)
        if not self.shown or self._learner.refusal is not None:
            self.open_page(self.pages.home)
            overview = self._learner.overview()
            if overview is None or overview.has_started:  # a new learner is asked a card
                self.top.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    @cached_property
    def palette_panel(self) -> CommandPalette:
        """The panel of all commands, settings and entries, made when it is first opened."""
        from attache.ui.shell.command_palette import CommandPalette

        panel = CommandPalette(self._theme, self.commands, self.pages.items(), self._find, self)
        panel.entry_requested.connect(self.open_entry)
        panel.item_requested.connect(lambda page, item: self.open_page(page, item=item))
        return panel

    @cached_property
    def work_bar(self) -> WorkBar:
        """The bar that shows long work, made when there is some."""
        from attache.ui.shell.work_bar import WorkBar

        bar = WorkBar(self._theme)
        bar.cancelled.connect(self.work.cancel)
        self._down.insertWidget(self._down.indexOf(self.pages), bar)
        return bar

    @cached_property
    def quick(self) -> SmallWindow:
        """The quick look-up, made when it is first opened."""
        # By address, as pages are: it is made of widgets, which know the shell.
        window: SmallWindow = load("attache.ui.quick.window:QuickWindow")(self._theme, self._library)
        window.entry_requested.connect(self._open_found)
        return window

    @cached_property
    def notice(self) -> Notice:
        """The line over the foot of the page, made when there is something to say."""
        return Notice(self._theme, self.pages)

    def _find_in_page(self) -> None:
        """Find in the text of the page, or where it has none, in the glossary."""
        if not self.pages.current.find_text():
            self._search.focus_field()

    def _open_palette(self) -> None:
        self.palette_panel.open()

    def _find(self, text: str) -> list[EntryRow]:
        found = self._library.search(text, limit=_FOUND)
        return [hit.row for hit in (*found.hits, *found.suggestions)][:_FOUND]

    def _on_bar(self, place: Bar) -> list[QAction]:
        return [self.commands[command.id] for command in self.commands if command.bar is place]

    def _arrange(self) -> None:
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        down = self._down = QVBoxLayout()
        down.setSpacing(0)
        down.addWidget(self.top)
        down.addWidget(self.message)
        down.addWidget(self.pages, 1)
        across.addLayout(down, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        for name, handler in self._handlers().items():
            self.commands[name].triggered.connect(lambda _checked=False, run=handler: run())
        for spec in self.pages.specs.values():
            if spec.opening is not None:
                self.commands[spec.id].triggered.connect(partial(self._open_by_command, spec.id))
            for command in spec.commands:
                self.commands[command.id].triggered.connect(partial(self._run, spec.id, command.id))
        learner, pages = self._learner, self.pages
        self.rail.chosen.connect(self.open_page)
        pages.turned.connect(self._turned)
        pages.state_changed.connect(self._update)
        learner.changed.connect(self._take_changes)
        learner.failed.connect(self.report)
        learner.replacing.connect(self._prepare_for_another_file)
        learner.opened.connect(self._show_refusal)
        self._undoing.turned.connect(self._update)
        self.maintenance.expired.connect(lambda: self._distribute(Changes.of(ChangeKind.TIME)))
        self.maintenance.failed.connect(self.report)
        self.work.failed.connect(self.report)
        self.work.changed.connect(self._show_work)
        self._theme.changed.connect(self._apply_theme)

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        theme = self._theme
        return {
            "quit": self.close,
            "back": lambda: self._walk(self.pages.back),
            "forward": lambda: self._walk(self.pages.forward),
            "undo-edit": self._undoing.undo,
            "redo-edit": self._undoing.redo,
            "search": self._search.focus_field,
            "all": self._clear_search,
            "find": self._find_in_page,
            "bigger": lambda: theme.zoom_by(1),
            "smaller": lambda: theme.zoom_by(-1),
            "plain-size": lambda: theme.set_zoom(100),
            **{f"theme-{mode}": partial(theme.set_mode, mode) for mode in Mode},
            "menu-bar": self._menus.toggle,
            "palette": self._open_palette,
            "quick": self.open_quick,
            "clipboard": partial(self.open_quick, from_clipboard=True),
        }

    # Pages

    @property
    def shown(self) -> str:
        """The id of the page that is shown."""
        return self.pages.shown

    def page(self, name: str) -> Page:
        """Return a page, made now if it was never shown."""
        return self.pages.page(name)

    def open_page(self, name: str, **target: Any) -> None:
        """Show a page, and there what ``target`` names."""
        self._show_page(name).open(**target)
        self.pages.visit()

    def open_entry(self, entry: str) -> None:
        """Show an entry on the page that the search field works on."""
        self.open_page(self.pages.search_id, entry=entry)

    def _open_by_command(self, name: str, _checked: bool = False) -> None:
        self.open_page(name)

    def _run(self, name: str, command: str, _checked: bool = False) -> None:
        self._show_page(name).handlers()[command]()
        # Qt has toggled the check mark of the command already, even if nothing was saved.
        self._update()

    def _clear_search(self) -> None:
        self._show_page(self.pages.search_id)
        self.pages.search_page().clear()

    def _walk(self, walk: Callable[[], None]) -> None:
        """Go back or forward, to pages with all changes, including those that were not announced yet."""
        self._learner.announce_now()
        walk()

    def _show_page(self, name: str) -> Page:
        """Show a page with all changes, including those that a session has not announced yet."""
        if name != self.shown:
            self._learner.announce_now()
        return self.pages.show_page(name)

    def _turned(self, name: str) -> None:
        self.message.resolve()
        self.rail.mark(self.pages.specs[name].parent or name)
        self._update()

    def _update(self) -> None:
        """Enable and check the commands, and name what is shown."""
        self.commands.update(WINDOW_COMMANDS, self._conditions(), (f"theme-{self._theme.mode}",))
        self.pages.update_commands(self.commands)
        title = self.pages.current.title or self.pages.specs[self.shown].title if self.shown else ""
        set_title(self, f"{title} – Attaché" if title else "Attaché")

    def _conditions(self) -> Collection[str]:
        """Return the conditions of the window's commands that are met."""
        pages = self.pages
        is_own = bool(self.shown) and pages.specs[self.shown].undoes
        ways = {
            Needs.BACK: pages.can_go_back,
            Needs.FORWARD: pages.trail.can_go_forward,
            Needs.NARROWED: pages.is_narrowed,
        }
        undoing = () if is_own else self._undoing.conditions()
        return [*undoing, *(need for need, is_met in ways.items() if is_met)]

    # Changes

    def _take_changes(self, changes: Changes) -> None:
        if ChangeKind.REVIEWS in changes.kinds:
            self.message.resolve()  # what could not be saved before may work now
        self._distribute(changes)

    def _distribute(self, changes: Changes) -> None:
        self.pages.distribute(changes)
        if changes.kinds & _STUDY:
            self._update_badges()
        self._update()

    def _update_badges(self) -> None:
        """Count again what the rail shows."""
        try:
            overview = self._learner.overview()
        except KnownError as error:
            self.report(error)
            return
        for spec in self.pages.specs.values():
            if spec.badge is not None:
                self.rail.show_badge(spec.id, spec.badge(overview) if overview is not None else 0)
        self.maintenance.watch()

    # What others ask of the window

    def raise_window(self) -> None:
        """Bring the window to the front, as a second start of the program asks."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def open_quick(self, from_clipboard: bool = False) -> None:
        """Open the quick look-up, empty or with the text in the clipboard."""
        self.quick.open(QGuiApplication.clipboard().text() if from_clipboard else "")

    def open_link(self, link: str) -> None:
        """Show the entry that a link leads to, or say in a sentence that it leads to none."""
        from attache.base.links import linked_entry  # loaded here because few starts open a link

        try:
            entry = linked_entry(link)
            if self._library.row(entry) is None:
                raise KnownError(
                    f"The link leads to “{public(entry)[:80]}”, and the library has no such entry.",
                    "Type its name in the search field.",
                )
        except KnownError as error:
            self.report(error)
        else:
            self.open_entry(entry)

    def _open_found(self, entry: str) -> None:
        """Show an entry that was looked up outside the window."""
        self.raise_window()
        self.open_entry(entry)

    def save(self) -> bool:
        """Save what is being typed; return False if that failed."""
        saved = [page.save() for page in self.pages]
        return all(saved)

    def prepare(self) -> None:
        """Load what the first key and the first entry need, while the window is idle."""
        from attache.ui.shell.keyboard import Keyboard

        Keyboard(self, self.commands)
        self._menus.make()
        self._library.warm()
        self.pages.search_page()
        self.pages.refresh(self.pages.search_id)

    def run_maintenance(self) -> None:
        """Open the progress file if that takes long; start its maintenance, and watch the clock."""
        if self._learner.is_waiting:
            self.maintenance.open_progress()
        self.maintenance.check_time()
        self.maintenance.run()

    def finish_pending(self) -> bool:
        """Do now what waits for a pause or for another thread; return whether anything did.

        Pictures and tests call it until nothing waits, processing events in between, instead of waiting.
        """
        pending = [page.finish_pending() for page in self.pages]
        return any((self._learner.finish_pending(), self.work.finish_pending(), *pending))

    def report(self, error: Exception) -> None:
        """Show an error; a bug in the program gets a report that can be copied.

        Where the error says that the progress file cannot be used, the file is closed.
        """
        if self._learner.take_fault(error):
            self.open_page(self.pages.home)
        elif isinstance(error, KnownError):
            self.message.show_text(str(error))
        else:
            from attache.ui.shell.bug_report import show_bug

            show_bug(error, self)

    def say(self, text: str) -> None:
        """Show the outcome of something, until the user does something else."""
        self.message.show_text(text)

    def notify(self, text: str) -> None:
        """Show for a moment that something small was done."""
        self.notice.display(text)

    def _show_work(self) -> None:
        work = self.work
        self.work_bar.display(work.words, work.share, work.is_being_cancelled)

    def _prepare_for_another_file(self) -> None:
        """Discard what belongs to the progress file that is being replaced."""
        self.message.clear()
        self.pages.discard_pages()

    def _show_refusal(self) -> None:
        """Show why nothing can be saved, until it can be."""
        refusal = self._learner.refusal
        if refusal is not None:
            # Where Today offers what can be done, the message does not repeat the advice.
            what, where = str(refusal), ""
            if self._learner.ways_out:
                what, where = refusal.what, " The Today page shows what you can do."
            self.message.show_lasting(
                f"{what} Until this is solved, you cannot study, set bookmarks or write notes.{where}"
            )

    # Layout

    def _apply_theme(self) -> None:
        self._machine.mode, self._machine.zoom = self._theme.mode, self._theme.zoom
        self._limit()
        self._fit()
        self._update()

    def _limit(self) -> None:
        """Keep the window as large as the text needs, if the screen is."""
        least = _LEAST * max(1.0, self._theme.zoom / _LARGE)
        self.setMinimumSize(least.boundedTo(self.screen().availableSize() - _FRAME))

    def _fit(self) -> None:
        wide = self.width() * 100 / self._theme.zoom
        self.rail.set_slim(wide < _SLIM_BELOW)
        self.top.set_narrow(wide < _NARROW_BELOW)

    def _restore_layout(self) -> None:
        self._limit()
        geometry = self._machine.layout("window")
        if not (geometry and self.restoreGeometry(QByteArray(geometry))):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(QSize(1280, 800).boundedTo(room.size() - _FRAME))
            # In the middle of what is free: a title bar must not be above the screen.
            self.move(room.center() - QRect(QPoint(), self.size() + _FRAME).center())
        self._fit()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the frame into the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Notice a day that started while the window was behind others."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.maintenance.check_time()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle what no other widget has used: letters may search, and Esc goes back.

        Esc goes to what is waiting, or one step back within the page or from it.
        """
        if event.key() != Qt.Key.Key_Escape:
            if not self._search.take_typing(event):
                super().keyPressEvent(event)
        elif not (self._search.return_to_waiting() or self.pages.current.leave()):
            self._walk(self.pages.leave)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Run the commands of the mouse's side buttons."""
        for command in self.commands:
            if command.mouse == event.button():
                self.commands.run(command.id)
                return
        super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being written, and the layout; stay open once if a note could not be saved."""
        if not self.save() and not self._close_anyway:
            self._close_anyway = True
            self.message.add("Copy your note elsewhere; then close again.")
            event.ignore()
            return
        if "quick" in self.__dict__:
            self.quick.close()
        for page in self.pages:
            page.close_down()
        self.maintenance.close_down()
        self.work.close_down()
        self._machine.place = self.pages.place_to_resume()
        self._machine.set_layout("window", bytes(self.saveGeometry().data()))
        self._machine.save()
        super().closeEvent(event)
