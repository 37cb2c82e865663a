"""One row of the settings page: a name, a sentence of help, the control, and a button that resets it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attache.ui.pages.settings.declared import Setting, default_words
from attache.ui.shell.plain import PlainLabel, on_button
from attache.ui.shell.theme import Theme


class Row(QWidget):
    """Emits ``chosen(value)`` when the control is used, and ``reset`` when the default is wanted."""

    chosen = Signal(object)
    reset = Signal()

    def __init__(self, theme: Theme, setting: Setting) -> None:
        super().__init__()
        self._theme = theme
        self.setting = setting
        self.control = setting.control(theme)
        self.control.set_name(setting.name, setting.help)
        self.control.chosen.connect(self.chosen)
        name, self._help = PlainLabel(setting.name), PlainLabel(setting.help)
        name.setObjectName("name")
        name.setBuddy(self.control.focusProxy() or self.control)
        self._help.setObjectName("quiet")
        self._help.setWordWrap(True)
        self.note = PlainLabel()
        """A further sentence, about what is chosen now."""
        self.note.setObjectName("quiet")
        self.note.setWordWrap(True)
        self.note.hide()
        default = default_words(setting) if setting.is_of_studying else ""
        self.back = QPushButton(on_button(f"Reset ({default})" if default else "Reset"))
        self.back.setObjectName("quietLink")  # ends where the column does
        self.back.setAutoDefault(True)
        self.back.setAccessibleName(f"{setting.name}: {self.back.text()}")
        self.back.clicked.connect(lambda _on=False: self.reset.emit())
        self.back.hide()
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._across = QHBoxLayout()
        self._across.addWidget(self.control, 1)
        self._beside = QVBoxLayout()
        self._beside.addWidget(self.back)
        self._beside.addStretch(1)
        self._across.addLayout(self._beside)
        for part in (name, self._help):
            self._down.addWidget(part)
        self._down.addLayout(self._across)
        self._down.addWidget(self.note)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_value(self, value: object, is_default: bool) -> None:
        """Show the value of a study setting; one that is not the default can be reset."""
        self.control.show_value(value)
        self.back.setHidden(is_default)

    def say(self, text: str) -> None:
        """Show a further sentence under the control, or none for ""."""
        self.note.setText(text)
        self.note.setHidden(not text)

    def add(self, widget: QWidget) -> None:
        """Add a widget under the control."""
        self._down.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def set_narrow(self, narrow: bool) -> None:
        """Put the button that resets under the control, or beside it."""
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _apply_theme(self) -> None:
        self._down.setSpacing(self._theme.px(4))
        self._across.setSpacing(self._theme.px(12))
        self._beside.setContentsMargins(0, self._theme.px(6), 0, 0)
