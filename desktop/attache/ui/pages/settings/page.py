"""Settings: one page in sections that is searched by name, with a sentence of help for each setting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from attache.base.changes import Changes
from attache.base.numbers import counted
from attache.base.text import words
from attache.learner.findings import Examination
from attache.study.fit import is_possible
from attache.study.settings import DEFAULTS
from attache.ui.pages.settings.data_actions import DataActions
from attache.ui.pages.settings.declared import SETTINGS, Section, Setting
from attache.ui.pages.settings.row import Row
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.page import Page
from attache.ui.shell.plain import PlainLabel
from attache.ui.widgets.backup_files import BackupFiles
from attache.ui.widgets.margins import SCROLL_BAR, page_margins
from attache.ui.widgets.words import NOT_INSTALLED, share

_MORE_FOR_EXAM = "If your exam needs more new cards than that, more are shown."
_WIDEST = 680
"""The widest row at 100 %, in pixels."""
_NARROW_BELOW = 480
"""Width of the page, in pixels at 100 %, below which margins are narrow and a row has one column."""


class SettingsPage(Page):
    """A row for each setting; what is chosen takes effect immediately."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = self._theme = context.theme
        self.data = DataActions(context, self)
        self.files = BackupFiles(context, self)
        self._body = QWidget()
        self._down = QVBoxLayout(self._body)
        title = PlainLabel("Settings")
        title.setObjectName("title")
        self.field = LineEdit()
        self.field.setPlaceholderText("Find a setting")
        self.field.setAccessibleName("Find a setting")
        self._nothing = PlainLabel("No setting matches.")
        self._nothing.setObjectName("quiet")
        self._help = QPushButton("Help")
        self._help.clicked.connect(lambda: context.commands.run("help"))
        for part in (self._nothing, self._help):
            part.hide()
        for widget in (title, self.field, self._nothing, self._help):
            self._down.addWidget(widget)
        self._down.setAlignment(self._help, Qt.AlignmentFlag.AlignLeft)
        self.rows: dict[str, Row] = {}
        self.headings: dict[Section, QLabel] = {}
        for setting in SETTINGS:
            if context.learner.is_available or not setting.needs_progress:
                self._add(setting)
        self._down.addStretch(1)
        self.repair = QPushButton("Repair my progress")
        self.repair.setAutoDefault(True)
        self.repair.hide()
        self.repair.clicked.connect(lambda _on=False: self.data.repair())
        if "check" in self.rows:
            self.rows["check"].add(self.repair)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._set_margins)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._narrow)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def open(self, item: str = "", **target: Any) -> None:
        """Put the focus on the search field, or on a setting that is named."""
        row = self.rows.get(item)
        if row is None:
            self._scroll.verticalScrollBar().setValue(0)
            super().open(**target)
            self.field.selectAll()  # what is typed replaces the search before
            return
        self.field.clear()
        self._down.activate()
        self._scroll.ensureWidgetVisible(row, 0, self._theme.px(96))
        row.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Show the study settings, and what the minutes a day lead to."""
        learner = self.context.learner
        if not learner.is_available:
            return
        chosen = learner.settings
        for name, row in self.rows.items():
            if row.setting.is_of_studying:
                value = getattr(chosen, name)
                row.show_value(value, is_default=value == getattr(DEFAULTS, name))
        self.rows["minutes"].say(projection_words(learner))
        has_exam = learner.exams.upcoming is not None
        self.rows["new_limit"].say(_MORE_FOR_EXAM if has_exam and chosen.new_limit else "")
        self.rows["fit"].say("" if is_possible() else NOT_INSTALLED)

    def find_text(self) -> bool:
        """Find a setting."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        return True

    def save(self) -> bool:
        """Take the value that is being typed; one that cannot be saved is no reason to stay open."""
        for row in self.rows.values():
            row.control.finish()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Show every setting again: an earlier search is cleared."""
        super().showEvent(event)
        self.field.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give narrow windows narrow margins."""
        super().resizeEvent(event)
        self._apply_theme()

    # Parts

    def _add(self, setting: Setting) -> None:
        """Add a row, under the heading of its section."""
        if setting.section not in self.headings:
            heading = PlainLabel(setting.section)
            heading.setObjectName("section")
            self._down.addWidget(heading)
            self.headings[setting.section] = heading
        row = self.rows[setting.id] = Row(self._theme, setting)
        self._down.addWidget(row)
        row.chosen.connect(lambda value: self._choose(setting, value))
        row.reset.connect(lambda: self._choose(setting, getattr(DEFAULTS, setting.id)))

    def _choose(self, setting: Setting, value: object) -> None:
        """Save what was chosen, or do what a button says."""
        if setting.id == "parameters":
            self._use_parameters(value)
        elif setting.is_of_studying:
            self.context.learner.set_settings(f"{setting.name} changed", **{setting.id: value})
            self.refresh(Changes())  # a value that could not be saved must not stay selected
        else:
            self._handlers()[setting.id](value)

    def _handlers(self) -> Mapping[str, Callable[[Any], object]]:
        context, data = self.context, self.data
        return {
            "theme": context.theme.set_mode,
            "zoom": context.theme.set_zoom,
            "menu_bar": context.menus.set_always,
            "back_up": lambda _: data.back_up(),
            "backups": lambda _: context.open_page("backups"),
            "export": lambda _: self.files.ask_for_target(),
            "import": lambda _: self.files.ask_for_source(),
            "optimise": lambda _: data.optimise(),
            "check": lambda _: data.check(self._offer_repair),
            "clear_recent": lambda _: context.learner.clear_recent(),
            "reset": lambda _: self._reset_all(),
            "delete": lambda _: data.ask_to_delete(),
        }

    def _use_parameters(self, value: object) -> None:
        self.context.maintenance.use_parameters(
            value if isinstance(value, tuple) else (), lambda: self.refresh(Changes())
        )

    def _offer_repair(self, found: Examination) -> None:
        self.repair.setVisible(found.is_repairable)

    def _reset_all(self) -> None:
        if self.context.learner.reset_settings() is None:
            self.rows["reset"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self, text: str) -> None:
        """Show the settings that a text finds, and the headings above them."""
        typed = words(text)
        shown = set[Section]()
        for row in self.rows.values():
            is_found = row.setting.is_found_by(typed)
            row.setVisible(is_found)
            if is_found:
                shown.add(row.setting.section)
        for section, heading in self.headings.items():
            heading.setVisible(section in shown)
        for part in (self._nothing, self._help):
            part.setVisible(not shown)
        self._scroll.verticalScrollBar().setValue(0)

    def _set_margins(self) -> None:
        """Set the space around the settings; the scroll bar is in the right margin and moves nothing."""
        px = self._theme.px
        left, right = page_margins(self._theme, self.width(), _WIDEST)
        bar = px(SCROLL_BAR) if self._scroll.verticalScrollBar().maximum() > 0 else 0
        self._down.setContentsMargins(left, px(48), right - bar, px(48))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.rows["theme"].control.show_value(self._theme.mode)
        self.rows["zoom"].control.show_value(self._theme.zoom)
        self.rows["menu_bar"].control.show_value(self.context.menus.always)
        self._set_margins()
        self._down.setSpacing(px(20))
        for part in (self.field, self._help, self.repair):
            part.setFixedHeight(px(36))
        for row in self.rows.values():
            row.set_narrow(self.width() < px(_NARROW_BELOW))
        for heading in self.headings.values():
            heading.setContentsMargins(0, px(20), 0, 0)


def projection_words(learner: Learner) -> str:
    """Return what the minutes a day lead to, and whether an exam replaces them."""
    settings, exam = learner.settings, learner.exams.upcoming
    minutes, pace = settings.minutes, "At this pace"
    if exam is not None and exam.minutes != minutes:
        minutes = exam.minutes
        used = f"{counted(minutes, 'minute')} a day {'is' if minutes == 1 else 'are'} used instead"
        pace = f"Until your exam “{exam.name}”, {used}. {pace}"
    projected = learner.project(minutes)
    remembered = f"you will remember about {share(projected.retention)} of the cards you have started"
    if not minutes:
        return f"Without a limit {remembered}."
    if projected.retention < settings.desired_retention - 0.005:
        return f"{pace} {remembered}. {share(settings.desired_retention)} needs more minutes."
    if projected.new:
        new = counted(projected.new, "new card")
        return f"{pace} {remembered}, and there is time for about {new} a day."
    return f"{pace} {remembered}, but there is hardly time for new cards."
