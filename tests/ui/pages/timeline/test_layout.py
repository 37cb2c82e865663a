"""The rows and names of events: nothing overlaps, and zooming moves marks sideways only."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest

from attache.library.library import Library
from attache.library.timeline import Event
from attache.ui.pages.timeline.layout import Layout, Name

SIDE = 8.0
WIDTHS = (700.0, 900.0, 2100.0, 20_000.0)


@pytest.fixture
def layout(library: Library) -> Layout:
    """All shipped events on a chart of 700 pixels, with names as wide as their letters."""
    return a_layout(library, library.timeline())


def a_layout(library: Library, events: tuple[Event, ...]) -> Layout:
    themes = [(theme.id, theme.title) for theme in library.themes()]
    return Layout(events, themes, lambda text: 6.0 * len(text), WIDTHS[0], SIDE, 230.0)


@pytest.mark.parametrize("width", WIDTHS)
def test_marks_and_names_of_a_row_never_overlap(layout: Layout, width: float) -> None:
    spans = layout.spans(width)
    rows: defaultdict[float, list[tuple[float, float]]] = defaultdict(list)
    for number, span in enumerate(spans):
        rows[layout.rows[number]].append(span)
    for number, name in layout.names(width, spans).items():
        rows[layout.rows[number]].append((name.left, name.left + name.width))
    for intervals in rows.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(intervals)))
        assert min(intervals)[0] >= 0
        assert max(right for _left, right in intervals) <= width


def test_the_further_in_the_more_names(layout: Layout) -> None:
    counts = [len(layout.names(width, layout.spans(width))) for width in WIDTHS]
    assert counts == sorted(counts)
    assert counts[0] > len(layout.events) / 5
    assert counts[-1] > 0.9 * len(layout.events)


def test_what_comes_first_gets_its_name_first(layout: Layout) -> None:
    width, spans = WIDTHS[0], layout.spans(WIDTHS[0])
    usual = layout.names(width, spans)
    first = [number for number in range(len(layout.events)) if number not in usual]
    names = layout.names(width, spans, first)
    assert usual.keys() < set(range(len(layout.events)))
    assert len(set(first) & names.keys()) > 10


@pytest.mark.parametrize("width", WIDTHS)
def test_an_event_of_several_entries_is_named_once(layout: Layout, width: float) -> None:
    named = [layout.events[number] for number in layout.names(width, layout.spans(width))]
    said = [(event.theme, event.on, event.until, event.what) for event in named]
    assert len(said) == len(set(said))
    every = [(event.theme, event.on, event.until, event.what) for event in layout.events]
    assert len(every) > len(set(every))


def test_a_long_name_takes_the_free_room_beside_it(layout: Layout) -> None:
    for width in WIDTHS[:2]:
        for number, name in layout.names(width, layout.spans(width)).items():
            whole = 6.0 * len(layout.events[number].what)
            assert min(whole, 230) - 0.01 <= name.width <= whole + 0.01
    names = layout.names(WIDTHS[-1], layout.spans(WIDTHS[-1]))
    assert max(name.width for name in names.values()) > 300


def test_a_view_shows_the_name_of_a_mark_that_it_shows() -> None:
    name, mark = Name(120, 200), (100, 108)
    assert name.within(mark, 0, 500, 60) == name
    assert name.within(mark, 0, 200, 60) == Name(120, 80)
    assert name.within(mark, 0, 150, 60) is None
    assert name.within(mark, 110, 500, 60) is None
    assert Name(120, 30).within(mark, 0, 150, 60) == Name(120, 30)


def test_the_name_of_a_long_bar_stays_in_view() -> None:
    bar = Name(1020, 200).within((100, 1000), 300, 800, 60)
    assert bar is not None
    assert 300 < bar.left < bar.left + bar.width < 800


def test_lanes_follow_the_themes_and_hold_their_events(library: Library, layout: Layout) -> None:
    used = {event.theme for event in layout.events}
    assert [lane.title for lane in layout.lanes] == [
        theme.title for theme in library.themes() if theme.id in used
    ]
    titles = {theme.id: theme.title for theme in library.themes()}
    lanes = {lane.title: lane for lane in layout.lanes}
    for event, row in zip(layout.events, layout.rows, strict=True):
        lane = lanes[titles[event.theme]]
        assert lane.top + 1 <= row < lane.top + lane.rows
    for before, after in pairwise(layout.lanes):
        assert before.top + before.rows < after.top
    assert layout.lanes[-1].top + layout.lanes[-1].rows < layout.height


def test_a_mark_is_as_long_as_what_it_stands_for(library: Library, layout: Layout) -> None:
    longest = max(layout.events, key=lambda event: event.end - event.begin)
    left, right = layout.span(layout.events.index(longest), 900)
    assert right - left > 4 * SIDE
    short = next(number for number, event in enumerate(layout.events) if event.begin == event.end)
    left, right = layout.span(short, 900)
    assert right - left == SIDE
    assert all(left > 0 and right < 900 for left, right in layout.spans(900))


def test_nothing_has_no_lanes(library: Library) -> None:
    empty = a_layout(library, ())
    assert (empty.lanes, empty.height, empty.names(100, [])) == ([], 0, {})
