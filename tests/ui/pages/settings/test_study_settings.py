"""The settings of studying: every one declared, kept, brought back, and refused where it cannot be."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from attache.app.window import Parts
from attache.study.settings import DEFAULTS, RANGES, WORKED_OUT, is_allowed
from attache.ui.pages.settings.controls import Number, Pick, Several, Steps
from attache.ui.pages.settings.page import SettingsPage
from attache.ui.pages.settings.study_settings import SETTINGS, default_words, projection_words
from tests.ui.fixtures import settings_of


@pytest.fixture
def page(parts: Parts) -> SettingsPage:
    parts.window.commands["settings"].trigger()
    return settings_of(parts.window)


def test_every_setting_has_a_control_a_line_and_a_way_back(page: SettingsPage) -> None:
    assert list(page.controls) == [setting.field for setting in SETTINGS]
    for setting in SETTINGS:
        assert page.controls[setting.field].accessibleName() == setting.name
        assert page.controls[setting.field].accessibleDescription() == setting.line
        assert setting.line.endswith(".")
        assert is_allowed(setting.field, getattr(DEFAULTS, setting.field))
        assert default_words(setting)


def test_what_is_chosen_is_kept_and_can_be_brought_back(parts: Parts, page: SettingsPage) -> None:
    assert parts.progress is not None
    assert page.resets["minutes"].isHidden()
    minutes = page.controls["minutes"]
    assert isinstance(minutes, Number)
    minutes.more.click()
    assert parts.progress.settings.read().minutes == 25
    assert minutes.field.text() == "25"
    page.resets["minutes"].click()
    assert parts.progress.settings.read().minutes == DEFAULTS.minutes
    assert page.resets["minutes"].isHidden()


@pytest.mark.parametrize("name", [name for name in RANGES if name not in WORKED_OUT])
def test_every_number_can_be_set_to_the_ends_of_its_range_and_no_further(
    parts: Parts, page: SettingsPage, name: str
) -> None:
    assert parts.progress is not None
    control = page.controls[name]
    assert isinstance(control, Number)
    for typed, end in (("999999999", RANGES[name].most), ("0", RANGES[name].least)):
        control.field.setText(typed)
        control.field.editingFinished.emit()
        assert getattr(parts.progress.settings.read(), name) == end


def test_all_are_brought_back_together(parts: Parts, page: SettingsPage) -> None:
    assert parts.progress is not None
    buttons, days = page.controls["two_buttons"], page.controls["days_off"]
    assert isinstance(buttons, Pick)
    assert isinstance(days, Several)
    buttons.choice.press(1)
    days.chips[6].click()
    assert (parts.progress.settings.read().two_buttons, parts.progress.settings.read().days_off) == (
        True,
        (6,),
    )
    page.reset_all.click()
    assert parts.progress.settings.read() == DEFAULTS


def test_what_cannot_be_is_said_and_the_page_shows_what_holds(parts: Parts, page: SettingsPage) -> None:
    steps = page.controls["learning_steps"]
    assert isinstance(steps, Steps)
    steps.field.setText("10 1")
    steps.field.editingFinished.emit()
    assert "each longer than the one before" in parts.window.message.text()
    assert steps.field.text() == "1 10"
    steps.field.setText("soon")
    steps.field.editingFinished.emit()
    assert steps.field.text() == "1 10"


def test_the_minutes_say_what_they_buy(parts: Parts, page: SettingsPage) -> None:
    learner = parts.learner
    assert page.projection in page.findChildren(QLabel)
    assert page.projection.text() == projection_words(learner)
    assert "90 %" in page.projection.text()
    learner.set_settings(minutes=0)
    assert page.projection.text().startswith("Without a limit")


def test_a_setting_is_found_by_other_words(page: SettingsPage) -> None:
    page.field.setText("weekend")
    shown = [label.text() for label in page.findChildren(QLabel, "name") if label.isVisible()]
    assert shown == ["Days off"]
