"""Charts made of rows that can be pressed: themes, documents, and the hardest cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from attache.base.numbers import counted
from attache.learner.report import PartMemory, Report
from attache.study.scope import Scope
from attache.ui.pages.progress.chart import LABEL, Chart, Spot
from attache.ui.pages.progress.told import Offer, Told, study
from attache.ui.shell.context import Context
from attache.ui.shell.palette import Palette
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.data_table import Table
from attache.ui.widgets.line import Line
from attache.ui.widgets.tints import tint
from attache.ui.widgets.words import share

_STATES = ("known", "learning", "fading", "new")
_ROW = 28


class RowChart(Chart):
    """Rows below one another; the drawing is theirs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """Show other rows; the one that has the focus leaves it to the one in its place."""
        before = [item.widget() for place in range(self._down.count()) if (item := self._down.itemAt(place))]
        focused = next((place for place, row in enumerate(before) if row is not None and row.hasFocus()), -1)
        for row in rows:
            self._down.addWidget(row)
            row.show()  # otherwise its size would not count until the next events
        if focused >= 0 and rows:
            rows[min(focused, len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        for old in before:
            if old is not None:
                self._down.removeWidget(old)
                old.hide()
                old.deleteLater()

    def sizeHint(self) -> QSize:
        """Return the size of the rows."""
        return self._down.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page make them narrow."""
        return self._down.minimumSize()

    def draw(self, painter: QPainter) -> list[Spot]:
        """Leave it to the rows."""
        return []


def fill(painter: QPainter, box: QRectF, state: str, colours: Palette) -> None:
    """Draw a piece of a bar; states differ by pattern as well as by colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    if state == "fading":
        hatch = QColor(colours.organisation)
        painter.fillRect(box, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        hatch.setAlpha(110)
        painter.fillRect(box, hatch)
    elif state != "new":
        painter.fillRect(box, tint(colours, 4 if state == "known" else 2))
    else:
        painter.setPen(QPen(QColor(colours.control), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


class PartRow(QPushButton):
    """A theme or a document: its title, a bar as long as it has cards, and how many are known."""

    def __init__(self, theme: Theme, title: str, part: PartMemory, most: int) -> None:
        super().__init__()
        self.setObjectName("line")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme, self._title, self._part, self._most = theme, title, part, most
        self._aside = f"{part.known:,} of {part.cards:,}"
        said = ", ".join(f"{getattr(part, state):,} {state}" for state in _STATES)
        self.setAccessibleName(f"{title}: {counted(part.cards, 'card')}, {said}")
        set_tip(self, f"{said[0].upper()}{said[1:]}. Study {title}.")

    def sizeHint(self) -> QSize:
        """Return one height for all rows."""
        return QSize(self._theme.px(280), self._theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page cut the title."""
        return QSize(self._theme.px(160), self._theme.px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.hasFocus()
        font, small = self._theme.frame(13), self._theme.frame(LABEL)
        wide = self.width()
        aside = QFontMetrics(small).horizontalAdvance("000 of 0,000")
        bar = max(px(60), round((wide - aside) * 0.42))
        room = wide - aside - bar - px(16)
        painter.setFont(font)
        painter.setPen(QColor(colours.accent if hot else colours.ink))
        title = QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(wide - aside, 0, aside, self.height()), right, self._aside)
        left, high = room + px(8), px(10)
        self._bar(
            painter, QRectF(left, (self.height() - high) / 2, bar * self._part.cards / self._most, high)
        )
        if self.hasFocus():
            painter.fillRect(QRectF(0, self.height() - 2, wide, 2), QColor(colours.accent))

    def _bar(self, painter: QPainter, box: QRectF) -> None:
        """Draw known, learning and fading cards from the left into the outline of all."""
        colours = self._theme.palette
        x = box.left()
        for state in _STATES[:3]:
            wide = box.width() * getattr(self._part, state) / self._part.cards
            fill(painter, QRectF(x, box.top(), wide, box.height()), state, colours)
            x += wide
        fill(painter, box, "new", colours)


class Legend(QWidget):
    """What the pieces of the bars mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(self._theme.px(240), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a piece of each kind with its word."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        painter.setFont(self._theme.frame(LABEL))
        x, wide, high = 0, px(14), px(10)
        top = (self.height() - high) / 2 + px(2)
        for state in _STATES:
            fill(painter, QRectF(x, top, wide, high), state, colours)
            x += wide + px(6)
            painter.setPen(QColor(colours.muted))
            word = painter.fontMetrics().horizontalAdvance(state)
            centre = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(x, px(2), word + px(2), self.height()), centre, state)
            x += word + px(14)


class PartChart(RowChart):
    """The themes, or the documents."""

    kind = "theme"

    def titles(self) -> Mapping[str, str]:
        """Return id → title, in order."""
        return {theme.id: theme.title for theme in self.context.library.themes()}

    def parts(self, report: Report) -> Sequence[PartMemory]:
        """Return what is known of them."""
        return report.themes

    def scope(self, part: str, title: str) -> Scope:
        """Return the cards of one."""
        return Scope(theme=part, words=title)

    def _study(self, title: str) -> str:
        return f"Study {self.kind} “{title}”"

    def tell(self, report: Report) -> Told:
        """Say which has most new cards."""
        titles = self.titles()
        found = [(titles[each.part], each) for each in self.parts(report) if each.part in titles]
        most = max((each.cards for _, each in found), default=1)
        rows: list[QWidget] = []
        for title, each in found:
            row = PartRow(self.theme, title, each, most)
            offer = study(self._study(title), self.scope(each.part, title))
            row.clicked.connect(lambda _on=False, offer=offer: self.chosen.emit(offer))
            rows.append(row)
        self.set_rows([*rows, Legend(self.theme)])
        gap = max(found, key=lambda pair: pair[1].new, default=None)
        is_gap = gap is not None and gap[1].new > 0
        title = f"You have started every card of every {self.kind}"
        if gap is not None and is_gap:
            title = f"{self.kind.capitalize()} with most new cards: {gap[0]} ({gap[1].new:,})"
        return Told(
            title,
            "How many cards you know.",
            Table(
                (self.kind.capitalize(), "Cards", "Known", "Learning", "Fading", "New"),
                tuple(
                    (name, *(f"{count:,}" for count in (each.cards, each.known, each.learning, each.fading)),
                     f"{each.new:,}")
                    for name, each in found
                ),
            ),
            (study(self._study(gap[0]), self.scope(gap[1].part, gap[0])),) if gap and is_gap else (),
            legend=f"A longer bar means more cards. Choose a {self.kind} to study it.",
        )  # fmt: skip


class DocumentChart(PartChart):
    """The documents; a card that cites two is in both."""

    kind = "document"

    def titles(self) -> Mapping[str, str]:
        """Return id → short title, in order."""
        return {document.id: document.short for document in self.context.library.documents()}

    def parts(self, report: Report) -> Sequence[PartMemory]:
        """Return what is known of them."""
        return report.documents

    def scope(self, part: str, title: str) -> Scope:
        """Return the cards of one."""
        return Scope(document=part, words=title)


class HardestChart(RowChart):
    """The cards that were forgotten most often; each opens its entry."""

    def tell(self, report: Report) -> Told:
        """Say how much they weigh."""
        hardest = report.hardest
        entries = {row.id: row for row in self.context.library.rows_by_id([each.entry for each in hardest])}
        rows: list[QWidget] = []
        for each in hardest:
            entry = entries.get(each.entry)
            title, kind = (entry.title, entry.kind) if entry is not None else (each.entry, None)
            asked = f"What does “{title}” mean?" if each.question == title else each.question
            line = Line(self.theme, title, f"forgotten {_times(each.lapses)}", kind, below=asked)
            line.setAccessibleDescription(asked)
            set_tip(line, f"{asked}\nOpens the entry")
            offer = Offer(title, "glossary", {"entry": each.entry})
            line.clicked.connect(lambda _on=False, offer=offer: self.chosen.emit(offer))
            rows.append(line)
        self.set_rows(rows)
        how = "The cards that you forgot most often after you had learned them."
        if not hardest:
            return Told(
                "Your hardest cards", how, missing="You have not forgotten any card that you had learned."
            )
        weight = share(sum(each.lapses for each in hardest) / report.lapses)
        these = counted(len(hardest), "card")
        offered = "Study this card" if len(hardest) == 1 else f"Study these {len(hardest)} cards"
        scope = Scope(cards=frozenset(each.id for each in hardest), words="Hardest cards")
        return Told(
            f"{these} {'accounts' if len(hardest) == 1 else 'account'} for {weight} of your lapses",
            how,
            Table(
                ("Entry", "Question", "Lapses"),
                tuple(
                    (entries[each.entry].title if each.entry in entries else each.entry, each.question,
                     f"{each.lapses:,}")
                    for each in hardest
                ),
                widest=1,
            ),
            (study(offered, scope, beyond=True),),
            legend="Choose one to read its entry.",
        )  # fmt: skip


def _times(count: int) -> str:
    return counted(count, "time")
