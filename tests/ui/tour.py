"""A walk through everything that a window can show, whatever its library holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QMessageBox

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.errors import KnownError
from attache.study.scope import Scope
from attache.study.session import Leech
from attache.ui.pages import PAGES
from attache.ui.shell.page import load
from attache.ui.shell.screens import Scene, Stage
from attache.ui.widgets.entry.paper import save_pdf
from tests.ui.fixtures import glossary_of, study_of

_COPIES = ("copy-definition", "copy-citation", "bookmark")


def tour(parts: Parts, pdf: Path) -> Iterator[str]:
    """Show one thing after another and yield its name when it is shown; the entries are saved at ``pdf``."""
    window, learner = parts.window, parts.learner
    for name in _walk(parts, pdf):
        settle(window)
        window.grab()
        yield name
    learner.set_plan(7)
    for page in PAGES:
        window.open_page(page.id)
        settle(window)
        window.grab()
        yield f"{page.id} again"


def _walk(parts: Parts, pdf: Path) -> Iterator[str]:
    for page in PAGES:
        parts.window.open_page(page.id)
        yield page.id
    yield from _entries(parts, pdf)
    yield from _searches(parts)
    yield from _studying(parts)
    yield from _messages(parts)


def _entries(parts: Parts, pdf: Path) -> Iterator[str]:
    """Show every entry with a note, the preview of each, and what can be made of it."""
    window, library = parts.window, parts.library
    rows = library.rows(range(1, library.entry_count + 1))
    for row in rows:
        parts.learner.save_note(row.id, f"{row.title} {row.definition}")
        window.open_entry(row.id)
        yield row.id
        for command in _COPIES:
            window.commands.run(command)
        pane = glossary_of(window).reader.pane
        for other in rows:
            pane.text.pointed.emit(other.id, 0, QPoint(200, 200))
        pane.text.pointed.emit("", 1, QPoint(200, 200))
        yield f"preview at {row.id}"
        save_pdf(library.entry(row.id), parts.learner.note(row.id), parts.theme.palette_for_paper, pdf)
    yield from _comparisons(parts)
    window.commands.run("about-documents")
    yield "about"


def _comparisons(parts: Parts) -> Iterator[str]:
    """Show each entry beside the next, and what is offered to compare it with."""
    window, glossary = parts.window, glossary_of(parts.window)
    rows = parts.library.rows(range(1, parts.library.entry_count + 1))
    for row, other in pairwise(rows):
        glossary.compare(row.id, other.id)
        yield f"{row.id} and {other.id}"
        window.open_entry(row.id)
        window.commands.run("compare")
        glossary.picker.field.setText("pact")
        yield f"compare {row.id} with"
        glossary.picker.leave()


def _searches(parts: Parts) -> Iterator[str]:
    window = parts.window
    for text in ("pact", "pactt", "p", "marker", "<img", "pact or marker"):
        window.top.field.setText(text)
        glossary_of(window).look_up(text)
        yield f"search for {text}"
        window.palette_panel.open()
        window.palette_panel.field.setText(text)
        yield f"palette for {text}"
        window.palette_panel.hide()
    window.commands.run("all")
    document, theme = parts.library.documents()[0], parts.library.themes()[0]
    bar = glossary_of(window).finder.filters
    for number in range(4):
        for menu in bar.findChildren(QMenu):
            menu.aboutToShow.emit()
            actions = [action for action in menu.actions() if action.isCheckable()]
            if number and actions:
                actions[0].trigger()
        yield f"filters {number}: {document.id}, {theme.id}"
    window.commands.run("all")


def _studying(parts: Parts) -> Iterator[str]:
    """Ask and answer a card of each form, end a session, and show a leech."""
    for spec in PAGES:
        if spec.id == "study":
            for name, show in load(spec.screens)(Stage(parts.window, Scene.STUDYING)):
                show()
                yield name
    study, library = study_of(parts.window), parts.library
    rows = library.rows(range(1, library.entry_count + 1))
    study.panel.notice.show_leech(Leech("card", rows[0].id, 8, (rows[1].id,), "easier"), "")
    yield "leech"
    for document in library.documents():
        study.start.show_choices(Scope(document=document.id, words=document.short))
    yield "choices"


def _messages(parts: Parts) -> Iterator[str]:
    """Show errors that quote something from outside."""
    window, library = parts.window, parts.library
    title = library.rows([1])[0].title
    window.report(KnownError(f"The file {title} cannot be read.", "Close it."))
    yield "message"
    window.report(ValueError(title))
    box = window.findChild(QMessageBox)
    assert box is not None
    yield "report"
    box.close()
    box.deleteLater()
