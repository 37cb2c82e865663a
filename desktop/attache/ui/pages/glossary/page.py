"""The Glossary page: finding on the left, reading on the right, or one of them where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import QRandomGenerator, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from attache.base.changes import ChangeKind, Changes
from attache.study.scope import Scope
from attache.ui.pages.glossary import Needs
from attache.ui.pages.glossary.compare_picker import ComparePicker
from attache.ui.pages.glossary.comparison_view import title
from attache.ui.pages.glossary.entry_actions import EntryActions
from attache.ui.pages.glossary.finder import Finder
from attache.ui.pages.glossary.list_actions import ListActions
from attache.ui.pages.glossary.reader import Reader
from attache.ui.shell.context import Context
from attache.ui.shell.page import SearchPage
from attache.ui.widgets.divided import Divided
from attache.ui.widgets.guide_link import open_in_guide, open_section

_LIST = 360
"""Width of the list at 100 %, in pixels, until the user changes it."""
_SHARE = 0.25
"""The share of the page that it has at least until then."""
_SIDE_FROM = 1100
"""Window width at 100 %, in pixels, from which an entry's side column is shown beside its text."""
_TWO_PANES_FROM = 720
"""Page width at 100 %, in pixels, from which list and entry stand side by side."""
_THREE_COLUMNS_FROM = 960
"""Page width at 100 %, in pixels, from which the list stays beside two entries that are compared."""


class GlossaryPage(SearchPage):
    """The page with the finder on the left and the reader on the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = self._theme = context.theme
        self.finder = Finder(
            theme, context.library, context.refine, context.learner.bookmarks(), self._first_shown, self
        )
        self.reader = Reader(context, self.finder.via, self)
        self._comparing = False
        self.actions_on_entry = EntryActions(context, lambda: self.reader.entry, self)
        self.actions_on_list = ListActions(context, self.finder, self)
        self._split = Divided(theme, (self.finder, self.reader), kept=0, width=_LIST, share=_SHARE)
        self._split.restore(context.machine.layout("glossary"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self._connect()

    # What the window calls

    @property
    def title(self) -> str:
        """The title of the entry shown, or of the two that are compared."""
        if self.reader.comparison is not None:
            return title(self.reader.comparison)
        return self.reader.entry.title if self.reader.entry is not None else ""

    def open(self, entry: str = "", **target: Any) -> None:
        """Show an entry and put the focus in its text; without one put the focus on the list."""
        if not entry:
            self.show_results()
            self.finder.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.show_entry(entry):
            self.reader.pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def place(self) -> tuple[tuple[str, ...], int]:
        """What is read, and how far it is scrolled."""
        return self.reader.shown, self.reader.scrolled

    def go_to(self, entries: tuple[str, ...], scroll: int) -> None:
        """Show again what was read before; the focus goes to its text unless it is on the page already."""
        if entries:
            self.reader.go_to(entries, scroll)
        else:
            self.show_home()
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Show what was changed elsewhere: bookmarks, notes, study status, days."""
        learner = self.context.learner
        if ChangeKind.BOOKMARKS in changes.kinds:
            self.finder.set_bookmarks(learner.bookmarks())
        if changes.kinds & {ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.TIME}:
            self.finder.set_recall(learner.recall())
        self.reader.refresh(changes)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        context, acts, reader, finder = self.context, self.actions_on_entry, self.reader, self.finder
        return {
            "bookmark": lambda: context.learner.toggle_bookmark(self.entry),
            "note": reader.pane.note.write,
            "compare": self._compare,
            "entry-timeline": lambda: context.open_page("timeline", entry=self.entry),
            "entry-map": lambda: context.open_page("map", entry=self.entry),
            "entry-guide": lambda: open_in_guide(context, self.entry),
            "copy-definition": acts.copy_definition,
            "copy-citation": acts.copy_citation,
            "copy-link": acts.copy_link,
            "print": acts.print,
            "pdf": acts.ask_for_pdf,
            "print-list": self.actions_on_list.print,
            "pdf-list": self.actions_on_list.ask_for_pdf,
            "report-error": lambda: acts.report_error(reader.selected_text),
            "next": lambda: finder.walk(1),
            "previous": lambda: finder.walk(-1),
            "bookmarks": self._show_bookmarks,
            "recent": self._show_recent,
            "random": lambda: finder.choose_random(QRandomGenerator.system().bounded),
            "study-entry": self._study_entry,
            "entry-cards": lambda: context.open_page("cards", entry=self.entry),
            "resume": lambda: context.learner.marks.resume(self.entry),
            "study-list": lambda: context.open_page("study", scope=finder.scope()),
            "pane": self._focus_next_pane,
            "about-documents": self.show_home,
        }

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        # In a narrow window the list may hide the entry; nothing is done with what is not seen.
        entry = None if self.reader.isHidden() else self.reader.entry
        saving, narrowed = self.context.learner.is_available, self.is_narrowed
        met = {
            Needs.ENTRY: entry is not None,
            Needs.COMPARABLE: entry is not None or bool(self.finder.offer.ids),
            Needs.SAVING: entry is not None and saving,
            Needs.CARDS: entry is not None and saving and bool(entry.cards),
            Needs.SUSPENDED: entry is not None and self._has_suspended(),
            Needs.LISTED: bool(self.finder.model.rowCount()),
            Needs.DATED: entry is not None and self.context.library.is_dated(entry.id),
            Needs.LIST: saving and narrowed,
        }
        return [need for need, is_met in met.items() if is_met]

    def checked(self) -> Collection[str]:
        """Return the ids of the commands that are shown as checked."""
        is_seen = not self.reader.isHidden()
        return ("bookmark",) if is_seen and self.context.learner.is_bookmarked(self.entry) else ()

    def find_text(self) -> bool:
        """Find in the entry or the comparison that is shown."""
        return self.reader.find_text()

    def press_default(self) -> None:
        """Read the entry selected in the list, if there is one."""
        self.choose()

    def leave(self) -> bool:
        """Go back from a comparison, else remove text and filters: Esc never leaves this page."""
        if self.reader.leave_find():
            pass
        elif self.reader.comparison is None:
            self.clear()
        else:
            self.closed.emit(self.reader.shown[:1])
        return True

    def save(self) -> bool:
        """Save the note that is being written; return False if that failed."""
        return self.reader.pane.note.save()

    def finish_pending(self) -> bool:
        """Do now what finder and reader do after a pause; return whether anything waited."""
        found, read = self.finder.finish_pending(), self.reader.finish_pending()
        return found or read

    def close_down(self) -> None:
        """Stop searching, and save the position of the splitter."""
        self.finder.close_down()
        self.context.machine.set_layout("glossary", self._split.state())

    # The search

    def look_up(self, text: str) -> None:
        """Show what a text finds, or everything where it is blank."""
        self.finder.look_up(text)
        self.show_results()

    def walk(self, steps: int) -> None:
        """Select a result further down, or up."""
        self.finder.walk(steps)

    def choose(self) -> None:
        """Read the entry selected in the list, and put the focus in its text."""
        self.finder.choose()
        if self.reader.shown and self.isVisible():
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_results(self) -> None:
        """Show the list, which a narrow window hides behind the entry."""
        self._show_pane("list")

    @property
    def is_narrowed(self) -> bool:
        """Whether there is a text or a filter."""
        return self.finder.is_narrowed

    def clear(self) -> None:
        """Remove the text and all filters."""
        self.cleared.emit()
        self.finder.clear()

    # The entry

    @property
    def entry(self) -> str:
        """The id of the entry shown, "" for none."""
        return self.reader.entry.id if self.reader.entry is not None else ""

    def _first_shown(self) -> str:
        return next(iter(self.reader.shown), "")

    def show_entry(self, entry: str) -> bool:
        """Show an entry and select it in the list; return False if no entry has that id."""
        if not self.reader.show_entry(entry):
            return False
        self._follow(entry)
        return True

    def show_home(self) -> None:
        """Show the start page instead of an entry."""
        self.reader.show_home()
        self.finder.select("")
        self._show_pane("entry")

    def compare(self, first: str, second: str) -> None:
        """Show two entries side by side, and put the focus in their text."""
        if self.reader.compare(first, second):
            self._follow(first)
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @cached_property
    def picker(self) -> ComparePicker:
        """The panel that asks with which entry to compare, made when it is first needed."""
        picker = ComparePicker(self._theme, self.context.library, self.window())
        picker.compared.connect(self.compare)
        return picker

    def _compare(self) -> None:
        """Compare the two entries that the text names, else ask with which to compare the one shown."""
        pair, entry = self.finder.offer.ids, self.reader.entry
        if pair and (entry is None or entry.id in pair):
            self.compare(*pair)
        elif entry is not None:
            self.picker.ask(entry)

    def _open_chosen(self, entry: str) -> None:
        if self.reader.show_entry(entry):
            self._show_pane("entry")

    def _show_recent(self) -> None:
        self.show_home()
        self.reader.home.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_bookmarks(self) -> None:
        self.clear()
        self.finder.show_bookmarks()
        self.show_results()

    def _study_entry(self) -> None:
        scope = Scope(entries=frozenset((self.entry,)), words=self.title)
        self.context.open_page("study", scope=scope, beyond=True)

    def _has_suspended(self) -> bool:
        statuses = self.context.learner.card_statuses(self.entry) if self.entry else {}
        return any(status.suspended for status in statuses.values())

    # Panes

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit list and entry into the new width."""
        super().resizeEvent(event)
        self._fit()

    def _connect(self) -> None:
        finder, reader = self.finder, self.reader
        finder.glanced.connect(reader.glance)
        finder.chosen.connect(self._open_chosen)
        finder.section_chosen.connect(partial(open_section, self.context))
        finder.narrowed.connect(self.state_changed)
        finder.comparison_requested.connect(self._compare)
        finder.help_requested.connect(lambda: self.context.commands.run("help"))
        finder.trouble.connect(self.context.report)
        reader.followed.connect(self._follow)
        reader.turned.connect(self._turn)
        reader.moving.connect(self.moving)
        reader.arrived.connect(self.arrived)
        reader.comparison_requested.connect(self._compare)
        self._theme.changed.connect(self._fit)

    def _follow(self, entry: str) -> None:
        self.finder.select(entry)
        self._show_pane("entry")

    def _focus_next_pane(self) -> None:
        """Move the focus from the list to the text, to the side column, and back to the list."""
        if self._has_one_pane():
            self._show_pane("entry" if self.finder.isVisible() else "list")
        panes: list[QWidget] = [self.finder.list, self.reader.text]
        if self.reader.entry is not None:
            panes.append(self.reader.pane.side)
        panes = [pane for pane in panes if pane.isVisible()]
        at = next((number for number, pane in enumerate(panes) if pane.hasFocus()), -1)
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pane(self, pane: str) -> None:
        """In a narrow window show either the ``list`` or the ``entry``; in a wide one both."""
        one = self._has_one_pane()
        # Alone, a pane takes whatever room there is; side by side neither may be squeezed out.
        self.finder.setMinimumWidth(0 if one else self._theme.px(300))
        self.reader.setMinimumWidth(0 if one else self._theme.px(320))
        focus = QApplication.focusWidget()
        leaving = one and pane == "entry" and focus is not None and self.finder.isAncestorOf(focus)
        was_read = not self.reader.isHidden()
        self.finder.setVisible(not one or pane == "list")
        self.reader.setVisible(not one or pane == "entry")
        if was_read != (not self.reader.isHidden()):
            self.state_changed.emit()
        if leaving:
            # If it were hidden with the focus, the focus would jump to the next widget of the window.
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        """Make room for a comparison, or give it back."""
        comparing = self.reader.comparison is not None
        if comparing != self._comparing:
            self._comparing = comparing
            self._fit()
        self.state_changed.emit()

    def _fit(self) -> None:
        window = self.window().width() * 100 / self._theme.zoom
        for view in (self.reader.pane, self.reader.pair):
            view.set_beside(window >= _SIDE_FROM)
        self._show_pane("entry" if self._has_one_pane() and self.reader.isVisible() else "list")
        self._split.place()

    def _has_one_pane(self) -> bool:
        least = _THREE_COLUMNS_FROM if self.reader.comparison is not None else _TWO_PANES_FROM
        return self.width() * 100 / self._theme.zoom < least
