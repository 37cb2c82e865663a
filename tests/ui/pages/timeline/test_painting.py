"""What the chart looks like: kinds in their tints, the focused entry in front of grey, and the years."""

from __future__ import annotations

from collections import Counter

import pytest

from attache.app.screenshots import settle
from attache.library.timeline import TimeScale
from attache.ui.pages.timeline.page import TimelinePage
from attache.ui.shell.theme import Mode
from attache.ui.shell.window import Window


def colours(page: TimelinePage) -> Counter[str]:
    """Return how often the chart has each colour."""
    image = page.chart.viewport().grab().toImage()
    return Counter(
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_marks_have_the_tint_of_their_kind_and_grey_in_a_focus(
    window: Window, page: TimelinePage, mode: Mode
) -> None:
    page.context.theme.set_mode(mode)
    settle(window)
    palette = page.context.theme.palette
    whole = colours(page)
    assert whole.most_common(1)[0][0] == (palette.surface if mode is Mode.DARK else palette.sunk)
    assert all(whole[tint] > 20 for tint in (palette.concept, palette.organisation, palette.case))
    numbers = Counter(event.n for event in page.events)
    related = page.context.library.related
    ids = {event.entry.id for event in page.events}
    few = min(sorted(ids), key=lambda entry: sum(numbers[n] for n in related(entry)))
    page.open(entry=few)
    settle(window)
    focused = colours(page)
    assert focused[palette.control] > 10 * whole[palette.control] + 100
    assert focused[palette.case] + focused[palette.organisation] < whole[palette.case]


def test_what_is_selected_is_named_even_where_its_name_has_no_room(
    window: Window, page: TimelinePage
) -> None:
    named = page.chart.named()
    for number in (n for n in range(len(page.events)) if n not in named):
        page.chart.select(number)
        if number not in page.chart.named():
            break
    assert number not in page.chart.named()
    settle(window)
    place, surface = page.chart.place_of(number), page.context.theme.palette.surface.lower()
    image = page.chart.viewport().grab().toImage()
    around = {
        image.pixelColor(x, place.y() - 6).name() for x in range(max(0, place.x() - 60), place.x() + 60)
    }
    assert surface in around


@pytest.mark.parametrize(("width", "zoom"), [(1280, 100), (900, 100), (1280, 200)])
def test_the_years_of_every_era_are_said(window: Window, page: TimelinePage, width: int, zoom: int) -> None:
    window.resize(width, 800)
    page.context.theme.set_zoom(zoom)
    page.view.press(1)
    page.list.setFocus()
    settle(window)
    image, paper = page.chart.viewport().grab().toImage(), page.context.theme.palette.paper.lower()
    px = page.context.theme.px
    for era in TimeScale(page.events).eras:
        left = round(era.left * image.width())
        drawn = [
            image.pixelColor(x, y).name() != paper
            for x in range(left, left + px(20))
            for y in range(px(3), px(38))
        ]
        assert any(drawn), era.title
    page.context.theme.set_zoom(100)


def test_the_head_of_the_chart_stays_where_it_is(window: Window, page: TimelinePage) -> None:
    view = page.chart.viewport()
    page.list.setFocus()
    settle(window)
    before = view.grab().toImage().copy(0, 0, view.width(), 36)
    page.chart.pan(0, 300)
    settle(window)
    after = view.grab().toImage()
    assert after.copy(0, 0, view.width(), 36) == before


def test_the_focus_is_shown(window: Window, page: TimelinePage) -> None:
    accent = page.context.theme.palette.accent.lower()
    view = page.chart.viewport()
    page.chart.setFocus()
    assert view.grab().toImage().pixelColor(300, 0).name() == accent
    page.list.setFocus()
    assert view.grab().toImage().pixelColor(300, 0).name() != accent
