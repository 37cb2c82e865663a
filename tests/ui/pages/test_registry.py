"""The declarations of the pages: complete, without duplicates, and loading no page."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from inspect import isclass, isgeneratorfunction

import pytest
from PySide6.QtGui import QKeySequence

from attache.ui.pages import PAGES
from attache.ui.shell.commands import keys_text
from attache.ui.shell.context import Context
from attache.ui.shell.page import Page, PageSpec, RailPlace, SearchPage, load
from attache.ui.shell.window_commands import WINDOW_COMMANDS, Needs
from tests.sources import PACKAGE, trees
from tests.ui.fixtures import COMMANDS, RESOURCES

IDS = [page.id for page in PAGES]
each_page = pytest.mark.parametrize("page", PAGES, ids=IDS)


def doubles(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def test_every_folder_of_a_page_is_registered_under_its_name() -> None:
    folders = {path.name for path in (PACKAGE / "ui" / "pages").iterdir() if (path / "page.py").exists()}
    assert folders == set(IDS)
    assert doubles(IDS) == []


@each_page
def test_a_page_s_factory_and_screens_are_there(page: PageSpec) -> None:
    assert page.factory.startswith(f"attache.ui.pages.{page.id}.")
    factory = load(page.factory)
    assert isclass(factory)
    assert issubclass(factory, Page)
    assert issubclass(factory, SearchPage) is page.answers_search
    assert not page.screens or isgeneratorfunction(load(page.screens))


def test_every_page_of_the_rail_is_drawn_for_screenshots() -> None:
    assert [page.id for page in PAGES if page.rail is not None and not page.screens] == []


@each_page
def test_a_page_handles_just_its_commands(page: PageSpec, context: Context) -> None:
    made: Page = load(page.factory)(context)
    assert set(made.handlers()) == {command.id for command in page.commands}
    assert set(made.conditions()) <= {command.needs for command in page.commands}
    made.close_down()
    made.deleteLater()


@each_page
def test_a_page_can_be_reached_and_its_place_in_the_rail_is_known(page: PageSpec) -> None:
    places = {each.id for each in PAGES if each.rail is not None}
    assert (page.rail is None) == (page.parent in places)
    assert page.title
    if page.opening is not None:
        assert (page.opening.id, page.opening.icon) == (page.id, page.icon)
    assert page.rail is None or page.opening is not None


def test_no_two_places_of_the_rail_have_the_same_icon() -> None:
    """A narrow rail shows nothing else."""
    assert doubles([page.icon for page in PAGES if page.rail is not None]) == []


def test_the_first_page_is_at_the_top_and_one_page_answers_the_search() -> None:
    assert PAGES[0].rail is RailPlace.TOP
    assert [page.id for page in PAGES if page.answers_search] == ["glossary"]


def test_no_two_commands_have_the_same_id_or_text() -> None:
    assert doubles([command.id for command in COMMANDS]) == []
    assert doubles([command.text for command in COMMANDS]) == []


@each_page
def test_no_key_means_two_things_while_a_page_is_shown(page: PageSpec) -> None:
    disabled = {
        command.id for other in PAGES if other is not page for command in other.commands if command.needs
    }
    if page.undoes:
        disabled |= {"undo-edit", "redo-edit"}
    enabled = [command for command in COMMANDS if command.id not in disabled]
    keys = [QKeySequence(key).toString() for command in enabled for key in command.keys]
    assert doubles(keys) == []


def test_every_key_is_one_that_qt_knows() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert not any(QKeySequence(key).isEmpty() or "Unknown" in keys_text(key) for key in keys)


def test_every_icon_named_is_there() -> None:
    icons = [page.icon for page in PAGES]
    icons += [icon for command in COMMANDS for icon in (command.icon, command.checked_icon) if icon]
    assert [icon for icon in icons if not (RESOURCES / "icons" / f"{icon}.svg").is_file()] == []


def test_what_commands_of_the_window_need_is_known_to_the_window() -> None:
    assert {command.needs for command in WINDOW_COMMANDS if command.needs} == set(Needs)


def test_a_page_that_undoes_by_itself_leaves_the_keys_of_undo_to_itself() -> None:
    """All others leave them to the window."""
    for page in PAGES:
        assert page.undoes is any("Ctrl+Z" in command.keys for command in page.commands)


def test_pages_open_only_pages_that_are_registered() -> None:
    """A page is opened by its id, which no type checker looks at."""
    opened = set()
    for _file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                first = node.args[0] if node.args else None
                if node.func.attr in ("open_page", "page") and isinstance(first, ast.Constant):
                    opened.add(first.value)
    assert opened
    assert opened <= set(IDS)


def test_the_list_of_pages_loads_no_page() -> None:
    program = "import sys, attache.ui.pages\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = [name for name in ran.stdout.split() if name.startswith("attache.ui.")]
    folders = {"attache.ui.pages", *(f"attache.ui.pages.{name}" for name in IDS)}
    assert {name for name in loaded if name.startswith("attache.ui.pages")} == folders
    assert not any(name.startswith("attache.ui.widgets") for name in loaded)
