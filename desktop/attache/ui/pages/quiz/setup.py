"""What a quiz asks: from where, how many questions, of which forms, in what time; and the earlier quizzes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from attache.base.numbers import counted
from attache.study.quiz import MOST_QUESTIONS, SECONDS, QuizForm, QuizOptions, Timing
from attache.study.scope import ALL_CARDS, Scope
from attache.ui.pages.quiz.earlier import EarlierList
from attache.ui.pages.quiz.quiz_words import QUIZ_FORM_WORDS, moments_words
from attache.ui.shell.context import Context
from attache.ui.shell.plain import PlainLabel, on_button, set_tip
from attache.ui.widgets.check_box import CheckBox
from attache.ui.widgets.chip import Chip, MenuChip
from attache.ui.widgets.column import Column
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.segments import Segments
from attache.ui.widgets.words import minutes

_WIDE = 952
_MAIN, _BESIDE, _APART = 640, 272, 40
"""Widths at 100 %, in pixels: the choices, the earlier quizzes beside them, and the space between."""
_BESIDE_FROM = 880
"""The width of the column from which these stand beside the choices."""
_NAMES = 168
"""The width of the names of the rows."""
_NAMES_FROM = 560
"""The width of the choices from which the names stand beside them."""
_MISSED = "Last rated Again"
_LENGTHS = (10, 20, 40)
_TIMINGS = (Timing.NONE, Timing.EACH, Timing.TOTAL)
_NO_LIMIT = (1 << 24) - 1
"""Qt's largest width."""
_PER_QUESTION = 20_000
"""Milliseconds that a question takes, roughly."""


class SetupPanel(Column):
    """``changed(QuizOptions)`` when something else is chosen, ``start_wanted`` for the quiz.

    ``opened(id)`` when the results of an earlier quiz are wanted.
    """

    changed = Signal(object)
    start_wanted = Signal()
    opened = Signal(str)
    help_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, _WIDE)
        self._context = context
        self.options = QuizOptions()
        self._counts: Mapping[QuizForm, int] = {}
        self._cards = 0, 0
        self._build()
        self.resized.connect(self._arrange)
        context.theme.changed.connect(self._follow_theme)

    # What is shown

    def show_options(
        self, options: QuizOptions, counts: Mapping[QuizForm, int], cards: int, read: int
    ) -> None:
        """Show what is chosen; ``counts`` are the questions of each form, ``cards`` those of the scope.

        ``read`` of the cards are of sections that were read.
        """
        self.options, self._counts, self._cards = options, counts, (cards, read)
        self._show()

    def show_earlier(self) -> None:
        """List the earlier quizzes."""
        learner = self._context.learner
        quizzes = learner.quizzes.earlier()
        made = [each.made_at for each in quizzes]
        self.earlier.show_quizzes(quizzes, moments_words(made, learner, self._context.clock()))

    @property
    def total(self) -> int:
        """How many questions of the chosen forms a quiz can have."""
        return min(self._found, MOST_QUESTIONS)

    @property
    def length(self) -> int:
        """How many questions the quiz will have."""
        return min(self.options.length or self.total, self.total)

    def take_focus(self) -> None:
        """Put the focus on the button that starts the quiz, or else on the first chip."""
        first = self.start if self.start.isEnabled() else self.scopes["all"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(0)  # Qt had scrolled when the button with the focus was hidden

    # Parts

    @property
    def _found(self) -> int:
        """How many questions could be asked, if a quiz could have any number of them."""
        return sum(self._counts.get(form, 0) for form in self.options.forms)

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        self.clear()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left, self._right = QWidget(), QWidget()
        down = QVBoxLayout(self._left)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(px(4))
        title, lead = PlainLabel("Quiz"), PlainLabel("A practice test. It does not change your schedule.")
        for label, name in ((title, "title"), (lead, "lead")):
            label.setObjectName(name)
            label.setWordWrap(True)
            down.addWidget(label)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, px(18), 0, 0)
        self._rows.setHorizontalSpacing(0)
        down.addLayout(self._rows)
        down.addStretch(1)
        self._named: list[tuple[PlainLabel | None, QWidget, bool]] = []
        self._scope_row()
        self.lengths = Segments(theme, [*(str(length) for length in _LENGTHS), "All"])
        self.lengths.set_name("Number of questions")
        self.lengths.chosen.connect(self._take_length)
        self._row("Number of questions", self.lengths)
        self._form_row()
        self.timings = Segments(theme, ["No limit", f"{SECONDS} seconds each", "In total"])
        self.timings.set_name("Time")
        self.timings.chosen.connect(lambda at: self._want(timing=_TIMINGS[at]))
        self._row("Time", self.timings)
        self.hardest = CheckBox(theme, "Hardest cards first")
        self.hardest.clicked.connect(lambda on: self._want(hardest=on))
        self._row("Order", self.hardest)
        self._confidence_row()
        self._start_row()
        self.earlier = EarlierList(theme)
        self.earlier.opened.connect(self.opened)
        aside = QVBoxLayout(self._right)
        aside.setContentsMargins(0, px(14), 0, 0)
        aside.addWidget(self.earlier)
        self._across.addWidget(self._left, 1)
        self._across.addWidget(self._right)
        self.lay(self._across)
        self.end()
        self._arrange()

    def _row(self, name: str, *parts: QWidget | QLayout) -> None:
        body = QWidget()
        down = QVBoxLayout(body)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(self._theme.px(8))
        for part in parts:
            if isinstance(part, QLayout):
                down.addLayout(part)
            else:
                down.addWidget(part)
        label = None
        if name:
            label = PlainLabel(name)
            label.setObjectName("rowName")
        self._named.append((label, body, isinstance(parts[0], Segments)))

    def _scope_row(self) -> None:
        theme = self._theme
        chips = QWidget()
        flow = FlowLayout(chips)
        flow.setSpacing(theme.px(6))
        self.document, self.theme_chip = MenuChip(theme), MenuChip(theme)
        self.scopes: dict[str, Chip] = {
            "all": Chip(exclusive=True), "document": self.document, "theme": self.theme_chip,
            "bookmarks": Chip(exclusive=True), "missed": Chip(exclusive=True),
        }  # fmt: skip
        for name, words in (("all", "All cards"), ("bookmarks", "Bookmarks"), ("missed", _MISSED)):
            self.scopes[name].setText(words)
            self.scopes[name].clicked.connect(lambda _on=False, name=name: self._take_scope(name))
        about = "Cards that you rated Again when you last answered them in Study"
        set_tip(self.scopes["missed"], about)
        self.scopes["missed"].setAccessibleDescription(about)
        self.document.menu().aboutToShow.connect(self._fill_documents)
        self.theme_chip.menu().aboutToShow.connect(self._fill_themes)
        for chip in self.scopes.values():
            chip.setFixedHeight(theme.px(28))
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            flow.addWidget(chip)
        self.only_read = CheckBox(theme, "Only sections I have read")
        self.only_read.clicked.connect(lambda on: self._want(only_read=on))
        self._row("Cards from", chips, self.only_read)

    def _form_row(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(self._theme.px(2))
        grid.setHorizontalSpacing(self._theme.px(16))
        self.forms: dict[QuizForm, CheckBox] = {}
        half = -(-len(QuizForm) // 2)
        for number, form in enumerate(QuizForm):
            box = CheckBox(self._theme, QUIZ_FORM_WORDS[form])
            box.clicked.connect(lambda on, form=form: self._take_form(form, on))
            grid.addWidget(box, number % half, number // half)
            self.forms[form] = box
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._row("Question types", grid)

    def _confidence_row(self) -> None:
        self.confidence = CheckBox(self._theme, "Ask how sure I am of each answer")
        self.confidence.clicked.connect(lambda on: self._want(confidence=on))
        hint = PlainLabel("The results then show how well you judge your own answers.")
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        hint.setContentsMargins(self._theme.px(self.confidence.inset + 28), 0, 0, 0)
        self._row("Confidence", self.confidence, hint)

    def _start_row(self) -> None:
        px = self._theme.px
        self.start = QPushButton()
        self.start.setObjectName("primary")
        self.start.setAutoDefault(True)
        self.start.setMinimumHeight(px(36))
        self.start.clicked.connect(lambda _on=False: self.start_wanted.emit())
        self.help = QPushButton("Help")
        self.help.setAutoDefault(True)
        self.help.setMinimumHeight(px(36))
        self.help.clicked.connect(lambda _on=False: self.help_wanted.emit())
        self.duration = PlainLabel()
        self.duration.setObjectName("quiet")
        self.duration.setWordWrap(True)
        across = QHBoxLayout()
        across.setSpacing(px(16))
        across.addWidget(self.start)
        across.addWidget(self.duration, 1)
        across.addWidget(self.help)
        self._row("", across)

    def _arrange(self) -> None:
        """Put the earlier quizzes beside the choices or below them, and names beside their rows or above."""
        px, room = self._theme.px, self.text_width
        beside = room >= px(_BESIDE_FROM)
        sideways, downwards = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(sideways if beside else downwards)
        self._across.setSpacing(px(_APART))
        # Not by the width of what is inside: Qt would work the heights out for the whole width.
        self._across.setContentsMargins(0, 0, 0 if beside else max(0, room - px(_MAIN)), 0)
        self._right.setMinimumWidth(px(_BESIDE) if beside else 0)
        self._right.setMaximumWidth(px(_BESIDE) if beside else _NO_LIMIT)
        names = min(room, px(_MAIN)) >= px(_NAMES_FROM)
        for row, (label, body, is_high) in enumerate(self._named):
            for part in (label, body):
                if part is not None:
                    self._rows.removeWidget(part)
            top = Qt.AlignmentFlag.AlignTop
            if names:
                if label is not None:
                    label.setFixedWidth(px(_NAMES))
                    label.setContentsMargins(0, px(9 if is_high else 5), 0, 0)  # level with the first line
                    self._rows.addWidget(label, 2 * row, 0, top)
                self._rows.addWidget(body, 2 * row, 1)
            else:
                if label is not None:
                    label.setContentsMargins(0, px(10), 0, 0)  # nearer to its row than to the one above
                    label.setMaximumWidth(_NO_LIMIT)
                    label.setMinimumWidth(0)
                    self._rows.addWidget(label, 2 * row, 0, 1, 2)
                self._rows.addWidget(body, 2 * row + 1, 0, 1, 2)
        self._rows.setVerticalSpacing(px(20 if names else 8))
        self._rows.setColumnMinimumWidth(0, px(_NAMES) if names else 0)
        self._rows.setColumnStretch(1, 1)

    def _show(self) -> None:
        options, counts = self.options, self._counts
        scope = options.scope
        shown = (
            "missed" if options.missed else "document" if scope.document else "theme" if scope.theme
            else "bookmarks" if scope.entries is not None else "all"
        )  # fmt: skip
        for name, chip in self.scopes.items():
            exclusive = chip.autoExclusive()
            chip.setAutoExclusive(False)  # or Qt would not let the last one go off
            chip.setChecked(name == shown)
            chip.setAutoExclusive(exclusive)
        for chip, name, words in (
            (self.document, "document", "Document"),
            (self.theme_chip, "theme", "Theme"),
        ):
            chosen = scope.words if shown == name else words
            chip.setText(on_button(chosen))
            chip.setAccessibleName(f"{words}: {scope.words}" if shown == name else words)
        cards, read = self._cards
        off = self._context.library.card_count - cards if shown == "all" and cards else 0
        more = counted(off, "more card is", "more cards are")
        tip = f"{counted(cards, 'card')}. {more} turned off in Settings."
        set_tip(self.scopes["all"], tip if off else "")
        self.scopes["all"].setAccessibleDescription(tip if off else "")
        self.only_read.setChecked(options.only_read)
        self.only_read.show_aside(f"{read:,} of {counted(cards, 'card')}")
        for form, box in self.forms.items():
            count = counts.get(form, 0)
            box.setEnabled(count > 0)
            box.setChecked(form in options.forms)
            if form is QuizForm.MATCH and count:
                box.show_aside(counted(count, "set"))
            else:
                box.show_aside(f"{count:,}" if count else "none", counted(count, "question") if count else "")
        self.lengths.set_words(
            len(_LENGTHS),
            f"All {self.total:,}" if self._found <= MOST_QUESTIONS else f"{self.total:,} (maximum)",
        )
        at = _LENGTHS.index(options.length) if options.length in _LENGTHS else len(_LENGTHS)
        self.lengths.show_chosen(at)
        in_all = max(1, round(self.length * SECONDS / 60))
        self.timings.set_words(2, f"{counted(in_all, 'minute')} in total")
        self.timings.show_chosen(_TIMINGS.index(options.timing))
        self.hardest.setChecked(options.hardest)
        self.confidence.setChecked(options.confidence)
        self.start.setEnabled(self.length > 0)
        self.start.setText(
            f"Start quiz ({counted(self.length, 'question')})" if self.length else "Start quiz"
        )
        self.duration.setText(
            f"about {minutes(self.length * _PER_QUESTION)}" if self.length else self._why_none()
        )
        self.help.setVisible(not self.length)

    def _why_none(self) -> str:
        if not self._context.learner.is_available:
            return "Your progress file cannot be used, so a quiz cannot be saved."
        if sum(self._counts.values()):
            return "Choose a question type that has questions."
        if self.options.missed:
            return "You did not rate any card Again when you last answered it."
        if self.options.only_read:
            return "No section was marked as read yet."
        return "There are no questions here. Choose other cards."

    # What is chosen

    def _want(self, **values: object) -> None:
        self.options = replace(self.options, **values)  # type: ignore[arg-type]
        self.changed.emit(self.options)

    def _take_length(self, at: int) -> None:
        self._want(length=_LENGTHS[at] if at < len(_LENGTHS) else 0)

    def _take_form(self, form: QuizForm, on: bool) -> None:
        self._want(forms=self.options.forms | {form} if on else self.options.forms - {form})

    def _take_scope(self, name: str) -> None:
        marked = frozenset(self._context.learner.bookmarks())
        scopes = {
            "all": ALL_CARDS,
            "bookmarks": Scope(entries=marked, words="Bookmarks"),
            "missed": Scope(words=_MISSED),
        }
        self._want(scope=scopes[name], missed=name == "missed")

    def _fill_documents(self) -> None:
        self._fill(
            self.document,
            [Scope(document=each.id, words=each.short) for each in self._context.library.documents()],
        )

    def _fill_themes(self) -> None:
        themes = self._context.library.themes()
        self._fill(self.theme_chip, [Scope(theme=each.id, words=each.title) for each in themes])

    def _fill(self, chip: MenuChip, scopes: Sequence[Scope]) -> None:
        menu = chip.menu()
        menu.clear()
        for scope in scopes:
            action = menu.addAction(on_button(scope.words))
            action.setCheckable(True)
            action.setChecked(scope == self.options.scope)
            action.triggered.connect(lambda _on=False, scope=scope: self._want(scope=scope, missed=False))
        menu.aboutToHide.connect(self._show)  # opening it has checked the chip

    def _follow_theme(self) -> None:
        had_focus = self.holds_focus
        self._build()
        self._show()
        self.show_earlier()
        if had_focus:
            self.take_focus()
