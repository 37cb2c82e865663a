from __future__ import annotations

import platform
import re
from importlib.metadata import requires

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache import version
from attache.ui.pages.about.page import AboutPage
from attache.ui.shell.context import Context
from tests.ui.fixtures import RESOURCES


@pytest.fixture
def text(context: Context, qtbot: QtBot, qapp: QApplication) -> str:
    page = AboutPage(context)
    qtbot.addWidget(page)
    return page.view.toPlainText()


def test_it_names_versions_and_where_everything_is(text: str, context: Context) -> None:
    learner = context.learner
    files = (learner.file, learner.backup_folder, context.machine.file, context.library.path)
    for part in (version(), platform.python_version(), *map(str, files)):
        assert part in text
    assert f"{context.library.entry_count} entries" in text


def test_it_says_where_the_content_comes_from_and_how_far_to_trust_it(text: str, context: Context) -> None:
    assert context.library.about in text
    for document in context.library.documents():
        assert document.title in text


def test_it_names_the_licence_of_everything_that_is_installed_with_the_program(text: str) -> None:
    for line in requires("attache") or ():
        name = re.split(r"[<>=]", line)[0].lower().removesuffix("-essentials")
        if "extra ==" not in line:
            assert name in text.lower()
    for font in (RESOURCES / "fonts").glob("*-Regular.ttf"):
        assert font.stem.removesuffix("-Regular") in text
    for licence in ("MIT", "SIL Open Font License", "ISC", "LGPL", "Apache"):
        assert licence in text
