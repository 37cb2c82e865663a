"""The window on the timeline, for the tests of its parts."""

from __future__ import annotations

import pytest

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.pages.timeline.chart import TimelineChart
from attache.ui.pages.timeline.page import TimelinePage
from attache.ui.shell.window import Window
from tests.ui.fixtures import timeline_of


@pytest.fixture
def window(parts: Parts) -> Window:
    """The window, on the whole timeline."""
    parts.window.resize(1280, 800)
    parts.window.open_page("timeline")
    settle(parts.window)
    return parts.window


@pytest.fixture
def page(window: Window) -> TimelinePage:
    """The page."""
    return timeline_of(window)


@pytest.fixture
def chart(page: TimelinePage) -> TimelineChart:
    """The chart."""
    return page.chart
