"""Imports follow the table of packages, and the start loads only what it needs."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from pytest_archon import archrule

from tests.sources import PACKAGE, modules, trees

QT = ("PySide6*", "shiboken6*")
DATABASE = ("sqlite3*", "sqlite_utils*")
FILE_FORMATS = ("yaml*", "markdown_it*")
FOLDERS = ("base", "content", "library", "study", "learner", "ui", "cli", "app")

MAY_IMPORT = {
    "base": ("base",),
    "content": ("base", "content"),
    "library": ("base", "library"),
    "study": ("base", "study"),
    "learner": ("base", "library", "study", "learner"),
    "ui": ("base", "library", "study", "learner", "ui"),
    "cli": FOLDERS,
    "app": ("base", "content", "library", "study", "learner", "ui", "app"),
}
"""Folder → the folders it may import from, itself included; ``cli`` and ``app`` put the parts together."""

SLOW = ("sqlite_utils", "yaml", "markdown_it", "rapidfuzz", "fsrs", "pyqtgraph", "numpy", "hypothesis")
"""What takes longer to import than a reader should wait for a window."""


def test_every_room_is_in_the_table() -> None:
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert rooms == set(MAY_IMPORT)


@pytest.mark.parametrize("room", FOLDERS)
def test_imports_point_down(room: str) -> None:
    above = [f"attache.{other}*" for other in FOLDERS if other not in MAY_IMPORT[room]]
    rule = archrule(f"{room} knows only what lies below it").match(f"attache.{room}*")
    if above:
        rule.should_not_import(*above).check("attache", only_direct_imports=True)


PAGES = sorted(path.name for path in (PACKAGE / "ui" / "pages").iterdir() if (path / "page.py").exists())


def imported(folder: str) -> dict[str, set[str]]:
    """Return for each module in a folder of ``ui`` the modules of ``ui`` that it imports, lazily or not."""
    found: dict[str, set[str]] = {}
    for file, tree in trees((PACKAGE / "ui").joinpath(*folder.split("."))):
        name = ".".join(file.with_suffix("").parts[1:]).removesuffix(".__init__")
        modules_named = found.setdefault(name, set())
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("attache.ui"):
                modules_named.add(node.module)
    return found


def test_the_shell_knows_neither_widgets_nor_pages() -> None:
    """Palette, theme, learner and what a page is are the shell's own; pages are passed in."""
    outside = {
        (name, other)
        for name, others in imported("shell").items()
        for other in others
        if not other.startswith("attache.ui.shell")
    }
    assert outside == set()


def test_widgets_know_the_shell_and_no_page() -> None:
    others = {other for others in imported("widgets").values() for other in others}
    assert others
    assert all(other.startswith(("attache.ui.shell", "attache.ui.widgets")) for other in others)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_knows_shell_and_widgets_and_no_other_page(page: str) -> None:
    own = f"attache.ui.pages.{page}"
    others = {other for others in imported(f"pages.{page}").values() for other in others}
    assert others
    allowed = ("attache.ui.shell.", "attache.ui.widgets.", f"{own}.")
    assert [other for other in others if not f"{other}.".startswith(allowed)] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_declares_imports_the_shell_alone(page: str) -> None:
    declared = imported(f"pages.{page}")[f"attache.ui.pages.{page}"]
    assert declared <= {"attache.ui.shell.commands", "attache.ui.shell.page"}


@pytest.mark.parametrize("room", ["base", "content", "library", "study", "learner"])
def test_no_qt_below_the_window(room: str) -> None:
    archrule("no Qt").match(f"attache.{room}*").should_not_import(*QT).check("attache")


def test_the_window_knows_nothing_of_sql_or_file_formats() -> None:
    rule = archrule("no SQL in the window").match("attache.ui*").should_not_import(*DATABASE, *FILE_FORMATS)
    rule.check("attache", only_direct_imports=True)


def test_the_command_line_reaches_the_window_only_when_asked_for_one() -> None:
    rule = archrule("no Qt in the command line").match("attache.cli*").should_not_import(*QT)
    rule.check("attache", only_direct_imports=True)


def loaded_by(imports: list[str]) -> set[str]:
    """Return the names of everything loaded in a fresh process that imports some modules."""
    program = f"import sys, {', '.join(imports)}\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_importing_the_command_line_loads_no_qt_and_nothing_slow() -> None:
    loaded = loaded_by(["attache.cli.main"])
    assert not loaded & {"PySide6", "shiboken6", *SLOW}


def test_starting_the_window_loads_nothing_slow() -> None:
    """Neither a chart, nor an exporter, nor an optimiser, nor what only compiling needs."""
    loaded = loaded_by([*modules("ui", "app"), "attache.library.library", "attache.learner.progress"])
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & {*SLOW, "attache.content.compile", "attache.content.checking"}


def test_starting_the_window_loads_no_page() -> None:
    """Only the page that the window opens on is loaded at the start."""
    loaded = loaded_by(["attache.app.start"])
    assert "attache.ui.pages" in loaded
    assert [name for name in loaded if name.startswith("attache.ui.pages.") and name.count(".") > 3] == []


MAKERS = {"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"}
READ_ONLY = ("Mapping", "Sequence", "Collection", "Set", "Iterable")


def is_mutable(value: ast.expr | None) -> bool:
    """Return whether an expression makes something that can be changed afterwards."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in MAKERS
    return isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def is_read_only(annotation: ast.expr) -> bool:
    """Return whether the declared type lets mypy refuse every change."""
    return ast.unparse(annotation).removeprefix("Final[").startswith(READ_ONLY)


def module_state(tree: ast.Module) -> list[int]:
    """Return the lines that make mutable objects of a module, or declare names global."""
    lines = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Global)]
    for node in tree.body:
        if isinstance(node, ast.Assign) and is_mutable(node.value):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if names != ["__all__"]:
                lines.append(node.lineno)
        elif isinstance(node, ast.AnnAssign) and is_mutable(node.value) and not is_read_only(node.annotation):
            lines.append(node.lineno)
    return lines


def test_no_module_keeps_state() -> None:
    """A table is a tuple, a frozenset, or declared as Mapping, which mypy lets nobody change."""
    assert [f"{file}:{line}" for file, tree in trees() for line in module_state(tree)] == []


@pytest.mark.parametrize("line", ["CACHE = {}", "SEEN: set[str] = set()", "def f():\n    global x"])
def test_state_would_be_noticed(line: str) -> None:
    assert module_state(ast.parse(line))


@pytest.mark.parametrize("line", ["T = (1, 2)", "T: Mapping[str, int] = {'a': 1}", "__all__ = ['x']"])
def test_constants_are_none(line: str) -> None:
    assert not module_state(ast.parse(line))


NETWORK = (
    "urllib",
    "http",
    "ftplib",
    "smtplib",
    "ssl",
    "requests",
    "httpx",
    "aiohttp",
    "webbrowser",
    "asyncio",
)
LOCAL_ONLY = frozenset({"QLocalServer", "QLocalSocket"})
NOT_LOCAL = ("AF_INET", "create_connection", "create_server", "gethostbyname", "getaddrinfo")


def test_nothing_can_reach_a_network() -> None:
    """Only a second start talks to the first, and only the display is looked for, both on this machine."""
    found = []
    for file, tree in trees():
        for node in ast.walk(tree):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
                if node.module == "PySide6.QtNetwork" and {a.name for a in node.names} <= LOCAL_ONLY:
                    continue
            for name in names:
                if name.split(".")[0] in NETWORK or name == "PySide6.QtNetwork":
                    found.append(f"{file}: {name}")
                if name == "socket" and file.name not in ("asking.py", "display.py"):
                    found.append(f"{file}: {name}")
        code = ast.unparse(tree)  # without comments
        if any(name in code for name in NOT_LOCAL):
            found.append(f"{file}: a socket that is not local")
    assert found == []
