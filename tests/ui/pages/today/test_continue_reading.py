"""Today offers to go on reading where reading stopped."""

from __future__ import annotations

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.widgets.line import Line
from tests.ui.fixtures import today_of
from tests.ui.texts import texts_of


def test_reading_goes_on_where_it_stopped(parts: Parts) -> None:
    window, guide = parts.window, parts.library.guides()[1]
    window.open_page("today")
    assert "Continue reading" not in texts_of(today_of(window))
    window.open_page("documents", section=guide.sections[4].id)
    settle(window)
    window.open_page("today")
    settle(window)
    assert "Continue reading" in texts_of(today_of(window))
    lines = [
        line
        for line in today_of(window).findChildren(Line)
        if guide.sections[4].title in line.accessibleName()
    ]
    lines[0].click()
    assert window.shown == "documents"
    assert window.page("documents").title == guide.sections[4].title
