"""Today offers to go on reading where reading stopped."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.widgets.section_marks import MarkRow
from tests.ui.fixtures import part, today_of
from tests.ui.texts import texts_of


def test_reading_goes_on_where_it_stopped(parts: Parts) -> None:
    window, guide = parts.window, parts.library.guides()[1]
    window.open_page("today")
    assert "Continue reading" not in texts_of(today_of(window))
    window.open_page("documents", section=guide.sections[4].id)
    settle(window)
    window.open_page("today")
    settle(window)
    place = f"{guide.title}, section 5 of {len(guide.sections)}"
    assert {"Continue reading", guide.sections[4].title, place} <= texts_of(today_of(window))
    marks = part(today_of(window), MarkRow)
    marks.chosen.emit(guide.sections[2].id)
    assert window.page("documents").title == guide.sections[2].title
    window.open_page("today")
    settle(window)
    button = next(each for each in today_of(window).findChildren(QPushButton) if each.text() == "Continue")
    button.click()
    assert window.shown == "documents"
    assert window.page("documents").title == guide.sections[2].title, "where reading stopped last"
