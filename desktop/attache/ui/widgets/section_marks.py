"""The states of sections as marks: a row of them for a document, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from attache.library.guides import Guide, OutlineSection
from attache.study.memory import Recall
from attache.study.reading import SectionState
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.marks import paint_recall

MEANINGS: Mapping[SectionState, str] = {
    SectionState.NOT_READ: "You have not reached the end of the section",
    SectionState.READ: "You have read the section",
    SectionState.LEARNED: "You have read the section and know its check questions",
    SectionState.FADING: "A check question of the section is likely to be forgotten soon",
}
_AS_RECALL: Mapping[SectionState, Recall] = {
    SectionState.READ: Recall.LEARNING,
    SectionState.LEARNED: Recall.KNOWN,
    SectionState.FADING: Recall.FADING,
}
States = Mapping[str, SectionState]


def state_of(states: States, section: OutlineSection) -> SectionState:
    """Return the state of a section; what was not read is not among the states."""
    return states.get(section.id, SectionState.NOT_READ)


def paint_section(painter: QPainter, box: QRectF, state: SectionState | Recall, colour: str) -> None:
    """Draw the state of a section, or of a card as if it were one: a ring where nothing was done yet."""
    recall = state if isinstance(state, Recall) else _AS_RECALL.get(state, Recall.NEW)
    if recall is not Recall.NEW:
        paint_recall(painter, box, recall, colour)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), max(1.0, box.width() / 8)))
    painter.drawEllipse(box)
    painter.restore()


class StateMark(QWidget):
    """The mark of one state, of a section or of a card."""

    def __init__(self, theme: Theme, state: SectionState | Recall = Recall.NEW) -> None:
        super().__init__()
        self._theme, self._state = theme, state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def state(self) -> SectionState | Recall:
        """The state that is shown."""
        return self._state

    def show_state(self, state: SectionState | Recall) -> None:
        """Show another state."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the mark."""
        return QSize(self._theme.px(12), self._theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        px = self._theme.px
        box = QRectF(px(1), (self.height() - px(9)) / 2, px(9), px(9))
        paint_section(QPainter(self), box, self._state, self._theme.palette.muted)


class Legend(QWidget):
    """Says what each mark means; ``column`` is the least width of each, in pixels at 100 %, to align them."""

    def __init__(self, theme: Theme, column: int = 0) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self._flow.setSpacing(theme.px(12))
        for state, meaning in MEANINGS.items():
            pair = QWidget()
            across = QHBoxLayout(pair)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(theme.px(4))
            words = PlainLabel(state.value)
            words.setObjectName("quiet")
            set_tip(pair, meaning)
            across.addWidget(StateMark(theme, state))
            across.addWidget(words, 1)
            pair.setMinimumWidth(theme.px(column))
            self._flow.addWidget(pair)


class MarkRow(QWidget):
    """One mark for each section of a guide, the place where reading stopped underlined; ``chosen(section)``.

    The same can be done in the outline, so the row takes no focus.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, guide: Guide, states: States, here: str) -> None:
        super().__init__()
        self._theme, self._guide, self._states, self._here = theme, guide, states, here
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for all marks."""
        return QSize(self._theme.px(20) * len(self._guide.sections), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page put the marks together."""
        return QSize(self._theme.px(14) * len(self._guide.sections), self._theme.px(24))

    @property
    def _step(self) -> int:
        """From one mark to the next, in pixels."""
        return max(1, min(self._theme.px(20), self.width() // len(self._guide.sections)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        for place, section in enumerate(self._guide.sections):
            box = QRectF(self._step * place + px(1), (self.height() - px(11)) / 2, px(11), px(11))
            is_here = section.id == self._here
            tint = colours.accent if is_here else colours.muted
            paint_section(painter, box, state_of(self._states, section), tint)
            if is_here:
                painter.fillRect(
                    QRectF(box.left() - 1, self.height() - px(3), box.width() + 2, px(2)), QColor(tint)
                )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which section a mark stands for."""
        section = self._at(event)
        words = f"{section.title}: {state_of(self._states, section).value}" if section is not None else ""
        set_tip(self, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the section."""
        section = self._at(event)
        if section is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(section.id)

    def _at(self, event: QMouseEvent) -> OutlineSection | None:
        place = int(event.position().x()) // self._step
        return self._guide.sections[place] if 0 <= place < len(self._guide.sections) else None
