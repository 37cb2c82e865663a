"""The real program in a real process: it opens, it shows, it ends, and says why when it cannot open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_layering import SLOW

RUN = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMessageBox
import attache.app.start as start
from attache.ui.shell.window import Window

real = start.settle
def settle(*given):
    bell = real(*given)
    parts = given[0]
    print("up", parts.window.isVisible(), parts.library.entry_count > 0, flush=True)
    QTimer.singleShot(0, parts.window.quick.close if sys.argv[1:] else parts.window.close)
    return bell
start.settle = settle
if LISTED:
    # What is loaded until the window is painted delays it; the first event after that may load more.
    class Painted(QObject):
        def eventFilter(self, window, event):
            if event.type() != QEvent.Type.UpdateRequest or window.windowHandle() is None:
                return False
            window.removeEventFilter(self)
            window.event(event)
            print(*sys.modules, flush=True)
            return True
    watching = Painted()
    shown = Window.show
    def show(window):
        window.installEventFilter(watching)
        shown(window)
    Window.show = show
QMessageBox.exec = lambda box: print("said", box.textFormat().name, box.text(), flush=True)
from attache.cli.main import main
sys.exit(main())
"""


def run_program(library: str, *arguments: str, listed: bool = False) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ATTACHE_LIBRARY": library, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", f"LISTED = {listed}{RUN}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_opens_and_ends(library_file: Path) -> None:
    ran = run_program(str(library_file))
    assert (ran.returncode, ran.stdout.strip()) == (0, "up True True"), ran.stderr


@pytest.mark.parametrize("argument", ["--quick", "--clipboard"])
def test_the_quick_look_up_alone_starts_the_rest_of_the_program(library_file: Path, argument: str) -> None:
    ran = run_program(str(library_file), argument)
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "up False True", "")


def test_it_says_why_it_cannot_open(tmp_path: Path) -> None:
    (tmp_path / "<b>broken.db").write_bytes(b"nothing of ours")
    ran = run_program(str(tmp_path / "<b>broken.db"))
    assert ran.returncode == 2
    assert ran.stdout.startswith("said PlainText ")
    assert "<b>broken.db" in ran.stdout
    assert "<b>broken.db" in ran.stderr
    assert "Traceback" not in ran.stderr


BEFORE_THE_FIRST_PAINT = """
    app app.asking app.library_file app.options app.single app.start app.window
    base base.changes base.characters base.clock base.copies base.database base.dates base.errors
    base.faults base.identity base.ids base.journals base.lock base.numbers base.paths base.presence
    base.reference base.storage base.vocabulary base.watch
    cli cli.complaint cli.display cli.main
    learner learner.bookmarks learner.card_sql learner.cards learner.lookups learner.manager learner.notes
    learner.present learner.progress learner.remembered learner.schema learner.settings learner.store
    learner.tally learner.undone learner.validity learner.workload learner.write_count
    library library.filters library.library library.reader library.recognition library.study_views
    study study.days study.exam study.memory study.overview study.scope study.settings study.workload
    ui ui.pages ui.pages.about ui.pages.backups ui.pages.cards ui.pages.documents ui.pages.exam
    ui.pages.glossary ui.pages.help ui.pages.map ui.pages.progress ui.pages.quiz ui.pages.settings
    ui.pages.study ui.pages.timeline ui.pages.today ui.pages.today.block ui.pages.today.entries
    ui.pages.today.page ui.pages.today.reading_block ui.pages.today.upcoming_exam ui.pages.today.week
    ui.shell ui.shell.commands ui.shell.composing ui.shell.context ui.shell.edits ui.shell.jobs
    ui.shell.kinds ui.shell.learner ui.shell.line_edit ui.shell.long_work ui.shell.machine
    ui.shell.maintenance ui.shell.menus ui.shell.message_line ui.shell.notice ui.shell.page
    ui.shell.page_stack ui.shell.palette ui.shell.plain ui.shell.popup_menu ui.shell.rail
    ui.shell.search_control ui.shell.search_field ui.shell.style_sheet ui.shell.theme ui.shell.top_bar
    ui.shell.trail ui.shell.undo_control ui.shell.unfinished ui.shell.window ui.shell.window_commands
    ui.widgets ui.widgets.column ui.widgets.column_page ui.widgets.flow_layout ui.widgets.line
    ui.widgets.margins ui.widgets.marks ui.widgets.recent ui.widgets.words
"""
"""Modules of this package.  Each adds to the start: what is needed only later belongs into a function."""


def test_little_is_loaded_before_the_first_paint(library_file: Path) -> None:
    ran = run_program(str(library_file), listed=True)
    assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stdout.splitlines()[0].split())
    own = {name.removeprefix("attache.") for name in loaded if name.startswith("attache.")}
    assert own == set(BEFORE_THE_FIRST_PAINT.split())
    qt = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert qt == {f"PySide6.{name}" for name in ("QtCore", "QtGui", "QtSvg", "QtWidgets")}
    assert not loaded & {*SLOW, "calendar", "locale", "tomllib", "asyncio", "concurrent.futures", "uuid"}
