"""The window on the map, for the tests of its parts."""

from __future__ import annotations

import pytest

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.pages.map.chart import MapChart
from attache.ui.pages.map.page import MapPage
from attache.ui.shell.window import Window
from tests.ui.fixtures import map_of


@pytest.fixture
def window(parts: Parts) -> Window:
    """The window, on the whole map."""
    parts.window.resize(1280, 800)
    parts.window.open_page("map")
    settle(parts.window)
    return parts.window


@pytest.fixture
def page(window: Window) -> MapPage:
    """The page."""
    return map_of(window)


@pytest.fixture
def chart(page: MapPage) -> MapChart:
    """The chart."""
    return page.chart
