"""Settings: one searchable page, each setting with one line that says what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from attache.base.text import fold
from attache.study.settings import DEFAULTS
from attache.ui.pages.settings.controls import Control
from attache.ui.pages.settings.study_settings import SETTINGS, StudySetting, bought, default_words
from attache.ui.shell.desk import Desk
from attache.ui.shell.theme import ZOOM_STEPS, Mode, Theme
from attache.ui.widgets.choice import Choice

_MODES: Mapping[Mode, str] = {Mode.SYSTEM: "System", Mode.LIGHT: "Light", Mode.DARK: "Dark"}


@dataclass(frozen=True, slots=True)
class _Row:
    box: QWidget
    name: QLabel
    line: QLabel
    words: str


class SettingsPage(QWidget):
    """Emits what was chosen; the window applies it and remembers it."""

    mode_chosen = Signal(object)
    zoom_chosen = Signal(int)
    menu_bar_chosen = Signal(bool)
    forget_lookups = Signal()
    copies_wanted = Signal()
    said = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._theme, self._desk = theme, desk
        self._title = QLabel("Settings")
        self._title.setObjectName("title")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a setting")
        self.field.setAccessibleName("Find a setting")
        self._nothing = QLabel("No setting of that name.")
        self._nothing.setObjectName("quiet")
        self._nothing.hide()
        self._body = QWidget()
        self._rows_layout = QVBoxLayout(self._body)
        for widget in (self._title, self.field, self._nothing):
            self._rows_layout.addWidget(widget)
        self.mode = Choice(theme, list(_MODES.values()))
        self.zoom = Choice(theme, [str(step) for step in ZOOM_STEPS])
        self.menu_bar = Choice(theme, ["On F10", "Always"])
        self.forget = QPushButton("Forget them")
        self.copies = QPushButton("Show the copies")
        self.controls: dict[str, Control] = {}
        self.resets: dict[str, QPushButton] = {}
        self.bought = QLabel()
        self.bought.setObjectName("quiet")
        self.bought.setWordWrap(True)
        self.reset_all = QPushButton("Bring all of them back")
        self._rows = (*self._make_study_rows(), *self._make_rows())
        self._rows_layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.setFocusProxy(self.field)
        self._connect()
        self._dress()

    def show_menu_bar(self, shown: bool) -> None:
        """Show whether the menu bar is there."""
        self.menu_bar.show_chosen(int(shown))

    def showEvent(self, event: QShowEvent) -> None:
        """Show every setting again, whatever was looked for the last time."""
        super().showEvent(event)
        self.field.clear()

    def show_study(self) -> None:
        """Show what has been chosen about studying, and what it buys."""
        if not self._desk.is_there:
            return
        chosen = self._desk.settings
        for name, control in self.controls.items():
            control.show_value(getattr(chosen, name))
            self.resets[name].setVisible(getattr(chosen, name) != getattr(DEFAULTS, name))
        self.bought.setText(bought(self._desk))

    def _make_study_rows(self) -> tuple[_Row, ...]:
        if not self._desk.is_there:
            return ()
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
                "Copies of your progress",
                "Made by themselves every day and after long sittings; any of them can be put back.",
                self.copies,
                "backup restore",
            )
        )
        self.show_study()
        return tuple(rows)

    def _study_row(self, setting: StudySetting) -> _Row:
        control = setting.control(self._theme)
        row = self._row(setting.name, setting.line, control, setting.also)
        down = row.box.layout()
        if setting.field == "minutes" and isinstance(down, QVBoxLayout):
            down.addWidget(self.bought)
        back = QPushButton(f"Back to {default_words(setting)}")
        back.setObjectName("flat")
        back.setAutoDefault(True)
        back.setAccessibleName(f"{setting.name}: back to {default_words(setting)}")
        if isinstance(down, QVBoxLayout):
            down.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        control.chosen.connect(lambda value, field=setting.field: self._choose(field, value))
        back.clicked.connect(lambda _on=False, field=setting.field: self._reset(field))
        self.controls[setting.field], self.resets[setting.field] = control, back
        return row

    def _choose(self, field: str, value: object) -> None:
        self._desk.choose(**{field: value})
        # What was refused goes back to what holds.
        self.show_study()

    def _reset(self, *fields: str) -> None:
        self._desk.reset(*fields)
        self.show_study()

    def _reset_all(self) -> None:
        self._reset()
        self.reset_all.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit("All settings of studying are as they were at first.")

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
                "Looked up lately",
                "The list of entries you read, kept on this computer only. Bookmarks and notes stay.",
                self.forget,
                "history privacy",
            ),
        )

    def _row(self, name: str, line: str, control: QWidget, also: str = "") -> _Row:
        control.setAccessibleName(name)
        control.setAccessibleDescription(line)
        title, said = QLabel(name), QLabel(line)
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
        self.mode.chosen.connect(lambda at: self.mode_chosen.emit(list(_MODES)[at]))
        self.zoom.chosen.connect(lambda at: self.zoom_chosen.emit(ZOOM_STEPS[at]))
        self.menu_bar.chosen.connect(lambda at: self.menu_bar_chosen.emit(bool(at)))
        self.forget.clicked.connect(self.forget_lookups)
        self.copies.clicked.connect(self.copies_wanted)
        self.reset_all.clicked.connect(self._reset_all)
        self.field.textChanged.connect(self._narrow)
        self._theme.changed.connect(self._dress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give narrow windows narrow margins."""
        super().resizeEvent(event)
        self._dress()

    def _narrow(self, text: str) -> None:
        typed = fold(text)
        for row in self._rows:
            row.box.setVisible(typed in row.words)
        self._nothing.setVisible(not any(typed in row.words for row in self._rows))

    def _dress(self) -> None:
        px = self._theme.px
        self.mode.show_chosen(list(_MODES).index(self._theme.mode))
        self.zoom.show_chosen(ZOOM_STEPS.index(self._theme.zoom))
        side = px(48) if self.width() > px(480) else px(24)
        self._rows_layout.setContentsMargins(side, px(44), side, px(48))
        self._rows_layout.setSpacing(px(20))
        self._body.setMaximumWidth(px(760))
        self.field.setFixedHeight(px(36))
