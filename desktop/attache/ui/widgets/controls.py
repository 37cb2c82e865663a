"""What a value is changed with: a number, one or several of a few values, some numbers, or a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QWidget

from attache.study.settings import Range
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import PlainLabel, on_button
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chip import Chip
from attache.ui.widgets.choice import Choice
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.words import hour_words
from attache.ui.widgets.wrapping_field import WrappingField


class Control(QWidget):
    """Emits ``chosen`` with the value of the setting; ``show_value`` shows one and emits nothing."""

    chosen = Signal(object)

    def show_value(self, value: object) -> None:
        """Show a value."""
        raise NotImplementedError

    def set_name(self, name: str, description: str) -> None:
        """Give every field and button the name of the setting, for screen readers."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for field in (*self.findChildren(LineEdit), *self.findChildren(WrappingField)):
            field.setAccessibleName(name)
            field.setAccessibleDescription(description)
        for button in self.findChildren(QAbstractButton):
            own = button.accessibleName() or button.text().replace("&&", "&")
            button.setAccessibleName(own if own == name else f"{name}: {own}")
            button.setAccessibleDescription(description)

    def finish(self) -> None:
        """Take what is being typed as the value, as leaving the field does."""


class _Field(LineEdit):
    """A field for a number, which the up and down keys change."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the number by a step on the up and down keys."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Number(Control):
    """A field for a whole number with its unit; the value of the setting is the number times ``scale``."""

    def __init__(
        self, theme: Theme, allowed: Range, unit: str, step: int = 1, none: str = "", scale: float = 1
    ) -> None:
        """``allowed`` is the range of the setting, in its own unit; ``none`` is what 0 is called."""
        super().__init__()
        self._theme, self._scale, self._none = theme, scale, none
        self._step = step
        self._least, self._most = round(allowed.least / scale), round(allowed.most / scale)
        self._shown = self._least
        self.field = _Field()
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = PlainLabel(unit)
        said.setObjectName("quiet")
        across = self._across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        # The arrow keys do the same for those who use keys, so these two are for the mouse alone.
        self.less, self.more = self._button("−", -1), self._button("+", 1)
        for part in (self.less, self.field, self.more, said):
            across.addWidget(part)
        across.addStretch(1)
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(self.finish)
        self.field.walked.connect(self._walk)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_value(self, value: object) -> None:
        """Show a value."""
        self._shown = round(float(str(value)) / self._scale)
        self.field.setText(self._none if self._none and not self._shown else str(self._shown))

    @property
    def typed(self) -> int:
        """The number that stands in the field, within the range; the last one if there is none."""
        return self._number_in(self.field.text())

    def _number_in(self, text: str) -> int:
        digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
        return max(self._least, min(int(digits[:9]), self._most)) if digits else self._shown

    def _button(self, sign: str, steps: int) -> QPushButton:
        button = QPushButton(sign)
        button.setObjectName("sign")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.setAccessibleName("Less" if steps < 0 else "More")
        button.clicked.connect(lambda _on=False: self._walk(steps))
        return button

    def _walk(self, steps: int) -> None:
        self._choose(self._shown + steps * self._step)

    def finish(self) -> None:
        """Take the number that is being typed."""
        self._choose(self.typed)

    def _choose(self, number: int) -> None:
        within = max(self._least, min(number, self._most))
        if within != self._shown:
            self.chosen.emit(within if self._scale == 1 else round(within * self._scale, 4))
        else:
            self.show_value(self._shown * self._scale)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._across.setSpacing(px(8))
        self.field.setFixedSize(px(84), px(36))
        for button in (self.less, self.more):
            button.setFixedSize(px(34), px(36))


class Hour(Number):
    """A field for an hour of the day, shown as ``04:00``; the value of the setting is the hour."""

    def __init__(self, theme: Theme, allowed: Range) -> None:
        super().__init__(theme, allowed, "")
        self.less.setAccessibleName("Earlier")
        self.more.setAccessibleName("Later")

    def show_value(self, value: object) -> None:
        """Show a value."""
        super().show_value(value)
        self.field.setText(hour_words(self._shown))

    @property
    def typed(self) -> int:
        """The hour that stands in the field; minutes are ignored."""
        hour = self.field.text().replace(".", ":").partition(":")[0]
        return self._number_in(hour)


class Pick(Control):
    """One of a few values."""

    def __init__(self, theme: Theme, choices: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self._values = [value for value, _ in choices]
        self.choice = Choice(theme, [words for _, words in choices])
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.choice, 1)
        self.setFocusProxy(self.choice)
        self.choice.chosen.connect(lambda at: self.chosen.emit(self._values[at]))

    def show_value(self, value: object) -> None:
        """Show a value; one that is not among the choices shows none."""
        if value in self._values:
            self.choice.show_chosen(self._values.index(value))


class Several(Control):
    """Several of a few values, as chips that are on or off."""

    def __init__(self, theme: Theme, choices: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.chips: dict[object, Chip] = {}
        self._flow = FlowLayout(self)
        for value, words in choices:
            chip = Chip()
            chip.setText(on_button(words))
            chip.setAccessibleName(words)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.clicked.connect(self._say)
            self._flow.addWidget(chip)
            self.chips[value] = chip
        self.setFocusProxy(next(iter(self.chips.values())))
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_value(self, value: object) -> None:
        """Show a value."""
        chosen = value if isinstance(value, tuple) else ()
        for each, chip in self.chips.items():
            chip.setChecked(each in chosen)

    def _say(self) -> None:
        self.chosen.emit(tuple(value for value, chip in self.chips.items() if chip.isChecked()))

    def _apply_theme(self) -> None:
        self._flow.setSpacing(self._theme.px(6))
        for chip in self.chips.values():
            chip.setFixedHeight(self._theme.px(30))


class Numbers(Control):
    """Several numbers separated by spaces; whether they are allowed is checked where the setting is saved."""

    def __init__(self, theme: Theme, unit: str = "", width: int = 0) -> None:
        """``width`` is the greatest width of the field in pixels at 100 %, 0 for no limit.

        ``unit`` is shown after it.
        """
        super().__init__()
        self._theme, self._shown, self._width = theme, "", width
        self.field = WrappingField(theme)
        self.field.setMinimumWidth(1)
        across = self._across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.field, 1000)
        if unit:
            said = PlainLabel(unit)
            said.setObjectName("quiet")
            across.addWidget(said)
        if width:
            across.addStretch(1)
        self.setFocusProxy(self.field)
        self.field.finished.connect(self.finish)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_value(self, value: object) -> None:
        """Show a value."""
        numbers = value if isinstance(value, tuple) else ()
        self._shown = " ".join(f"{number:.10g}" for number in numbers)
        self.field.setText(self._shown)

    def finish(self) -> None:
        """Take the numbers that are being typed; ``chosen`` has None for what are no numbers."""
        text = self.field.text()
        if text == self._shown:
            return
        self._shown = text  # emitted once, whether Enter or leaving the field ends it
        try:
            self.chosen.emit(tuple(float(part.replace(",", ".")) for part in text.split()))
        except ValueError:
            self.chosen.emit(None)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._across.setSpacing(px(8))
        if self._width:
            self.field.setMaximumWidth(px(self._width))
        self.field.fit()


class Action(Control):
    """A button that does something; ``chosen`` is emitted with None."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.button = QPushButton(on_button(text))
        self.button.setAutoDefault(True)  # Enter presses it, as Space does
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.button)
        across.addStretch(1)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(lambda _on=False: self.chosen.emit(None))
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_value(self, value: object) -> None:
        """Do nothing: a button has no value."""

    def _apply_theme(self) -> None:
        self.button.setFixedHeight(self._theme.px(36))
