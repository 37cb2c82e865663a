"""The screens of the glossary: the start page, searches, the list, and entries of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt

from attache.base.vocabulary import ENTRY_LINK
from attache.ui.pages.glossary.page import GlossaryPage
from attache.ui.shell.screens import Scene, Screen, Stage
from attache.ui.shell.window import Window

_SEARCHES = (
    ("search", "defence"),
    ("search-misspelt", "interopreability"),
    ("search-nothing", "xyzzy"),
    ("search-question", "what is the balance of power?"),
    ("search-two", "difference between collective defence and collective security"),
)
_COMPARED = (
    ("compare", "collective-defence", "collective-security"),
    ("compare-organisations", "nato", "asean"),
)
_ENTRIES = (
    ("entry", "five-power-defence-arrangements"),
    ("entry-long", "asean"),
    ("entry-concept", "collective-security"),
    ("entry-case", "us-nato-cooperation-in-afghanistan"),
)


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield each screen's name and what brings it up."""
    if stage.scene is not Scene.STUDYING:
        return
    window = stage.window
    yield "start", _on_page(window, partial(_start, window))
    for name, text in _SEARCHES:
        yield name, _on_page(window, partial(_search, window, text=text))
    yield "browse", _on_page(window, partial(_browse, window))
    yield "bookmarks", lambda: window.commands.run("bookmarks")
    for name, entry in _ENTRIES:
        yield name, _on_page(window, partial(_open_entry, window, entry=entry))
    yield "notice", lambda: window.commands.run("bookmark")
    yield "find", _on_page(window, partial(_find, window))
    for name, *both in _COMPARED:
        yield name, _on_page(window, partial(_compare, window, both=both))
    yield "compare-with", _on_page(window, partial(_ask, window))
    yield "peek", _on_page(window, partial(_peek, window))


def _on_page(window: Window, act: Callable[[GlossaryPage], object]) -> Callable[[], object]:
    def run() -> None:
        page = window.page("glossary")
        if isinstance(page, GlossaryPage):
            act(page)

    return run


def _start(window: Window, page: GlossaryPage) -> None:
    _browse(window, page)
    window.commands.run("about-documents")


def _search(window: Window, page: GlossaryPage, text: str) -> None:
    window.commands.run("search")
    window.top.field.setText(text)
    page.look_up(text)


def _browse(window: Window, page: GlossaryPage) -> None:
    window.commands.run("all")
    page.open()


def _open_entry(window: Window, page: GlossaryPage, entry: str) -> None:
    window.commands.run("all")
    page.show_entry(entry)


def _find(window: Window, page: GlossaryPage) -> None:
    """Undo the bookmark of the screen before, and find in the entry that is shown."""
    window.notice.button.click()
    window.notice.hide()
    window.commands.run("find")
    page.reader.pane.find_bar.field.setText("nato")
    page.reader.pane.find_bar.step(2)


def _compare(window: Window, page: GlossaryPage, both: Sequence[str]) -> None:
    window.commands.run("all")
    page.compare(*both)


def _ask(window: Window, page: GlossaryPage) -> None:
    _open_entry(window, page, "collective-defence")
    window.commands.run("compare")


def _peek(window: Window, page: GlossaryPage) -> None:
    """Move the focus by Tab to the first link to another entry."""
    _open_entry(window, page, "five-power-defence-arrangements")
    text = page.reader.pane.text
    text.setFocus(Qt.FocusReason.TabFocusReason)
    while not text.textCursor().charFormat().anchorHref().startswith(ENTRY_LINK):
        text.focusNextPrevChild(True)
