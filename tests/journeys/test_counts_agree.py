"""Whatever is done, every place that says how much is left for today says the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton

from attache.app.example import NOW
from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.vocabulary import CardForm
from attache.study.memory import Rating
from attache.study.scope import ALL_CARDS, Mode, Scope
from attache.study.session import Stage
from tests.journeys import shown
from tests.journeys.conftest import Ticks
from tests.ui.fixtures import SetClock, study_of

_STEPS = 30
_DAY = NOW // 86_400_000
_SETTINGS: tuple[dict[str, object], ...] = (
    {"new_limit": 2}, {"new_limit": 14}, {"new_limit": 0}, {"minutes": 0}, {"minutes": 3}, {"minutes": 20},
    {"due_limit": 4}, {"due_limit": 200}, {"learning_steps": (1.0, 10.0)}, {"learning_steps": (30.0, 60.0)},
    {"learning_steps": ()}, {"left_out_forms": ()}, {"left_out_forms": ("question", "cloze")},
    {"left_out_forms": tuple(form.value for form in CardForm if form is not CardForm.LIST)},
    {"desired_retention": 0.8}, {"two_buttons": True}, {"relearning_steps": ()}, {"days_off": (2,)},
    {"days_off": ()}, {"day_begins": 0}, {"day_begins": 4}, {"plan_days": 3}, {"plan_days": 0},
    {"exams": (("Exam", _DAY + 4, (), True, 99, 30, _DAY, -1.0),)}, {"exams": ()},
    {"exams": (("Exam", _DAY + 40, ("asia", "bilateral"), False, 90, 12, _DAY, -1.0),)},
    {"breaks": ((_DAY + 2, _DAY + 5),)}, {"breaks": ()},
)  # fmt: skip


class Walk:
    """Does one thing after another, and compares all numbers after each."""

    def __init__(
        self,
        parts: Parts,
        clock: SetClock,
        ticks: Ticks,
        command: shown.Command,
        seed: int,
    ) -> None:
        self.parts, self.clock, self.ticks, self.command = parts, clock, ticks, command
        self.chance = random.Random(seed)
        self.study = study_of(parts.window)
        self.done: list[str] = []

    def step(self) -> None:
        """Do something that can be done now."""
        study, chance = self.study, self.chance
        self.parts.window.open_page("study")
        acts: list[Callable[[], object]] = [self._begin, self._begin_part, self._pass_time, study.undo]
        acts += [study.redo, self._choose, self._choose]
        if study.session.is_asking:
            acts = [*acts, *[self._rate] * 14, study.bury, study.suspend, study.flag, self._easier]
        else:
            acts = [*acts, *[self._begin] * 6, self._resume_cards]
        act = chance.choice(acts)
        self.done.append(f"{act.__name__}")
        act()
        settle(self.parts.window)

    def check(self) -> None:
        """Compare what is said in all places."""
        window, session = self.parts.window, self.study.session
        said = " → ".join(self.done[-6:])
        left = shown.header(self.study) if session.is_asking and self._is_for_today() else None
        summary = shown.summary(self.study) if session.stage is Stage.DONE and self._is_for_today() else None
        today = shown.today(self.parts)
        assert shown.rail(self.parts) == today.cards, said
        assert shown.start(self.parts) == today._replace(answers=0), said
        assert shown.due(self.command) == today._replace(answers=0), said
        assert shown.stats(self.command) == today._replace(reason=""), said
        if left is not None:
            assert left == today.cards, said
        if summary is not None:
            assert summary == today._replace(answers=0), said
            assert today.reason, f"{said}: the session has ended, though a card could be asked"
        window.open_page("study")
        assert self.study.session.stage is session.stage, f"{said}: looking changes nothing"

    # What is done

    def _is_for_today(self) -> bool:
        session = self.study.session
        return session.mode is Mode.SCHEDULE and not session.beyond and session.scope == ALL_CARDS

    def _begin(self) -> None:
        """Press the first button of the choice of what to study, which may be to go past the limits."""
        day = shown.start(self.parts)
        words = shown.buttons(self.study.start)[0]
        self.done[-1] = words
        button = next(each for each in self.study.start.findChildren(QPushButton) if each.text() == words)
        button.click()
        if words.startswith(("Study", "Add")):
            assert self.study.session.is_asking, f"{day}: “{words}” asks nothing"

    def _begin_part(self) -> None:
        document = self.parts.library.documents()[0].id
        self.study.begin(Scope(document=document, words="A document"))

    def _rate(self) -> None:
        took = self.chance.choice((3, 8, 20, 60))
        self.ticks.at += took
        self.clock.now += took * 1000
        self.study.show_answer()
        self.study.rate(self.chance.choice((*Rating, Rating.GOOD)))

    def _easier(self) -> None:
        self.study.panel.easier_wanted.emit()

    def _choose(self) -> None:
        values = self.chance.choice(_SETTINGS)
        self.done[-1] = str(values)
        learner = self.parts.learner
        if "plan_days" in values:
            assert learner.set_plan(int(str(values["plan_days"]))) is None
        else:
            assert learner.set_settings(**values) is None

    def _pass_time(self) -> None:
        minutes = self.chance.choice((1, 11, 40, 240, 1440))
        self.done[-1] = f"{minutes} minutes"
        promised = re.search(r"Next: (\d+) cards? tomorrow", shown.today(self.parts).reason)
        self.parts.window.open_page("study")
        self.clock.move(minutes=minutes)
        self.parts.window.maintenance.check_time()
        overview = self.parts.learner.overview()
        assert overview is not None
        if promised and minutes == 1440:
            waiting = overview.today.waiting
            assert waiting.due + waiting.learning == int(promised[1]), " → ".join(self.done[-6:])

    def _resume_cards(self) -> None:
        for row in self.parts.library.rows(range(1, 12)):
            self.parts.learner.marks.resume(row.id)


_SLOW, _LONG = [pytest.mark.slow], [pytest.mark.slow, pytest.mark.long]
SEEDS = [*range(2), pytest.param(2, marks=_SLOW), *(pytest.param(seed, marks=_LONG) for seed in range(3, 6))]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_place_says_the_same_after_every_act(
    program: Parts, clock: SetClock, ticks: Ticks, command: shown.Command, seed: int
) -> None:
    walk = Walk(program, clock, ticks, command, seed)
    walk.check()
    learner = program.learner
    learner.set_settings(minutes=walk.chance.choice((0, 2, 5)), new_limit=walk.chance.choice((2, 6)))
    for _ in range(_STEPS):
        walk.step()
        walk.check()
