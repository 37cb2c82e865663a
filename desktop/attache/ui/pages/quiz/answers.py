"""How a question is answered: one widget for each way, none of which shows the right answer by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from attache.study.quiz import Question, Way
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.card.choices import ItemBox, OptionButton


class AnswerView(QWidget):
    """Takes the answer to one question; ``changed`` when there is another answer."""

    changed = Signal()
    hint = ""
    """What to do, unless the question says it."""

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__()
        self._theme, self._question = theme, question

    @property
    def given(self) -> tuple[str, ...]:
        """The answer so far."""
        raise NotImplementedError

    @property
    def is_complete(self) -> bool:
        """Whether there is an answer to go on with."""
        return bool(self.given)

    def show_given(self, given: Sequence[str]) -> None:
        """Show an answer that was given before."""
        raise NotImplementedError

    def press(self, key: int) -> bool:
        """Take a key; return False for other keys."""
        return False

    def set_roomy(self, is_roomy: bool) -> None:
        """Keep as far from the question as on a card of Study, or nearer."""
        self.setContentsMargins(0, self._theme.px(8) if is_roomy else 0, 0, 0)

    def focus_target(self) -> QWidget | None:
        """Return the widget for the focus, None where the page takes the keys."""
        return None

    def shown_target(self) -> QWidget | None:
        """Return the widget that must be seen after a key, None where everything may scroll as it is."""
        return None


class ChooseView(AnswerView):
    """Options, of which one is chosen; it can be changed."""

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__(theme, question)
        self._chosen = ""
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(theme.px(8))
        self.options: list[OptionButton] = []
        for number, text in enumerate(question.options, 1):
            button = OptionButton(theme, number, text)
            button.clicked.connect(lambda _on=False, text=text: self._choose(text))
            down.addWidget(button)
            self.options.append(button)
        self._show()

    @property
    def given(self) -> tuple[str, ...]:
        """The option that is chosen."""
        return (self._chosen,) if self._chosen else ()

    def show_given(self, given: Sequence[str]) -> None:
        """Show which option was chosen."""
        self._chosen = given[0] if given and given[0] in self._question.options else ""
        self._show()

    def press(self, key: int) -> bool:
        """Choose an option by its digit."""
        number = key - Qt.Key.Key_1
        if not 0 <= number < len(self._question.options):
            return False
        self._choose(self._question.options[number])
        return True

    def shown_target(self) -> QWidget | None:
        """Return the option that is chosen."""
        chosen = zip(self.options, self._question.options, strict=True)
        return next((button for button, text in chosen if text == self._chosen), None)

    def _choose(self, text: str) -> None:
        self._chosen = text
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for button, text in zip(self.options, self._question.options, strict=True):
            button.show_chosen(text == self._chosen)


class FieldsView(AnswerView):
    """A field for each part that is typed: one, or those of a list, in any order."""

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__(theme, question)
        count = len(question.expected) if question.way is Way.FILL else 1
        self.hint = "In any order. Enter goes to the next field." if count > 1 else ""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(10))
        half = count if count < 4 else -(-count // 2)
        self.fields: list[LineEdit] = []
        for number in range(count):
            field = LineEdit()
            field.setObjectName("answer")
            field.setAccessibleName(f"Item {number + 1} of {count}" if count > 1 else "Your answer")
            field.setPlaceholderText(str(number + 1) if count > 1 else "Type the answer and press Enter")
            field.setFixedHeight(theme.px(42))
            field.textChanged.connect(lambda _text: self.changed.emit())
            grid.addWidget(field, number % half, number // half)
            self.fields.append(field)

    @property
    def given(self) -> tuple[str, ...]:
        """What was typed."""
        return tuple(text for field in self.fields if (text := field.text().strip()))

    def show_given(self, given: Sequence[str]) -> None:
        """Show what was typed before."""
        for field, text in zip(self.fields, given, strict=False):
            field.setText(text)

    def press(self, key: int) -> bool:
        """Go to the next field on Enter; False in the last one."""
        has_focus = [number for number, field in enumerate(self.fields) if field.hasFocus()]
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not has_focus:
            return False
        following = self.fields[has_focus[0] + 1 :]
        if following:
            following[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(following)

    def focus_target(self) -> QWidget | None:
        """Return the first field that is empty, or else the first."""
        return next((field for field in self.fields if not field.text()), self.fields[0])


class CheckView(AnswerView):
    """The answer is recalled, then shown, and the learner says what of it was right."""

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__(theme, question)
        several = len(question.expected) > 1
        self.hint = f"Think of all {len(question.expected)}." if several else "Think of the answer."
        self.is_open = False
        self._verdict: bool | None = None
        self.boxes: list[ItemBox] = []
        self._rule = QFrame()
        self._rule.setObjectName("hairline")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(theme.px(8))

    @property
    def is_list(self) -> bool:
        """Whether the parts are ticked one by one."""
        return len(self._question.expected) > 1

    @property
    def given(self) -> tuple[str, ...]:
        """The parts that were right; a text that is none of them if none was."""
        if not self.is_open or (self._verdict is None and not self.is_list):
            return ()
        parts = zip(self._question.expected, self.boxes, strict=False)
        right = [text for text, box in parts if box.isChecked()] if self.is_list else []
        return tuple(right) or (self._question.expected if self._verdict else ("",))

    def open(self) -> None:
        """Show the answer."""
        if self.is_open:
            return
        self.is_open, self.hint = True, ""
        self._down.addWidget(self._rule)
        if self.is_list:
            for text in self._question.expected:
                box = ItemBox(self._theme, text)
                box.toggled.connect(lambda _on: self.changed.emit())
                self._down.addWidget(box)
                box.show()  # or a layout that is visible shows it later, and it could not take the focus now
                self.boxes.append(box)
        else:
            answer = PlainLabel(self._question.expected[0])
            answer.setObjectName("quizAnswer")
            answer.setWordWrap(True)
            self._down.addWidget(answer)
        if self._question.why:
            why = PlainLabel(self._question.why)
            why.setObjectName("missedWhy")
            why.setWordWrap(True)
            self._down.addWidget(why)

    def set_roomy(self, is_roomy: bool) -> None:
        """Keep the hairline as far from the question and from the answer as on a card of Study."""
        px = self._theme.px
        above, below = (px(10), px(14)) if is_roomy else (0, 0)
        self.setContentsMargins(0, above, 0, 0)
        self._rule.setStyleSheet(f"margin-bottom: {below}px;")
        self._rule.setFixedHeight(below + 1)

    def judge(self, right: bool) -> None:
        """Take whether the answer that was recalled was right."""
        self._verdict = right
        self.changed.emit()

    def show_given(self, given: Sequence[str]) -> None:
        """Show what was found right before."""
        if not given:
            return
        self.open()
        for text, box in zip(self._question.expected, self.boxes, strict=False):
            box.setChecked(text in given)
        self._verdict = self._question.expected[0] in given

    def focus_target(self) -> QWidget | None:
        """Return the first box of a list."""
        return self.boxes[0] if self.boxes else None
