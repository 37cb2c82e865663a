"""The study settings: every one declared, saved, reset, and refused where it is not allowed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.study.exam import Exam
from attache.study.settings import CHOSEN, DEFAULT_PARAMETERS, DEFAULTS, RANGES, is_allowed
from attache.ui.pages.settings.declared import SETTINGS, default_words
from attache.ui.pages.settings.page import SettingsPage, projection_words
from attache.ui.widgets.controls import Action, Number, Numbers, Pick, Several
from tests.study.learners import BRIEF_MEMORY
from tests.ui.fixtures import settings_of


@pytest.fixture
def page(parts: Parts) -> SettingsPage:
    parts.window.commands["settings"].trigger()
    return settings_of(parts.window)


def test_every_study_setting_is_on_the_page_and_can_be_reset(page: SettingsPage) -> None:
    declared = {setting.id: setting for setting in SETTINGS if setting.is_of_studying}
    chosen = {*CHOSEN, "parameters"}
    assert declared.keys() == chosen
    for name, setting in declared.items():
        assert is_allowed(name, getattr(DEFAULTS, name))
        assert default_words(setting) or name == "parameters"
        assert page.rows[name].back.text().startswith("Reset")
    assert page.rows["due_limit"].back.text() == "Reset (200)"


def test_what_is_chosen_is_saved_and_can_be_reset(parts: Parts, page: SettingsPage) -> None:
    assert parts.progress is not None
    row = page.rows["minutes"]
    minutes = row.control
    assert isinstance(minutes, Number)
    assert row.back.isHidden()
    minutes.more.click()
    assert parts.progress.settings.read().minutes == 25
    assert minutes.field.text() == "25"
    row.back.click()
    assert parts.progress.settings.read().minutes == DEFAULTS.minutes
    assert row.back.isHidden()


def test_every_number_can_be_set_to_the_ends_of_its_range_and_no_further(
    parts: Parts, page: SettingsPage
) -> None:
    assert parts.progress is not None
    for name in (name for name in RANGES if name in CHOSEN):
        control = page.rows[name].control
        assert isinstance(control, Number), name
        for typed, end in (("999999999", RANGES[name].most), ("0", RANGES[name].least)):
            control.field.setText(typed)
            control.field.editingFinished.emit()
            assert getattr(parts.progress.settings.read(), name) == end, name


def test_all_are_reset_together(parts: Parts, page: SettingsPage) -> None:
    assert parts.progress is not None
    buttons, days = page.rows["two_buttons"].control, page.rows["days_off"].control
    assert isinstance(buttons, Pick)
    assert isinstance(days, Several)
    buttons.choice.press(1)
    days.chips[6].click()
    assert (parts.progress.settings.read().two_buttons, parts.progress.settings.read().days_off) == (
        True,
        (6,),
    )
    reset = page.rows["reset"].control
    assert isinstance(reset, Action)
    reset.button.click()
    assert parts.progress.settings.read() == DEFAULTS


def test_what_is_not_allowed_is_said_and_the_page_shows_what_is_set(parts: Parts, page: SettingsPage) -> None:
    steps = page.rows["learning_steps"].control
    assert isinstance(steps, Numbers)
    steps.field.setText("10 1")
    steps.field.finished.emit()
    assert "each longer than the one before" in parts.window.message.text()
    assert steps.field.text() == "1 10"
    steps.field.setText("soon")
    steps.field.finished.emit()
    assert steps.field.text() == "1 10"


def test_parameters_are_given_reset_and_refused(parts: Parts, page: SettingsPage) -> None:
    assert parts.progress is not None
    row = page.rows["parameters"]
    assert isinstance(row.control, Numbers)
    field = row.control.field
    shown = field.text()
    for wrong in ("0.4 1.2", "soon"):
        field.setText(wrong)
        field.finished.emit()
        settle(parts.window)
        assert "parameters" in parts.window.message.text()
        assert field.text() == shown
    field.setText(" ".join(map(str, BRIEF_MEMORY)))
    field.finished.emit()
    settle(parts.window)
    assert parts.progress.settings.read().parameters == BRIEF_MEMORY
    assert not row.back.isHidden()
    row.back.click()
    settle(parts.window)
    assert parts.progress.settings.read().parameters == DEFAULT_PARAMETERS
    assert field.text() == shown


def test_an_exam_changes_what_the_limits_say(parts: Parts, page: SettingsPage) -> None:
    learner, rows = parts.learner, page.rows
    assert rows["new_limit"].note.isHidden()
    exam = Exam("Staff college paper", learner.now().day + 40, minutes=25)
    assert learner.exams.save(exam) is None
    minutes, new = rows["minutes"].note.text(), rows["new_limit"].note
    used = "Until your exam “Staff college paper”, 25 minutes a day are used instead. At this pace you will"
    assert minutes.startswith(used)
    assert new.text() == "If your exam needs more new cards than that, more are shown."
    learner.set_settings(minutes=0)
    assert rows["minutes"].note.text() == minutes, "what it leads to is said of the minutes of the exam"
    learner.set_settings(minutes=25, new_limit=0)
    assert rows["minutes"].note.text().startswith("At this pace"), "they are the same"
    assert new.isHidden(), "there is no limit"


def test_the_minutes_say_what_they_lead_to(parts: Parts, page: SettingsPage) -> None:
    learner = parts.learner
    note = page.rows["minutes"].note
    assert note in page.findChildren(QLabel)
    assert note.text() == projection_words(learner)
    assert "you will remember about 90 %" in note.text()
    learner.set_settings(minutes=0)
    assert note.text().startswith("Without a limit you will remember")
