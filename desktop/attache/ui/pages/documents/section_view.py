"""One section of a guide: its text, its check questions, and beside them its notes and entries."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from attache.library.guides import Guide, GuideSection
from attache.ui.pages.documents.check import CheckQuestion
from attache.ui.pages.documents.entry_chip import EntryChips
from attache.ui.pages.documents.text_block import Size, TextBlock
from attache.ui.shell.context import Context
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.widgets.command_button import follow_command
from attache.ui.widgets.entry.html import accuracy_box
from attache.ui.widgets.entry.preview import PreviewCard
from attache.ui.widgets.margins import page_margins

_TEXT, _MARGIN, _GAP = (496, 544), (232, 288), 32
"""The least and the greatest width of the text and of the margin beside it, and the gap, in pixels at 100 %.

Where both have not even the least width, there is no margin.
"""
_MOST_BEFORE = 2
"""Questions that can be tried before the text."""


class SectionView(QScrollArea):
    """Shows a section; ``end_seen`` when its end is on screen, ``scrolled`` when its place has changed.

    ``next_wanted`` when the reader goes on; ``answered(card)`` after a check question was answered.
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
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme = self._theme
        self.place = PlainLabel()
        # A label would set the lines of a long title too far apart.  Its last line needs room for g and y.
        self.title = TextBlock(theme, "Title", space=(0, 12))
        self.opening = TextBlock(theme, "About the document")
        self.text = TextBlock(theme, "Section", Size.LARGE)
        self.notes = TextBlock(theme, "Accuracy notes", Size.SMALL)
        self.first = QPushButton()
        self.next = QPushButton("Next section")
        self.following = PlainLabel()
        self.previous, self.mark = QPushButton("Previous section"), QPushButton("Mark as read")
        self.card = PreviewCard(theme, self)
        self.entries = EntryChips(context)
        self._is_outlined = True
        self._lay_out()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._settle)
        for block in (self.opening, self.text, self.notes):
            block.entry_requested.connect(context.open_entry)
            block.anchor_requested.connect(self._show_note)
            block.pointed.connect(self._point)
        self.next.clicked.connect(self.next_wanted)
        self.first.clicked.connect(self._ask_first)
        for button, name in ((self.previous, "previous-section"), (self.mark, "mark-read")):
            action = context.commands[name]
            follow_command(button, action)
            button.setObjectName("quietLink")  # begins where the text does
            button.clicked.connect(lambda _on=False, action=action: action.trigger())
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
        title = guide.sections[number - 1].title
        self.title.setAccessibleName(title)
        self.title.show_html(lambda _style: f'<p class="title">{escape(title)}</p>')
        self.opening.show_html(lambda _style: _about(guide) if number == 1 else "")
        self.text.show_html(lambda _style: section.html)
        self.notes.show_html(
            lambda style: "".join(accuracy_box(note, style, in_margin=True) for note in section.notes)
        )
        self.text.setAccessibleName(title)
        self.next.setText("Next section" if following else "All documents")
        self.following.setText(following[0].title if following else "")
        self.show_read()
        self._make_checks(section)
        self.entries.show_entries(section.entries)
        self._place_parts()
        self._settling.start()

    def set_above(self, widget: QWidget) -> None:
        """Let a widget stand above the title, at the left in whichever direction its text runs."""
        self._page.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)

    def set_outlined(self, outlined: bool) -> None:
        """Tell whether the outline is beside the section; without it, the margins are those of a page."""
        self.place.setVisible(outlined)  # without an outline, what stands above says it
        if outlined != self._is_outlined:
            self._is_outlined = outlined
            self._place_parts()

    def refresh(self) -> None:
        """Show the present states of the check questions and entries."""
        for check in self.checks:
            check.refresh()
        self._offer_question()
        self.entries.refresh()

    def show_read(self) -> None:
        """Say on the button for it whether the section can be marked as read, or as not read."""
        read = self._section is not None and self._context.learner.reading.is_read(self._section.id)
        self.mark.setText("Mark as not read" if read else "Mark as read")
        self.mark.setAccessibleName(self.mark.text())

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
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.first.setObjectName("quietLink")
        self.next.setObjectName("primary")
        self.following.setObjectName("quiet")
        self.following.setWordWrap(True)
        for button in (self.first, self.next):
            button.setAutoDefault(True)
        set_tip(self.first, "Trying a question first helps you remember what you read.")
        body = QWidget()
        body.setObjectName("column")
        self._above, self._column, self._aside = QWidget(), QWidget(), QWidget()
        self._start, self._down = QVBoxLayout(self._above), QVBoxLayout(self._column)
        self._aside_down = QVBoxLayout(self._aside)
        self._before, self._below, self._asked, self._last = (QVBoxLayout() for _ in range(4))
        """The questions before the text; below it the notes, the other questions, and the entries."""
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.next)
        self._foot.addWidget(self.following, 1)
        self._acts = QHBoxLayout()
        for button in (self.mark, self.previous):
            self._acts.addWidget(button)
        self._acts.addStretch(1)
        self._start.addWidget(self.opening)
        self._start.addLayout(self._before)
        self._start.addWidget(self.first, 0, Qt.AlignmentFlag.AlignLeft)
        self._down.addWidget(self.text)
        for layout in (self._below, self._asked, self._foot, self._acts, self._last):
            self._down.addLayout(layout)
        self._down.addStretch(1)
        self._aside_down.addStretch(1)
        self._page, self._across = QVBoxLayout(body), QHBoxLayout()
        for part in (self.place, self.title, self._above):
            self._page.addWidget(part)
        self._page.addLayout(self._across, 1)
        self._across.addWidget(self._column)
        self._across.addWidget(self._aside)
        self._across.addStretch(1)
        for down in (
            self._start,
            self._down,
            self._aside_down,
            self._below,
            self._asked,
            self._before,
            self._last,
        ):
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
        self._offer_question()

    def _after_text(self) -> list[CheckQuestion]:
        """Return the questions below the text that can be answered."""
        return [each for each in self.checks if each.is_waiting and self._before.indexOf(each) < 0]

    def _offer_question(self) -> None:
        """Offer to try a question before the text is read, and after it another one."""
        tried = [check for check in self.checks if self._before.indexOf(check) >= 0]
        more = len(tried) < _MOST_BEFORE and not any(check.is_waiting for check in tried)
        self.first.setText("Try another question" if tried else "Try a question before you read")
        self.first.setVisible(more and bool(self._after_text()))

    def _ask_first(self) -> None:
        """Ask a question before the text is read; it stays there."""
        check = self._after_text()[0]
        self._asked.removeWidget(check)
        self._before.addWidget(check)
        QWidget.setTabOrder(self.opening, check)
        check.set_focus()
        self._offer_question()
        self._reach_later(check)

    def _go_on_from(self, check: CheckQuestion) -> None:
        """Put the focus on the next question that is not answered, or on the way to the next section.

        After a question that was tried before the text, put it on the text.
        """
        self.answered.emit(check.card.id)
        self._offer_question()
        place = self.checks.index(check)
        wanted = next((each for each in self.checks[place + 1 :] if each.is_waiting), None)
        if self._before.indexOf(check) >= 0:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif wanted is None:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reach(self.next)
        else:
            wanted.set_focus()
            self._reach(wanted)

    def _reach_later(self, check: CheckQuestion) -> None:
        """Bring a question into view whose height has changed."""
        if check.isVisible():
            self._page.activate()
            self._reach(check)

    def _reach(self, widget: QWidget) -> None:
        """Scroll no further than it takes to see a widget, from its top if there is no room for all of it."""
        edge, bar = self._theme.px(24), self.verticalScrollBar()
        top = widget.mapTo(self, QPoint()).y() + bar.value()
        if widget.height() + edge > self.height():
            bar.setValue(top - self._theme.px(8))
        else:
            self.ensureVisible(0, top + widget.height() // 2, 0, widget.height() // 2 + edge)

    def _place_parts(self) -> None:
        """Put notes and entries into the margin, or the notes after the text and the entries at the end."""
        px, wide = self._theme.px, self.viewport().width()
        (least, most), (narrowest, widest) = _TEXT, _MARGIN
        side = px(32) if self._is_outlined else page_margins(self._theme, self.width(), most)[0]
        right, gap = px(24), px(_GAP)
        room = wide - side - right
        beside = room >= px(least) + gap + px(narrowest)
        text = min(px(most), room - gap - px(narrowest) if beside else room)
        margin = min(px(widest), room - gap - text) if beside else 0
        whole = text + (gap + margin if beside else 0)
        left = max(side, (wide - whole) // 2) if self._is_outlined else side
        self._page.setContentsMargins(left, px(32), max(right, wide - left - whole), px(32))
        self._across.setSpacing(gap)
        for part in (self._above, self._column):
            part.setFixedWidth(max(1, text))
        self._aside.setFixedWidth(margin)
        self._aside.setVisible(beside)
        notes, entries = (self._aside_down, self._aside_down) if beside else (self._below, self._last)
        if notes.indexOf(self.notes) < 0:
            notes.insertWidget(0, self.notes)
            entries.insertWidget(int(beside), self.entries)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._page.setSpacing(px(6))
        for down in (self._start, self._down):
            down.setSpacing(px(12))
        for down in (self._below, self._asked, self._before, self._last):
            down.setSpacing(px(12))
        self._aside_down.setSpacing(px(8))
        self._foot.setSpacing(px(16))
        self._foot.setContentsMargins(0, px(8), 0, 0)
        self._acts.setSpacing(px(16))
        self._acts.setContentsMargins(0, 0, 0, px(8))
        self.next.setMinimumHeight(px(36))
        self.next.setIcon(self._theme.icon("arrow-right", self._theme.palette.on_accent))
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.first.setIcon(self._theme.icon("circle-help"))
        for button in (self.first, self.next):
            button.setIconSize(QSize(px(16), px(16)))
        self._place_parts()

    def _settle(self) -> None:
        """Scroll to the place that was asked for, now that the heights are known."""
        self._settling.stop()
        self._page.activate()
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

    def _show_note(self, anchor: str) -> None:
        """Scroll to an accuracy note, and put the focus there."""
        place = self.notes.place_of(anchor)
        body = self.widget()
        if place >= 0 and body is not None:
            top = self.notes.mapTo(body, QPoint(0, round(place))).y()
            self.verticalScrollBar().setValue(top - self._theme.px(48))
            self.notes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point(self, entry: str, _note: int, place: QPoint) -> None:
        preview = self._context.library.preview(entry) if entry else None
        if preview is not None:
            self.card.point_to_entry(preview, place)
        else:
            self.card.away()


def _about(guide: Guide) -> str:
    """Return the opening of a guide, and what is known of the origin of its document."""
    note = f'<p class="faint">{escape(guide.note)}</p>' if guide.note else ""
    return f'<p class="head">About this document</p>{guide.opening_html}{note}'
