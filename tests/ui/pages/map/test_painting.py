"""The picture of the map: what is moved is what is drawn afresh."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.base.vocabulary import Kind
from attache.library.library import Library
from attache.ui.pages.map.boxes import Box
from attache.ui.pages.map.chart import MapChart
from attache.ui.pages.map.look import Look
from attache.ui.pages.map.page import MapPage
from attache.ui.pages.map.painting import Layer, callout_box
from attache.ui.pages.map.projection import Projection
from attache.ui.pages.map.scene import Focus, Scene
from attache.ui.shell.theme import Theme
from attache.ui.shell.window import Window

SIZE = QSize(500, 400)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("entry", ["", "attache:nato"])
def test_a_moved_picture_is_the_same_as_one_drawn_there(
    library: Library, theme: Theme, ratio: float, entry: str
) -> None:
    atlas = library.atlas()
    spot = next((spot for spot in atlas.spots if spot.entry.id == entry), None)
    focus = Focus(spot, library.neighbours(entry)) if spot else None
    scene = Scene(atlas, Look(theme, ratio), Projection.fitting(atlas, 900, 700, 2), None, focus)
    moved = Layer()
    for left, top in ((0, 0), (3, 0), (40, 12), (36, 60), (700, 500), (690, 495)):
        picture = moved.picture(scene, SIZE, left, top).toImage()
        afresh = Layer().picture(scene, SIZE, left, top).toImage()
        assert differing(picture, afresh) < picture.width() * picture.height() * 0.0005


def differing(one: QImage, other: QImage) -> int:
    """Return how many pixels clearly differ; where a strip begins the edge of a letter may by a shade."""
    count = 0
    for y in range(0, one.height(), 3):
        for x in range(0, one.width(), 3):
            a, b = one.pixelColor(x, y), other.pixelColor(x, y)
            count += max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) > 24
    return count


def test_marks_have_the_tint_of_their_kind_and_grey_ones_none(page: MapPage, chart: MapChart) -> None:
    scene, palette = chart.scene, page.context.theme.palette
    image = chart.viewport().grab().toImage()
    for kind in Kind:
        mark = next(mark for mark in scene.marks.values() if mark.spot.entry.kind is kind)
        assert image.pixelColor(round(mark.x), round(mark.y)).name().upper() == palette.kind(kind)
    page.filters.kinds[Kind.ORGANISATION].click()
    image = chart.viewport().grab().toImage()
    concept = next(mark for mark in scene.marks.values() if mark.spot.entry.kind is Kind.CONCEPT)
    assert image.pixelColor(round(concept.x), round(concept.y)).hslSaturation() < 30


def test_the_selected_entry_has_a_ring_and_a_name_where_it_has_no_room(
    page: MapPage, chart: MapChart
) -> None:
    nameless = next(n for n in chart.scene.marks if n not in chart.scene.names)
    mark = chart.scene.marks[nameless]
    around = Box.around(mark.x, mark.y, 12)
    before = chart.viewport().grab().toImage()
    chart.select(nameless)
    after = chart.viewport().grab().toImage()
    changed = [
        QPoint(x, y)
        for x in range(0, after.width(), 2)
        for y in range(0, after.height(), 2)
        if after.pixelColor(x, y) != before.pixelColor(x, y)
    ]
    assert any(around.left <= place.x() <= around.right for place in changed)
    assert max(place.x() for place in changed) - min(place.x() for place in changed) > 50


@pytest.mark.parametrize("zoom", [100, 200])
def test_every_entry_that_passes_is_drawn(window: Window, page: MapPage, chart: MapChart, zoom: int) -> None:
    page.context.theme.set_zoom(zoom)
    page.view.press(1)
    page.filters.kinds[Kind.ORGANISATION].click()
    settle(window)
    chart.show_whole()
    image, tint = chart.viewport().grab().toImage(), page.context.theme.palette.organisation.lower()
    marks = [mark for mark in chart.scene.marks.values() if not mark.grey]
    drawn = [image.pixelColor(round(mark.x), round(mark.y)).name() == tint for mark in marks]
    page.context.theme.set_zoom(100)
    assert len(marks) > 30
    assert all(drawn)


def test_titles_are_clear_of_marks_and_of_the_name_of_what_is_selected(
    window: Window, page: MapPage, chart: MapChart
) -> None:
    page.context.theme.set_zoom(200)
    page.view.press(1)
    settle(window)
    chart.show_whole()
    scene, view = chart.scene, Box(0, 0, chart.viewport().width(), chart.viewport().height())
    titles, over = [title.box for title in scene.titles], 0
    for mark in scene.marks.values():
        callout = callout_box(scene.look, mark, scene.look.cut(mark.spot.name, "strong"), view, titles)
        over += any(map(callout.meets, titles))
    page.context.theme.set_zoom(100)
    assert len(titles) == len(scene.lands)
    assert not [mark for mark in scene.marks.values() if any(map(mark.box.meets, titles))]
    assert over < len(scene.marks) * 0.1


def test_names_under_the_name_of_what_is_selected_are_left_out(page: MapPage, chart: MapChart) -> None:
    scene = chart.scene
    nameless = next(n for n in scene.marks if n not in scene.names)
    chart.select(nameless)
    after, mark = chart.viewport().grab().toImage(), scene.marks[nameless]
    view = Box(0, 0, after.width(), after.height())
    callout = callout_box(scene.look, mark, scene.look.cut(mark.spot.name, "strong"), view, [])
    texts = [text for own in scene.names.values() for text in own if text.box.meets(callout)]
    ink = page.context.theme.palette.ink.lower()
    for box in (text.box for text in texts):
        outside = [
            (x, y)
            for x in range(round(box.left), round(box.right))
            for y in range(round(box.top), round(box.bottom))
            if not callout.grown(1).meets(Box(x, y, x + 1, y + 1))
        ]
        assert ink not in {after.pixelColor(x, y).name() for x, y in outside}
    assert texts


def test_the_dark_map_has_the_same_places(qtbot: QtBot, page: MapPage, chart: MapChart) -> None:
    light = {n: (mark.x, mark.y) for n, mark in chart.scene.marks.items()}
    theme = page.context.theme
    theme.set_mode(type(theme.mode).DARK)
    assert {n: (mark.x, mark.y) for n, mark in chart.scene.marks.items()} == light
    image = chart.viewport().grab().toImage()
    land = chart.scene.lands[0].box
    assert (
        image.pixelColor(round(land.right) - 4, round(land.bottom) - 12).name().upper()
        == theme.palette.surface
    )
    theme.set_mode(type(theme.mode).LIGHT)
