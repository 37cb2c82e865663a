"""One section of a guide: its text, its check questions, and beside them its notes and entries."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from attache.base.vocabulary import EntryRef
from attache.library.guides import Guide, GuideSection
from attache.study.memory import Recall
from attache.ui.pages.documents.check import CheckQuestion
from attache.ui.pages.documents.text_block import Size, TextBlock
from attache.ui.shell.context import Context
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.html import Style, accuracy_box
from attache.ui.widgets.entry.preview import PreviewCard
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.marks import paint_kind, paint_recall
from attache.ui.widgets.words import RECALL_WORDS

_TEXT, _MARGIN, _GAP = 544, 184, 32
_LEAST_TEXT = 440
"""The narrowest text at 100 %, in pixels, beside which the margin stands."""


class EntryChip(QPushButton):
    """An entry that the section feeds, with its kind and how well it is remembered."""

    def __init__(self, theme: Theme, ref: EntryRef, recall: Recall) -> None:
        super().__init__()
        self.setObjectName("entryChip")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme, self._ref, self._recall = theme, ref, recall
        self.setAccessibleName(f"{ref.title}, {KIND_WORDS[ref.kind]}, {RECALL_WORDS[recall]}")

    def sizeHint(self) -> QSize:
        """Return room for the marks and the title."""
        px = self._theme.px
        wide = QFontMetrics(self._theme.frame(12.5)).horizontalAdvance(self._ref.title)
        return QSize(wide + px(42) + (px(16) if self._recall is not Recall.NEW else 0), px(28))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow margin cut the title."""
        return QSize(self._theme.px(60), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the marks and the title."""
        super().paintEvent(event)
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        middle = self.height() / 2
        box = QRectF(px(13), middle - px(4), px(8), px(8))
        paint_kind(painter, box, self._ref.kind, colours.kind(self._ref.kind))
        right = self.width() - px(12)
        if self._recall is not Recall.NEW:
            right -= px(9)
            paint_recall(painter, QRectF(right, middle - px(4.5), px(9), px(9)), self._recall, colours.muted)
            right -= px(7)
        font = self._theme.frame(12.5)
        room = QRect(px(28), 0, max(0, right - px(28)), self.height())
        title = QFontMetrics(font).elidedText(self._ref.title, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink if self.underMouse() or self.hasFocus() else colours.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)


class SectionView(QScrollArea):
    """Shows a section; ``end_seen`` when its end is on screen, ``scrolled`` when its place has changed.

    ``next_wanted`` when the reader goes on, ``outline_wanted`` from the line that says which section it is.
    ``answered(card)`` after a check question was answered.
    """

    end_seen = Signal()
    scrolled = Signal()
    next_wanted = Signal()
    answered = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._theme = context, context.theme
        self._guide: Guide | None = None
        self._section: GuideSection | None = None
        self._depth = 0
        """Where to scroll to, once the heights are known."""
        self.checks: list[CheckQuestion] = []
        self._may_be_beside = True
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme = self._theme
        self.place, self.title = PlainLabel(), PlainLabel()
        self.opening = TextBlock(theme, "About the document")
        self.text = TextBlock(theme, "Section", Size.LARGE)
        self.notes = TextBlock(theme, "Accuracy notes", Size.SMALL)
        self.first = QPushButton("Try a question first")
        self.next = QPushButton("Next section")
        self.following = PlainLabel()
        self.card = PreviewCard(theme, self)
        self._chips, self._chips_head = QWidget(), PlainLabel("In this section")
        self._lay_out()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._settle)
        for block in (self.opening, self.text, self.notes):
            block.entry_requested.connect(context.open_entry)
            block.pointed.connect(self._point)
        self.next.clicked.connect(self.next_wanted)
        self.first.clicked.connect(self._ask_first)
        self.verticalScrollBar().valueChanged.connect(self._follow)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    # What is shown

    @property
    def section(self) -> GuideSection | None:
        """The section that is shown."""
        return self._section

    @property
    def reached(self) -> int:
        """How far down the section one is, from 0 to 1000."""
        if self._settling.isActive():
            return self._depth
        bar = self.verticalScrollBar()
        return round(bar.value() * 1000 / bar.maximum()) if bar.maximum() else 0

    @property
    def is_end_shown(self) -> bool:
        """Whether the end of the text and of its questions is on screen."""
        if self._section is None or not self.isVisible() or self._settling.isActive():
            return False
        end = self.next.mapTo(self.viewport(), QPoint(0, 0)).y()
        return end <= self.viewport().height()

    def show_section(self, guide: Guide, section: GuideSection, depth: int = 0) -> None:
        """Show a section of a guide, ``depth`` thousandths down its page."""
        self.card.away()
        self._guide, self._section, self._depth = guide, section, depth
        number = next(each.number for each in guide.sections if each.id == section.id)
        following = guide.sections[number : number + 1]
        self.place.setText(f"Section {number} of {len(guide.sections)}")
        self.title.setText(guide.sections[number - 1].title)
        opening = f'<p class="head">About this document</p>{guide.opening_html}' if number == 1 else ""
        note = f'<p class="faint">{escape(guide.note)}</p>' if opening and guide.note else ""
        self.opening.show_html(opening + note)
        self.text.show_html(section.html)
        self.text.setAccessibleName(self.title.text())
        self.next.setText("Next section" if following else "All documents")
        self.following.setText(following[0].title if following else "")
        self._make_checks(section)
        self._show_chips(section.entries)
        self._place_parts()
        self._settling.start()

    def set_beside(self, beside: bool) -> None:
        """Allow the margin beside the text, or not, where the window is narrow."""
        if beside != self._may_be_beside:
            self._may_be_beside = beside
            self._place_parts()

    def refresh(self) -> None:
        """Show the present states of the check questions and entries."""
        for check in self.checks:
            check.refresh()
        if self._section is not None:
            self._show_chips(self._section.entries)

    def show_card(self, card: str) -> bool:
        """Bring a check question into view and give it the focus; False if the section does not ask it."""
        found = next((check for check in self.checks if check.card.id == card), None)
        if found is None:
            return False
        self._settle()
        self._reach(found)
        found.set_focus()
        return True

    def bring_into_view(self, place: int) -> None:
        """Scroll so that a place, in pixels down the page, is visible."""
        self.ensureVisible(0, place, 0, self._theme.px(64))

    def finish_pending(self) -> bool:
        """Scroll to the place now, if that waits; return whether it did."""
        waited = self._settling.isActive()
        if waited:
            self._settle()
        return waited | self.card.finish_pending()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the margin beside the text, or its parts below it."""
        if not self._settling.isActive():
            self._depth = self.reached
        super().resizeEvent(event)
        self._place_parts()
        self._settling.start()

    # Parts

    def _lay_out(self) -> None:
        self.place.setObjectName("quiet")
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.first.setObjectName("quietLink")
        self.next.setObjectName("primary")
        self.following.setObjectName("quiet")
        self.following.setWordWrap(True)
        self._chips_head.setObjectName("head")
        for button in (self.first, self.next):
            button.setAutoDefault(True)
        body = QWidget()
        body.setObjectName("column")
        self._column, self._aside = QWidget(), QWidget()
        self._down, self._aside_down = QVBoxLayout(self._column), QVBoxLayout(self._aside)
        self._flow = FlowLayout(self._chips)
        self._before, self._asked = QVBoxLayout(), QVBoxLayout()
        """The check questions before the text and after it."""
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.next)
        self._foot.addWidget(self.following, 1)
        for part in (self.place, self.title, self.opening, self.first):
            self._down.addWidget(
                part, 0, Qt.AlignmentFlag.AlignLeft if part is self.first else Qt.AlignmentFlag(0)
            )
        self._down.addLayout(self._before)
        self._down.addWidget(self.text)
        self._below = QVBoxLayout()
        self._down.addLayout(self._below)
        self._down.addLayout(self._asked)
        self._down.addLayout(self._foot)
        self._last = QVBoxLayout()
        self._down.addLayout(self._last)
        self._down.addStretch(1)
        self._across = QHBoxLayout(body)
        self._across.addWidget(self._column)
        self._across.addWidget(self._aside)
        for down in (self._down, self._aside_down, self._below, self._asked, self._before, self._last):
            down.setContentsMargins(0, 0, 0, 0)
        self.setWidget(body)

    def _make_checks(self, section: GuideSection) -> None:
        for check in self.checks:
            check.hide()
            check.deleteLater()
        self.checks = []
        before: QWidget = self.text
        for number, card in enumerate(section.checks, 1):
            check = CheckQuestion(self._context, card, number, len(section.checks))
            check.answered.connect(lambda check=check: self._go_on_from(check))
            check.resized.connect(lambda check=check: self._reach_later(check))
            self._asked.addWidget(check)
            check.show()  # now; Qt would wait for the next event
            QWidget.setTabOrder(before, check)
            before = check
            self.checks.append(check)
        QWidget.setTabOrder(before, self.next)
        self.first.setVisible(bool(self.checks) and self.checks[0].is_open)

    def _ask_first(self) -> None:
        """Ask the first question before the text is read; it stays there."""
        check = self.checks[0]
        self._asked.removeWidget(check)
        self._before.addWidget(check)
        self.first.hide()
        QWidget.setTabOrder(self.title, check)
        check.set_focus()

    def _go_on_from(self, check: CheckQuestion) -> None:
        """Put the focus on the next question that is not answered, or on the way to the next section."""
        self.answered.emit(check.card.id)
        place = self.checks.index(check)
        wanted = next((each for each in self.checks[place + 1 :] if each.is_open), None)
        if wanted is None:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reach(self.next)
        else:
            wanted.set_focus()
            self._reach(wanted)

    def _reach_later(self, check: CheckQuestion) -> None:
        """Bring a question into view whose height has changed."""
        if check.isVisible():
            self._across.activate()
            self._reach(check)

    def _reach(self, widget: QWidget) -> None:
        self.ensureWidgetVisible(widget, 0, self._theme.px(24))

    def _show_chips(self, entries: Sequence[EntryRef]) -> None:
        recall = self._context.learner.recall()
        while (item := self._flow.takeAt(0)) is not None:
            if (chip := item.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        for ref in entries:
            chip = EntryChip(self._theme, ref, recall.get(ref.id, Recall.NEW))
            chip.clicked.connect(lambda _on=False, id_=ref.id: self._context.open_entry(id_))
            self._flow.addWidget(chip)
            chip.show()
        self._chips_head.setVisible(bool(entries))

    def _show_notes(self) -> None:
        if self._section is None:
            return
        style = Style(self._theme.palette, self._theme.px)
        self.notes.show_html("".join(accuracy_box(note, style) for note in self._section.notes))

    def _place_parts(self) -> None:
        """Put notes and entries into the margin, or the notes after the text and the entries at the end."""
        px, wide = self._theme.px, self.viewport().width()
        side = px(40) if wide > px(560) else px(24)
        right = px(24)
        beside = self._may_be_beside and wide - side - right >= px(_LEAST_TEXT + _GAP + _MARGIN)
        text = min(px(_TEXT), wide - side - right - (px(_GAP + _MARGIN) if beside else 0))
        whole = text + (px(_GAP + _MARGIN) if beside else 0)
        left = max(side, (wide - whole) // 2)
        self._across.setContentsMargins(left, px(34), max(right, wide - left - whole), px(32))
        self._across.setSpacing(px(_GAP))
        self._column.setFixedWidth(max(1, text))
        self._aside.setVisible(beside)
        self._aside.setFixedWidth(px(_MARGIN))
        notes, entries = (self._aside_down, self._aside_down) if beside else (self._below, self._last)
        if notes.indexOf(self.notes) < 0 or self._aside_down.count() == 0:
            for part, where in ((self.notes, notes), (self._chips_head, entries), (self._chips, entries)):
                where.addWidget(part)
            if beside:
                self._aside_down.addStretch(1)
        self._show_notes()

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._down.setSpacing(px(12))
        for down in (self._below, self._asked, self._before, self._last):
            down.setSpacing(px(12))
        self._aside_down.setSpacing(px(8))
        self._flow.setSpacing(px(8))
        self._foot.setSpacing(px(16))
        self._foot.setContentsMargins(0, px(8), 0, px(8))
        self.next.setMinimumHeight(px(36))
        self.next.setIcon(self._theme.icon("arrow-right", self._theme.palette.on_accent))
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._place_parts()
        if self._section is not None:
            self._show_chips(self._section.entries)

    def _settle(self) -> None:
        """Scroll to the place that was asked for, now that the heights are known."""
        self._settling.stop()
        self._across.activate()
        body = self.widget()
        if body is not None:
            body.resize(
                self.viewport().width(),
                max(
                    body.heightForWidth(self.viewport().width()),
                    body.minimumSizeHint().height(),
                    self.viewport().height(),
                ),
            )
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.maximum() * self._depth / 1000))
        self._follow()

    def _follow(self) -> None:
        if self._settling.isActive():
            return
        self.scrolled.emit()
        if self.is_end_shown:
            self.end_seen.emit()

    def _point(self, entry: str, _note: int, place: QPoint) -> None:
        preview = self._context.library.preview(entry) if entry else None
        if preview is not None:
            self.card.point_to_entry(preview, place)
        else:
            self.card.away()
