"""What to study: everything for today, a part of it, or practice without scheduling."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from attache.base.numbers import counted
from attache.library.library import Library
from attache.study.scope import ALL_CARDS, Mode, Scope
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import Theme
from attache.ui.shell.unfinished import Unfinished
from attache.ui.widgets.column import Column
from attache.ui.widgets.full_day import FullDay, full_day
from attache.ui.widgets.line import Line
from attache.ui.widgets.words import minutes, waiting


class StartPanel(Column):
    """``begin_wanted(Scope, Mode, beyond)`` when something has been chosen, ``cards_wanted`` for a list."""

    begin_wanted = Signal(object, object, bool)
    cards_wanted = Signal()
    help_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        library: Library,
        learner: Learner,
        unfinished: Callable[[], Unfinished | None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        """``unfinished()`` returns the session that can be continued."""
        super().__init__(theme, parent=parent)
        self._library, self._learner, self._unfinished = library, learner, unfinished
        self._scope = ALL_CARDS
        self._first: QPushButton | None = None
        self.look_changed.connect(self.refresh)

    def show_choices(self, scope: Scope = ALL_CARDS) -> None:
        """Say what there is to do in a scope, offer the first step, and give it the focus."""
        self._draw(scope)
        self.set_focus()

    def refresh(self) -> None:
        """Say what there is to do now, because something has changed, without taking the focus."""
        had_focus = self.holds_focus
        self._draw(self._scope)
        if had_focus:
            self.set_focus()

    def set_focus(self) -> None:
        """Give the focus to the first button."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, scope: Scope) -> None:
        self.clear()
        self._scope, self._first = scope, None
        left = self._unfinished()
        is_left = left is not None and left.scope == scope
        beyond = left is not None and is_left and left.beyond
        # All cards are counted as everywhere else: what is asked beyond the limits is not for today.
        today = self._learner.today(scope, beyond and not scope.is_everything)
        if today is None:
            self.say("Study", "title")
            self.say("Your progress file cannot be used, so answers cannot be saved.", "lead")
            self.end()
            return
        words = "" if scope.is_everything else f" – {scope.words}"
        self.say(f"Study{words}", "title")
        full = full_day(self._learner, today, scope)
        if full is not None:
            self._nothing(scope, full)
        elif today.off:
            self.say(f"A day off. {counted(today.cards, 'card')} can wait until tomorrow.", "lead")
            self._offer(f"Study {counted(today.cards, 'card')} anyway", scope, beyond)
        else:
            self.say(
                f"{waiting(today.due + today.learning, today.new)}, about {minutes(today.took)}.", "lead"
            )
            cards = counted(today.cards, "card")
            self._offer(f"Continue: {cards}" if is_left else f"Study {cards}", scope, beyond)
        self._parts_to_choose(scope)
        self.end()

    def _offer(self, words: str, scope: Scope, beyond: bool) -> None:
        self._first = self.buttons(
            (words, lambda: self.begin_wanted.emit(scope, Mode.SCHEDULE, beyond)),
            *((self._practice(scope),) if self._has_started() else ()),
            above=8,
        )[0]

    def _has_started(self) -> bool:
        overview = self._learner.overview()
        return overview is not None and overview.has_started

    def _practice(self, scope: Scope) -> tuple[str, Callable[[], object]]:
        return "Practise without scheduling", lambda: self.begin_wanted.emit(scope, Mode.PRACTICE, False)

    def _nothing(self, scope: Scope, full: FullDay) -> None:
        self.say(full.words, "lead")
        wanted: list[tuple[str, Callable[[], object]]] = []
        if full.more:
            wanted.append((full.more, lambda: self.begin_wanted.emit(scope, Mode.SCHEDULE, True)))
        if self._has_started():
            wanted.append(self._practice(scope))
        main = bool(wanted)
        self._first = self.buttons(*wanted, ("Help", self.help_wanted.emit), main=main, above=8)[0]
        if self._has_started():
            self.say(
                "Practice repeats cards that you have started. It does not change your schedule.", "quiet", 4
            )

    def _parts_to_choose(self, present: Scope) -> None:
        if not present.is_everything:
            self.buttons(("All cards", lambda: self.show_choices(ALL_CARDS)), main=False, above=24)
            return
        self.say("By document", "head", 28)
        rows: list[tuple[str, Scope]] = [
            (document.title, Scope(document=document.id, words=document.short))
            for document in self._library.documents()
        ]
        self._choices(rows)
        self.say("A card can be in several documents.", "quiet")
        self.say("By theme", "head", 20)
        self._choices(
            [(theme.title, Scope(theme=theme.id, words=theme.title)) for theme in self._library.themes()]
        )
        marked = self._learner.bookmarks()
        if marked:
            self.say("Other", "head", 20)
            self._choices([("Bookmarked entries", Scope(entries=frozenset(marked), words="Bookmarks"))])
        self.buttons(("Browse cards", self.cards_wanted.emit), main=False, above=24)

    def _choices(self, rows: list[tuple[str, Scope]]) -> None:
        lines = []
        for title, scope in rows:
            counts = self._learner.waiting(scope)
            due = counts.due + counts.learning
            if not due + counts.new:
                continue
            # Not “new”: above, “new” counts the cards for today, and this counts all that are not started.
            parts = [f"{due:,} due" if due else "", f"{counts.new:,} not started" if counts.new else ""]
            line = Line(self._theme, title, ", ".join(part for part in parts if part), wraps=True)
            line.clicked.connect(lambda _on=False, scope=scope: self.show_choices(scope))
            lines.append(line)
        self.rows(lines)
