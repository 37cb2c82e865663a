"""The outline of a guide: its sections with their states, the one that is shown marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from attache.library.guides import Guide, OutlineSection
from attache.study.reading import SectionState
from attache.ui.pages.documents.shelf import hairline, read_words
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.section_marks import MEANINGS, Legend, States, paint_section, state_of

WIDTH = 248
"""Width of the outline at 100 %, in pixels."""
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class OutlineRow(QPushButton):
    """One section: its mark and its title, which wraps."""

    def __init__(self, theme: Theme, section: OutlineSection) -> None:
        super().__init__()
        self.setObjectName("outlineRow")
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of them is shown: a radio button, as screen readers say
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._section = theme, section
        self._state = SectionState.NOT_READ
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_state(SectionState.NOT_READ)

    @property
    def state(self) -> SectionState:
        """The state that is shown."""
        return self._state

    def show_state(self, state: SectionState) -> None:
        """Show the state of the section."""
        self._state = state
        self.setAccessibleName(f"{self._section.title}, {state.value}")
        set_tip(self, f"{state.value}: {MEANINGS[state]}.")
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the title in a width."""
        px = self._theme.px
        room = QRect(0, 0, max(1, width - px(53)), 1 << 16)
        metrics = QFontMetrics(self._theme.frame(13))
        return metrics.boundingRect(room, int(_WRAPPED), self._section.title).height() + px(8)

    def sizeHint(self) -> QSize:
        """Return the height at the width that the row has."""
        return QSize(self._theme.px(200), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Let the title wrap."""
        return QSize(self._theme.px(120), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark, the title, and the bar of the section that is shown."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(colours.selection))
            painter.fillRect(QRect(0, 0, px(3), self.height()), QColor(colours.accent))
        font = self._theme.frame(13)
        line = QFontMetrics(font).height()
        mark = QRectF(px(17), px(4) + (line - px(9)) / 2, px(9), px(9))
        paint_section(painter, mark, self._state, colours.muted)
        hot = self.isChecked() or self.underMouse()
        painter.setFont(font)
        painter.setPen(QColor(colours.ink if hot else colours.muted))
        painter.drawText(self.rect().adjusted(px(37), px(4), -px(16), 0), int(_WRAPPED), self._section.title)
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.drawRect(self.rect().adjusted(1, 0, -2, -1))


class Outline(QWidget):
    """``chosen(section)`` when a section is pressed, ``left`` for the way back to the shelf."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._guide: Guide | None = None
        self.rows: dict[str, OutlineRow] = {}
        self.back = QPushButton("All documents")
        self.back.setObjectName("quietLink")
        self.back.setAutoDefault(True)
        self.back.clicked.connect(self.left)
        self.title, self.figures = PlainLabel(), PlainLabel()
        self.title.setObjectName("smallTitle")
        self.title.setWordWrap(True)
        self.figures.setObjectName("quiet")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._legend: Legend | None = None
        self._whole = QVBoxLayout(self)
        self._head = QVBoxLayout()
        for part in (self.back, self.title, self.figures):
            self._head.addWidget(
                part, 0, Qt.AlignmentFlag.AlignLeft if part is self.back else Qt.AlignmentFlag(0)
            )
        self._whole.addLayout(self._head)
        self._whole.addWidget(self._scroll, 1)
        self._whole.addWidget(hairline())
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_guide(self, guide: Guide, states: States, shown: str) -> None:
        """Show a guide with the section ``shown`` marked."""
        if self._guide != guide:
            self._guide = guide
            self._fill()
        self.title.setText(guide.title)
        self.show_states(states)
        for id_, row in self.rows.items():
            row.setChecked(id_ == shown)
        if shown in self.rows:
            self._scroll.ensureWidgetVisible(self.rows[shown], 0, self._theme.px(24))

    def show_states(self, states: States) -> None:
        """Show the states of the sections."""
        if self._guide is None:
            return
        self.figures.setText(read_words(self._guide, states))
        for section in self._guide.sections:
            self.rows[section.id].show_state(state_of(states, section))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows the height of their titles."""
        super().resizeEvent(event)
        for row in self.rows.values():
            row.updateGeometry()

    def _fill(self) -> None:
        body = QWidget()
        body.setObjectName("column")
        down = QVBoxLayout(body)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.rows = {}
        for section in self._guide.sections if self._guide is not None else ():
            row = OutlineRow(self._theme, section)
            row.clicked.connect(lambda _on=False, id_=section.id: self._choose(id_))
            self.rows[section.id] = row
            down.addWidget(row)
        down.addStretch(1)
        self._scroll.setWidget(body)

    def _choose(self, section: str) -> None:
        # The click has toggled the row, but its mark must show which section is open.
        self.rows[section].setChecked(True)
        self.chosen.emit(section)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(WIDTH))
        self._whole.setContentsMargins(0, px(10), 1, 0)
        self._whole.setSpacing(0)
        self._head.setContentsMargins(px(16), 0, px(16), px(14))
        self._head.setSpacing(px(8))
        self.back.setIcon(self._theme.icon("arrow-left"))
        self.back.setIconSize(QSize(px(16), px(16)))
        if self._legend is not None:
            self._whole.removeWidget(self._legend)
            self._legend.deleteLater()
        self._legend = Legend(self._theme, column=96)
        self._legend.setContentsMargins(px(16), px(10), px(8), px(10))
        self._whole.addWidget(self._legend)
        for row in self.rows.values():
            row.updateGeometry()
