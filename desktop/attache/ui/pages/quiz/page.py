"""The Quiz page: what to ask, then one question after the other, then the results."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSlider, QStackedWidget, QVBoxLayout, QWidget

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.learner.quizzes import SavedQuiz
from attache.study.quiz import Confidence, Quiz, QuizOptions, Timing
from attache.study.quiz_making import counts, questions
from attache.study.quiz_questions import Material
from attache.ui.pages.quiz import Needs
from attache.ui.pages.quiz.question_panel import QuestionPanel
from attache.ui.pages.quiz.results import ResultsPanel
from attache.ui.pages.quiz.setup import SetupPanel
from attache.ui.shell.context import Context
from attache.ui.shell.keyboard import key_by_place
from attache.ui.shell.page import Page
from attache.ui.widgets.card.stopwatch import Stopwatch

_GOING_ON = frozenset((Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter))
_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_LETTERS = range(Qt.Key.Key_A, Qt.Key.Key_E + 1)
_TICK = 250
"""Milliseconds between two looks at the time that is left."""
_SCROLLS: Mapping[Qt.Key, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}
_CHANGING = frozenset((ChangeKind.REVIEWS, ChangeKind.READING, ChangeKind.BOOKMARKS, ChangeKind.SETTINGS))
"""Changes after which a scope may have other cards."""
_NOTHING = Material((), {}, {})


class QuizPage(Page):
    """Shows the quiz that is not finished, or else the choice of another, or the results of the last one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._learner = context.learner
        self._saved: SavedQuiz | None = None
        """The quiz that is asked or whose results are shown."""
        self._watch = Stopwatch(context.ticks)
        self._seed = 0
        self._material: tuple[QuizOptions, Material] | None = None
        """The material of a scope, read again only if the scope or what is in it changes."""
        self._was_left = False
        self.setup, self.results = SetupPanel(context), ResultsPanel(context)
        self.panel = QuestionPanel(context, self)
        self.installEventFilter(self)
        self._pages = QStackedWidget()
        for page in (self.setup, self.panel, self.results):
            self._pages.addWidget(page)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pages)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self.check_time)
        self.setup.changed.connect(self._choose)
        self.setup.start_wanted.connect(self.begin)
        self.setup.opened.connect(self.show_earlier)
        self.setup.help_wanted.connect(lambda: context.commands.run("help"))
        self.panel.answered.connect(self.answer)
        self.panel.changed.connect(self.state_changed)
        self.results.retry_wanted.connect(self.retry)
        self.results.add_wanted.connect(self.add_to_today)
        self.results.new_wanted.connect(self.show_setup)
        self.results.entry_requested.connect(context.open_entry)

    # What the window calls

    @property
    def quiz(self) -> Quiz | None:
        """The quiz that is asked, or whose results are shown."""
        return self._saved.quiz if self._saved is not None else None

    @property
    def is_asking(self) -> bool:
        """Whether a question is shown."""
        return self._pages.currentWidget() is self.panel and self.quiz is not None

    @property
    def title(self) -> str:
        """What is shown, which names nothing of a question."""
        return "Quiz"

    def open(self, **target: Any) -> None:
        """Show the quiz that is not finished, or else what was shown before."""
        if not self.is_asking:
            running = self._learner.quizzes.running()
            if running is not None:
                self._saved = running
                self._ask()
            elif self._pages.currentWidget() is self.setup:
                self.show_setup()
        self._take_focus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        return {
            "quiz-guess": partial(self.panel.be_sure, Confidence.GUESS),
            "quiz-fairly": partial(self.panel.be_sure, Confidence.FAIRLY),
            "quiz-certain": partial(self.panel.be_sure, Confidence.CERTAIN),
            "quiz-back": self.back,
            "quiz-skip": self.skip,
            "quiz-finish": self.finish,
        }

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        quiz, asking = self.quiz, self.is_asking
        met = {
            Needs.QUESTION: asking,
            Needs.BACK: asking and quiz is not None and quiz.place > 0,
            Needs.SURE: asking and self.panel.offers_confidence,
        }
        return [need for need, is_met in met.items() if is_met]

    def refresh(self, changes: Changes) -> None:
        """Read the scope again if what is in it may have changed."""
        if changes.kinds & _CHANGING:
            self._material = None
        if self._pages.currentWidget() is self.setup and self.isVisible():
            self._show_choices()
        self.results.refresh()

    def leave(self) -> bool:
        """Leave the field, then the results; the quiz waits where it is."""
        if self.panel.leave_field():
            return True
        if self._pages.currentWidget() is self.results:
            self.show_setup()
            return True
        self._was_left = True
        return False

    @property
    def is_waiting(self) -> bool:
        """Whether a question is asked, in a quiz that was not left by Esc."""
        return self.is_asking and not self._was_left

    def close_down(self) -> None:
        """Stop the clock, and keep the time that the question took so far."""
        self._clock.stop()

    # What is shown

    def show_setup(self) -> None:
        """Show what a quiz can ask."""
        self._saved = None
        self.panel.clear()
        if self.setup.options == QuizOptions():
            self.setup.options = self._learner.quizzes.last_options()
        self._seed = self.context.clock()
        self._show_choices()
        self._turn_to(self.setup)
        self._take_focus()

    def show_earlier(self, id_: str) -> None:
        """Show the results of an earlier quiz."""
        quiz = self._learner.quizzes.finished(id_)
        if quiz is None:
            self.context.say("The results of this quiz cannot be read; its score is kept.")
            return
        self._saved = SavedQuiz(id_, quiz)
        self._show_results()

    def begin(self) -> None:
        """Make a quiz of what is chosen, and ask its first question."""
        options = self.setup.options
        try:
            made = questions(self._read(), options, self._seed)
        except KnownError as error:
            self.context.report(error)
            return
        if made:
            self.start(Quiz.of(options, made))

    def retry(self) -> None:
        """Ask again what was not answered right."""
        quiz = self.quiz
        if quiz is not None and quiz.result.mistakes:
            self.start(quiz.retry(self.context.clock()))

    def add_to_today(self) -> None:
        """Let the cards of the mistakes be asked today."""
        quiz = self.quiz
        if quiz is not None:
            cards = [card for each in quiz.result.mistakes for _, card in each.missed if card]
            self.results.show_added(self._learner.quizzes.add_to_today(cards))

    # What is done

    def back(self) -> None:
        """Ask the question before this one again."""
        self._move(lambda quiz: quiz.back())

    def skip(self) -> None:
        """Go on without an answer, or with the one that was given before."""
        self._move(lambda quiz: quiz.skip(self._watch.milliseconds))

    def finish(self) -> None:
        """End the quiz here."""
        self._move(lambda quiz: quiz.finish())

    def check_time(self) -> None:
        """Show the time that is left; go on when it is over."""
        quiz = self.quiz
        left = quiz.time_left if quiz is not None else None
        if quiz is None or left is None or not self.is_asking:
            return
        left -= self._watch.milliseconds
        self.panel.show_time(left)
        if left > 0:
            return
        given = self.panel.given
        self._move(lambda quiz: quiz.answer(given, None, self._watch.milliseconds))
        if quiz.options.timing is Timing.TOTAL:
            self.finish()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the digit row also where it has other characters, and letters that place a term."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.is_asking:
            plain = not event.modifiers() and bool(event.text())
            digit = plain and key_by_place(event) in _DIGITS
            letter = plain and self.panel.takes_letters and (key_by_place(event) or event.key()) in _LETTERS
            event.setAccepted(digit or letter)
            return digit or letter
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Enter and Space go on, arrows scroll."""
        key, placed = event.key(), key_by_place(event) or event.key()
        if not self.is_asking:
            super().keyPressEvent(event)
        elif (event.isAutoRepeat() and (key in _GOING_ON or placed in _DIGITS)) or self.panel.press(placed):
            event.accept()
        elif key in _GOING_ON:
            self.panel.go_on()
        elif key in _SCROLLS:
            self.panel.roll(_SCROLLS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Continue to measure the time."""
        super().showEvent(event)
        self._was_left = False
        if self.is_asking:
            self._watch.go_on()
            self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop measuring while the question is not visible."""
        super().hideEvent(event)
        self._watch.pause()
        self._clock.stop()

    # Parts

    def _take_focus(self) -> None:
        shown = self._pages.currentWidget()
        if shown is self.panel:
            self.panel.set_focus()
        elif shown is self.results:
            self.results.take_focus()
        else:
            self.setup.take_focus()

    def _choose(self, options: QuizOptions) -> None:
        self.setup.options = options
        self._show_choices()

    def _show_choices(self) -> None:
        options = self.setup.options
        if self._learner.is_available:
            try:
                material = self._read()
            except KnownError as error:
                self.context.report(error)
                material = _NOTHING
        else:
            material = _NOTHING
        cards, read = self._learner.quizzes.sizes(options)
        self.setup.show_options(options, counts(material, self._seed), cards, read)
        self.setup.show_earlier()

    def _read(self) -> Material:
        """Return the material of what is chosen."""
        options = self.setup.options
        key = QuizOptions(options.scope, options.only_read, options.missed, hardest=options.hardest)
        if self._material is None or self._material[0] != key:
            material = self._learner.quizzes.material(self.context.library, options, self._seed)
            self._material = key, material
        return self._material[1]

    def start(self, quiz: Quiz) -> None:
        """Save a quiz and ask its first question."""
        saved = self._learner.quizzes.start(quiz)
        if saved is not None:
            self._saved = saved
            self._ask()

    def answer(self, given: tuple[str, ...], confidence: Confidence | None = None) -> None:
        """Save the answer to the question and ask the next one."""
        self._move(lambda quiz: quiz.answer(given, confidence, self._watch.milliseconds))

    def _move(self, step: Callable[[Quiz], Quiz]) -> None:
        """Save the quiz after a step and show it; if that fails, nothing has happened."""
        if self._saved is None or not self.is_asking:
            return
        moved = self._saved._replace(quiz=step(self._saved.quiz))
        if moved.quiz == self._saved.quiz or self._learner.quizzes.save(moved) is not None:
            return
        self._saved = moved
        if moved.quiz.question is not None:
            self._ask()
        else:
            self._learner.quizzes.note_confusions(self.context.library, moved.quiz)
            self._show_results()

    def _ask(self) -> None:
        if self.quiz is None:
            return
        self.results.forget()
        self.panel.ask(self.quiz)
        self._watch.start()
        self.panel.show_time(self.quiz.time_left)
        self._turn_to(self.panel)
        if self.isVisible():
            self._clock.start()
        else:
            self._watch.pause()
        self.panel.set_focus()
        self.setAccessibleName(self.panel.spoken)

    def _show_results(self) -> None:
        quiz = self.quiz
        if quiz is None or self._saved is None:
            return
        self._clock.stop()
        self.panel.clear()
        before = [
            each
            for each in self._learner.quizzes.earlier()
            if each.id != self._saved.id and each.options.scope.words == quiz.options.scope.words
        ]
        self.results.show_quiz(quiz, () if quiz.is_retry else before)
        self._turn_to(self.results)
        self._take_focus()

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        if page is not self.panel:
            self.setAccessibleName("Quiz")  # the panel gives the page the text of its question
        self.state_changed.emit()
