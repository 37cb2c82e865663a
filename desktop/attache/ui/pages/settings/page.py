"""Settings: one searchable page, each setting with one line that says what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from attache.base.changes import Changes
from attache.base.text import fold
from attache.learner.findings import Examination
from attache.study.settings import DEFAULTS
from attache.ui.pages.settings.controls import Control
from attache.ui.pages.settings.study_settings import SETTINGS, StudySetting, default_words, projection_words
from attache.ui.shell.context import Context
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.page import Page
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import ZOOM_STEPS, Mode
from attache.ui.widgets.choice import Choice

_MODES: Mapping[Mode, str] = {Mode.SYSTEM: "System", Mode.LIGHT: "Light", Mode.DARK: "Dark"}


@dataclass(frozen=True, slots=True)
class _Row:
    box: QWidget
    name: QLabel
    line: QLabel
    words: str


class SettingsPage(Page):
    """One row for each setting; what is chosen takes effect immediately."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = self._theme = context.theme
        self._title = PlainLabel("Settings")
        self._title.setObjectName("title")
        self.field = LineEdit()
        self.field.setPlaceholderText("Find a setting")
        self.field.setAccessibleName("Find a setting")
        self._nothing = PlainLabel("No setting of that name.")
        self._nothing.setObjectName("quiet")
        self._nothing.hide()
        self._body = QWidget()
        self._rows_layout = QVBoxLayout(self._body)
        for widget in (self._title, self.field, self._nothing):
            self._rows_layout.addWidget(widget)
        self.mode = Choice(theme, list(_MODES.values()))
        self.zoom = Choice(theme, [str(step) for step in ZOOM_STEPS])
        self.menu_bar = Choice(theme, ["On F10", "Always"])
        self.clear_recent = QPushButton("Forget them")
        self.backups = QPushButton("Show backups")
        self.check = QPushButton("Check now")
        self.controls: dict[str, Control] = {}
        self.resets: dict[str, QPushButton] = {}
        self.projection = PlainLabel()
        self.projection.setObjectName("quiet")
        self.projection.setWordWrap(True)
        self.reset_all = QPushButton("Bring all of them back")
        self._study_rows = self._make_study_rows() if context.learner.is_available else ()
        self._rows = (*self._study_rows, *self._make_rows())
        self._rows_layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.setFocusProxy(self.field)
        self._connect()
        self._apply_theme()

    def refresh(self, changes: Changes) -> None:
        """Show the study settings, and what the minutes a day lead to."""
        if not self._study_rows:
            return
        chosen = self.context.learner.settings
        for name, control in self.controls.items():
            control.show_value(getattr(chosen, name))
            self.resets[name].setVisible(getattr(chosen, name) != getattr(DEFAULTS, name))
        self.projection.setText(projection_words(self.context.learner))

    def save(self) -> bool:
        """Take the value that is being typed; one that cannot be saved is no reason to stay open."""
        for control in self.controls.values():
            control.finish()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Show every setting again: an earlier search is cleared."""
        super().showEvent(event)
        self.field.clear()

    def _make_study_rows(self) -> tuple[_Row, ...]:
        rows = [self._study_row(setting) for setting in SETTINGS]
        rows.append(
            self._row(
                "All settings of studying",
                "As they were at first. What you have learnt, and what the schedule knows of you, stays.",
                self.reset_all,
                "default",
            )
        )
        rows.append(
            self._row(
                "Backups of your progress",
                "Made automatically every day and after long sessions. Any of them can be restored.",
                self.backups,
                "backup restore",
            )
        )
        rows.append(
            self._row(
                "Check your progress",
                "Compares what is saved with your answers, and looks for damage. Nothing is changed.",
                self.check,
                "doctor damage repair",
            )
        )
        return tuple(rows)

    def _study_row(self, setting: StudySetting) -> _Row:
        control = setting.control(self._theme)
        row = self._row(setting.name, setting.line, control, setting.also)
        down = row.box.layout()
        if setting.field == "minutes" and isinstance(down, QVBoxLayout):
            down.addWidget(self.projection)
        back = QPushButton(f"Back to {default_words(setting)}")
        back.setObjectName("flat")
        back.setAutoDefault(True)
        back.setAccessibleName(f"{setting.name}: back to {default_words(setting)}")
        if isinstance(down, QVBoxLayout):
            down.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        control.chosen.connect(lambda value: self._choose(setting.field, value))
        back.clicked.connect(lambda _on=False: self.context.learner.reset_settings(setting.field))
        self.controls[setting.field], self.resets[setting.field] = control, back
        return row

    def _choose(self, field: str, value: object) -> None:
        self.context.learner.set_settings(**{field: value})
        self.refresh(Changes())  # a value that could not be saved must not stay selected

    def _reset_all(self) -> None:
        if self.context.learner.reset_settings() is None:
            self.reset_all.setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.say("All settings of studying are as they were at first.")

    def _report_check(self, found: Examination) -> None:
        if found.problems:
            words = " ".join(each.words for each in found.problems)
            self.context.say(f"{words} To repair what can be repaired, type: attache doctor --repair")
        else:
            self.context.say("The library and your progress are sound.")

    def _make_rows(self) -> tuple[_Row, ...]:
        return (
            self._row(
                "Colours",
                "Light paper or dark, or whichever the rest of the system uses.",
                self.mode,
                "theme",
            ),
            self._row(
                "Text size",
                "Per cent. Scales everything in the window, as Ctrl + and Ctrl − do.",
                self.zoom,
                "zoom font scale",
            ),
            self._row("Menu bar", "Holds every command, for those who look there.", self.menu_bar),
            self._row(
                "Recently viewed",
                "The list of entries you read, kept on this computer only. Bookmarks and notes stay.",
                self.clear_recent,
                "history privacy",
            ),
        )

    def _row(self, name: str, line: str, control: QWidget, also: str = "") -> _Row:
        control.setAccessibleName(name)
        control.setAccessibleDescription(line)
        title, said = PlainLabel(name), PlainLabel(line)
        title.setObjectName("name")
        said.setObjectName("quiet")
        said.setWordWrap(True)
        box = QWidget()
        down = QVBoxLayout(box)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(self._theme.px(4))
        down.addWidget(title)
        down.addWidget(said)
        if isinstance(control, QPushButton):
            control.setAutoDefault(True)  # Enter presses it, as Space does
            down.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            down.addWidget(control)
        self._rows_layout.addWidget(box)
        return _Row(box, title, said, fold(f"{name} {line} {also}"))

    def _connect(self) -> None:
        context = self.context
        self.mode.chosen.connect(lambda at: context.theme.set_mode(list(_MODES)[at]))
        self.zoom.chosen.connect(lambda at: context.theme.set_zoom(ZOOM_STEPS[at]))
        self.menu_bar.chosen.connect(lambda at: context.menus.set_always(bool(at)))
        self.clear_recent.clicked.connect(lambda _on=False: context.learner.clear_recent())
        self.backups.clicked.connect(lambda _on=False: context.open_page("backups"))
        self.check.clicked.connect(lambda _on=False: context.maintenance.examine(self._report_check))
        self.reset_all.clicked.connect(self._reset_all)
        self.field.textChanged.connect(self._narrow)
        self._theme.changed.connect(self._apply_theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give narrow windows narrow margins."""
        super().resizeEvent(event)
        self._apply_theme()

    def _narrow(self, text: str) -> None:
        typed = fold(text)
        for row in self._rows:
            row.box.setVisible(typed in row.words)
        self._nothing.setVisible(not any(typed in row.words for row in self._rows))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.menu_bar.show_chosen(int(self.context.menus.always))
        self.mode.show_chosen(list(_MODES).index(self._theme.mode))
        self.zoom.show_chosen(ZOOM_STEPS.index(self._theme.zoom))
        side = px(48) if self.width() > px(480) else px(24)
        self._rows_layout.setContentsMargins(side, px(44), side, px(48))
        self._rows_layout.setSpacing(px(20))
        self._body.setMaximumWidth(px(760))
        self.field.setFixedHeight(px(36))
