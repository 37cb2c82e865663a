"""One card: what it asks, what the form needs to answer it, and the answer under a hairline."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import product

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from attache.base.entry import Card, Confusion
from attache.base.ids import qualified
from attache.base.vocabulary import ENTRY_LINK, CardForm, Kind
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.typed import Comparison, Verdict, compare
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import HtmlLabel, PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.card import face
from attache.ui.widgets.card.choices import TICK, ItemBox, OptionButton, OptionState
from attache.ui.widgets.card.face import AFTER_TYPED, CHOOSING, TYPING, Option
from attache.ui.widgets.margins import card_margin
from attache.ui.widgets.words import sentences

_LONGEST = 300
"""The most characters that can be typed; an answer has at most 15 words."""
_SPACES = ((420, 40, 12, 24), (240, 16, 12, 8), (-1, 8, 6, 4))
"""For each height above which it applies: the space above the card, between its parts, and below it.

In pixels at 100 %.  The space depends on nothing else, so that each question begins at the same place.
"""
_SHOWN = ((True, 2), (False, 2), (False, 1), (False, 0))
"""From the most to the least: whether all options stay, and how many are explained."""
_AROUND_RULE = (10, 0)
"""The space at both sides of the hairline, in pixels at 100 %, where there is room and where there is not."""
_BEGINNING, _ITEMS = 78, 124
"""Height of what is shown of an answer and of a list below a long question at 100 %, in pixels."""


class CardView(QScrollArea):
    """Asks and shows; ``answered`` when an option was chosen; every key is left to the page.

    ``suggestion_changed`` when the items ticked suggest another rating; ``entry_requested(id)`` when a
    link in an answer is followed.
    """

    answered = Signal()
    suggestion_changed = Signal()
    entry_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title_of: Callable[[str], str],
        meaning_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """``title_of`` names an entry; ``meaning_of`` defines a name, "" for what is not an entry."""
        super().__init__(parent)
        self._theme, self._title_of, self._meaning_of = theme, title_of, meaning_of
        self._card: Card | None = None
        self._head, self._kind = "", Kind.CONCEPT
        self._chosen: Option | None = None
        self._comparison: Comparison | None = None
        self._meanings: dict[str, str] = {}
        """After a wrong choice: what the chosen option and the right one are, by their texts."""
        self._open = False
        self._scrolled = 0
        """How far down the card was when its answer was asked for, in pixels."""
        self.suggested = Rating.GOOD
        self.head, self.prompt = PlainLabel(), self._text()
        self.head.setObjectName("cardHead")
        self.head.setWordWrap(True)
        self.cue = PlainLabel()
        self.cue.setObjectName("quiet")
        self.field = LineEdit()
        self.field.setObjectName("answer")
        self.field.setAccessibleName("Your answer")
        self.field.setPlaceholderText("Type the answer and press Enter")
        self.field.setMaxLength(_LONGEST)
        self.rule = QFrame()
        self.rule.setObjectName("hairline")
        self.difference, self.back = self._text(), self._text()
        self.options: list[OptionButton] = []
        self.items: list[ItemBox] = []
        self._offered: tuple[Option, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._reveal)
        theme.changed.connect(self._draw)

    @property
    def is_open(self) -> bool:
        """Whether the answer is shown."""
        return self._open

    @property
    def card(self) -> Card | None:
        """The current card."""
        return self._card

    def ask(self, card: Card, head: str, kind: Kind, shown: int) -> None:
        """Ask a card; ``head`` says where it comes from, ``shown`` how often it has been answered."""
        self._card, self._head, self._kind = card, head, kind
        self._open, self._chosen, self._comparison, self._meanings = False, None, None, {}
        self.suggested = Rating.GOOD
        self._make_options(face.options_of(card, shown, self._title_of))
        self._make_items(())
        self.field.clear()
        self.field.setReadOnly(False)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def choose(self, number: int) -> bool:
        """Choose an option by its number from 1, False if there is none or one has been chosen."""
        if self._open or not 1 <= number <= len(self._offered):
            return False
        self._chosen = self._offered[number - 1]
        self.answered.emit()
        return True

    def open(self) -> None:
        """Show the answer, and compute the rating that it suggests."""
        card = self._card
        if card is None or self._open:
            return
        self._open, self._scrolled = True, self.verticalScrollBar().value()
        if card.form in TYPING:
            self._comparison = compare(self.field.text(), face.accepted(card))
            self.suggested = AFTER_TYPED[self._comparison.verdict]
            self.field.setReadOnly(True)
        elif card.form in CHOOSING:
            right = self._chosen is not None and self._chosen.right
            self.suggested = Rating.GOOD if right else Rating.AGAIN
            if self._chosen is not None and not right:
                explained = [each.text for each in self._offered if each.right or each is self._chosen]
                self._meanings = {text: self._meaning_of(text) for text in explained}
                # The question may be the meaning itself.
                self._meanings = {text: said for text, said in self._meanings.items() if said != card.prompt}
        elif card.form is CardForm.LIST:
            self._make_items(tuple(face.strings(card, "items")))
            self._suggest_after_list()
        self._draw()
        self._reveal()
        self._settled.start()  # what has just been made has its size only with the next events

    @property
    def mistaken(self) -> str:
        """What was chosen or typed instead of the answer, "" where that was right or nothing."""
        if self._comparison is not None:
            is_wrong = self._comparison.verdict is Verdict.WRONG
            return "".join(part.text for part in self._comparison.typed) if is_wrong else ""
        return self._chosen.text if self._chosen is not None and not self._chosen.right else ""

    def confusion(self, library: Library) -> Confusion | None:
        """Return the entry that was asked for and the one that was given instead, None for no such answer."""
        given = self.mistaken
        return library.confusion(self._card.answer, given) if self._card is not None and given else None

    @property
    def spoken(self) -> str:
        """What a screen reader says of the card as it is shown."""
        card = self._card
        if card is None:
            return ""
        parts = [self.head.text(), face.spoken_front(card)]
        if self._open:
            parts += [self._outcome(), f"Answer: {card.answer}", card.why]
        return sentences(parts)

    def put_below(self, widget: QWidget) -> None:
        """Put something at the foot, where it moves nothing, to scroll with a card that is long."""
        self._down.addWidget(widget)

    def focus_target(self) -> QWidget | None:
        """Return the widget for the focus: the field of a typed answer, or a list's first item."""
        if self._card is not None and self._card.form in TYPING and not self._open:
            return self.field
        return self.items[0] if self.items else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column readable and in the middle."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page, which knows whether it shows, rates or leaves."""
        event.ignore()

    # Parts

    def _px(self, length: float) -> int:
        """Return a length of the card at 100 % in pixels at the present scale."""
        return self._theme.px(length)

    def _text(self) -> HtmlLabel:
        label = HtmlLabel()
        label.setObjectName("cardText")
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        label.linkActivated.connect(self._follow)
        return label

    def _lay_out(self) -> None:
        self._column = QWidget()
        self._column.setObjectName("column")
        self._down = QVBoxLayout(self._column)
        self._choices = QWidget()
        self._choices_down = QVBoxLayout(self._choices)
        self._ticks = QWidget()
        self._ticks_down = QVBoxLayout(self._ticks)
        for part in (self.head, self.prompt, self.cue, self._choices, self.rule, self.difference):
            self._down.addWidget(part)
        self._choices_down.addWidget(self.field)
        self._down.addWidget(self._ticks)
        self._down.addWidget(self.back)
        self._down.addStretch(1)
        for down in (self._choices_down, self._ticks_down):
            down.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._column)

    def _make_options(self, options: tuple[Option, ...]) -> None:
        self._offered = options
        for button in self.options:
            _remove(button)
        self.options = []
        for number, option in enumerate(options, 1):
            button = OptionButton(self._theme, number, option.text)
            button.clicked.connect(lambda _on=False, number=number: self.choose(number))
            self._choices_down.addWidget(button)
            self.options.append(button)
        self._set_tab_order(self.options)

    def _make_items(self, items: tuple[str, ...]) -> None:
        for box in self.items:
            _remove(box)
        self.items = []
        for text in items:
            box = ItemBox(self._theme, text)
            box.toggled.connect(self._suggest_after_list)
            self._ticks_down.addWidget(box)
            self.items.append(box)
        self._set_tab_order(self.items)

    def _set_tab_order(self, widgets: Sequence[QWidget]) -> None:
        """Insert the new widgets into the tab order, before what is below the card."""
        before: QWidget = self.field
        for widget in widgets:
            QWidget.setTabOrder(before, widget)
            before = widget

    def _suggest_after_list(self) -> None:
        self.suggested = face.after_list(sum(box.isChecked() for box in self.items), len(self.items))
        if self.items:
            self.suggestion_changed.emit()

    def _follow(self, link: str) -> None:
        if link.startswith(ENTRY_LINK):
            self.entry_requested.emit(qualified(QUrl(link).toString().removeprefix(ENTRY_LINK)))

    def _draw(self) -> None:
        card, px, colours = self._card, self._px, self._theme.palette
        if card is None:
            return
        self.head.setText(self._head)
        self.head.setStyleSheet(f"color: {colours.kind(self._kind)};")
        self.prompt.setText(face.front(card, colours, px))
        self.prompt.setAccessibleName(face.spoken_front(card))
        # It stays where something stands below it, which would move; items say here how they are used.
        cue = TICK if self.items else face.cue(card) if self.options or not self._open else ""
        self.cue.setText(cue)
        self.cue.setVisible(bool(cue))
        # The typed text is shown below, with the differences marked.
        types = card.form in TYPING and not self._open
        self.field.setVisible(types)
        self._choices.setVisible(bool(self.options) or types)
        compared = self._comparison
        self.difference.setVisible(compared is not None)
        self.difference.setText(face.difference(compared, card.answer, colours, px) if compared else "")
        self.difference.setAccessibleName(face.spoken_difference(compared) if compared else "")
        self._ticks.setVisible(bool(self.items))
        for made in (*self.options, *self.items):
            made.show()  # now; Qt would wait for the next event
            made.updateGeometry()
        for button in self.options:
            button.setEnabled(not self._open)
        own_way = bool(self.options or self.items or compared)
        answer = face.why(card, colours, px) if own_way else face.back(card, colours, px)
        self.back.setText(answer if self._open else "")
        spoken = card.why if own_way else f"{card.answer} {card.why}".strip()
        self.back.setAccessibleName(spoken if self._open else "")
        self.back.setVisible(self._open and bool(answer))
        self._choices_down.setSpacing(px(8))
        self._ticks_down.setSpacing(px(2))
        self.field.setFixedHeight(px(42))
        self._measure()

    def _reveal(self) -> None:
        """Scroll just far enough to show the answer, and keep the question in view.

        Only the beginning of the answer and the options that are marked may move lines of it out of view.
        """
        # Lay out now, because the places of the parts are needed below.  If only some of the posted events
        # were sent, Qt would paint before it lays out the rest, and paint twice.
        for widget in (self._choices, self._ticks, self._column, self.viewport()):
            QApplication.sendEvent(widget, QEvent(QEvent.Type.LayoutRequest))
        parts = (self._choices, self.rule, self.difference, self._ticks, self.back)
        answer = [part.geometry() for part in parts if not part.isHidden()]
        if not self._open or not answer:
            return
        px, prompt = self._theme.px, self.prompt.geometry()
        beginning = px(_ITEMS if self.items else _BEGINNING)
        end = answer[0].bottom() if self.options else answer[0].y() + beginning
        past = min(end, answer[-1].bottom()) + px(4) - self.viewport().height()
        if past > 0:  # by whole lines, but not past the beginning of the answer
            past = prompt.y() + math.ceil((past - prompt.y()) / self._line) * self._line
            past = min(past, *(part.y() for part in parts if not part.isHidden() and part is not self.rule))
        self.verticalScrollBar().setValue(max(self._scrolled, past))
        for button, option in zip(self.options, self._offered, strict=True):
            if option.right:
                self.ensureWidgetVisible(button, 0, 0)

    @property
    def _line(self) -> int:
        """The height of a line of the question in pixels."""
        height = self.prompt.height()
        return height // max(1, round(height / QFontMetrics(self._theme.reading(25)).height()))

    def roll(self, action: QAbstractSlider.SliderAction) -> None:
        """Scroll a long card, as the keys of the page ask."""
        self.verticalScrollBar().triggerAction(action)

    def _outcome(self) -> str:
        """Return how the answer turned out, in words."""
        if self._comparison is not None:
            return face.spoken_difference(self._comparison)
        if self._chosen is None:
            return ""
        if self._chosen.right:
            return OptionState.CORRECT
        parts = (
            OptionState.INCORRECT,
            f"You chose: {self._chosen.text}",
            self._meaning_of(self._chosen.text),
        )
        return ". ".join(part for part in parts if part)

    def _state_of(self, option: Option) -> OptionState | None:
        """Return how an option turned out, None before the answer is shown."""
        if not self._open:
            return None
        if option.right:
            return OptionState.CORRECT if option is self._chosen else OptionState.MISSED
        return OptionState.INCORRECT if option is self._chosen else None

    def _measure(self) -> None:
        px, height = self._theme.px, self.viewport().height()
        above, space, below = next(rest for least, *rest in _SPACES if height > px(least))
        side = card_margin(self._theme, self.width())
        # The scroll bar takes its room from the margin, so that no line wraps elsewhere when it appears.
        bar = self.width() - self.viewport().width()
        self._down.setContentsMargins(side, px(above), side - bar, px(below))
        self._set_space(space)
        for label in (self.head, self.cue):
            label.setVisible(bool(label.text()))
        if not self._arrange():
            self.head.hide()
            self.cue.hide()
            if not self._arrange():
                # A margin of one line at the bottom lets the question scroll by whole lines.
                self._down.setContentsMargins(side, px(above), side - bar, self._line)

    def _set_space(self, space: float) -> None:
        """Set the space between the parts, in pixels at 100 %."""
        self._down.setSpacing(self._px(space))
        self._choices_down.setContentsMargins(0, self._px(space * 2 / 3), 0, 0)

    def _arrange(self) -> bool:
        """Show the answer: how the options turned out, and after a wrong choice what two of them mean.

        If this does not fit, the hairline is hidden first, then the other options, then the meaning of the
        chosen one, and at last that of the right one.  Return whether it fits now.
        """
        for (others, explained), around in product(_SHOWN if self.options else _SHOWN[:1], _AROUND_RULE):
            self._set_rule(around)
            for button, option in zip(self.options, self._offered, strict=True):
                chosen = option is self._chosen
                meaning = self._meanings.get(option.text, "") if explained > (not option.right) else ""
                button.show_state(self._state_of(option), meaning)
                button.setVisible(others or chosen or option.right)
            if not self._open or self._fits():
                return True
        return False

    def _set_rule(self, around: int) -> None:
        """Set the space at both sides of the hairline; without any, the frames of options need none."""
        follows = any(not part.isHidden() for part in (self.difference, self._ticks, self.back))
        self.rule.setVisible(follows and bool(around or not self.options))
        self.rule.setStyleSheet(f"margin: {self._px(around)}px 0;")
        self.rule.setFixedHeight(2 * self._px(around) + 1)

    def _fits(self) -> bool:
        """Return whether the card has room without scrolling."""
        self._choices_down.invalidate()  # now; Qt would measure again only with the next events
        self._choices.updateGeometry()
        return self._down.totalHeightForWidth(self.viewport().width()) <= self.viewport().height()


def _remove(widget: QWidget) -> None:
    """Remove a widget immediately, even if it was just pressed."""
    widget.hide()
    widget.deleteLater()
