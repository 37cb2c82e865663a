"""Draws a scene, and keeps what was drawn so that a moved view draws only what has come into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion

from attache.ui.pages.map.boxes import Box, Taken
from attache.ui.pages.map.look import Look
from attache.ui.pages.map.scene import Mark, Scene, Text


def paint_scene(painter: QPainter, scene: Scene, part: Box) -> None:
    """Draw what a part of the map shows; the painter's origin is that of the map."""
    look = scene.look
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(_rect(part), look.colour("paper"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.land_colour)
    corner = look.theme.px(6)
    shown = [at for at, land in enumerate(scene.lands) if land.box.meets(part)]
    for at in shown:
        painter.drawRoundedRect(_rect(scene.lands[at].box), corner, corner)
    if not scene.focus:
        _paint_texts(painter, look, scene.titles, part)
    # Grey marks are hidden under the title where rows are narrow, and under the names around a focus.
    covered = Taken()
    around = scene.names.values() if scene.focus else ()
    for text in (*scene.titles, *(text for own in around for text in own)):
        if text.box.meets(part):
            covered.add(text.box.grown(look.halo if scene.focus else 0))
    room = part.grown(look.theme.px(10))
    for at in shown:
        _paint_marks(painter, look, scene.lands[at].marks, room, covered)
    if scene.drawing and scene.focus:
        _paint_lines(painter, scene)
        _paint_marks(painter, look, [mark for mark in scene.marks.values() if not mark.grey], room)
        _paint_focus(painter, look, scene.marks[scene.focus.spot.n])
    else:
        for at in shown:
            _paint_texts(painter, look, (text for own in scene.names_in(at).values() for text in own), part)


def _paint_marks(
    painter: QPainter, look: Look, marks: Iterable[Mark], part: Box, covered: Taken | None = None
) -> None:
    left, top, right, bottom = part
    for mark in marks:
        spot, x, y, side, grey = mark
        if not (left <= x <= right and top <= y <= bottom):
            continue
        if grey and covered and not covered.is_free(mark.box):
            continue
        tint = look.colours.control if grey else look.colours.kind(spot.entry.kind)
        if grey:
            painter.setOpacity(0.55)
        painter.drawPixmap(QPointF(x - side / 2, y - side / 2), look.mark(spot.entry.kind, tint, side))
        if grey:
            painter.setOpacity(1)


def paint_around_focus(painter: QPainter, scene: Scene, view: Box, but: Box | None) -> None:
    """Draw the titles and names that are whole in the view, over the lines, but those that meet ``but``."""
    look = scene.look
    for words, box, font, colour in scene.texts_around_focus(view):
        if not (but and but.meets(box)):
            picture = look.text(words, font, colour)
            painter.drawPixmap(QPointF(box.left - look.halo, box.top - look.halo), picture)


def paint_without_names(painter: QPainter, scene: Scene, covered: Box) -> None:
    """Draw the map again, without their text, where names or titles meet a box."""
    look = scene.look
    for at, land in enumerate(scene.lands):
        if land.box.meets(covered):
            texts = (land.title, *(text for own in scene.names_in(at).values() for text in own))
            for text in texts:
                if text.words and text.box.meets(covered):
                    room = text.box.grown(1)
                    painter.save()
                    painter.setClipRect(_rect(room))
                    painter.fillRect(_rect(room), look.land_colour)
                    _paint_marks(painter, look, land.marks, room.grown(look.theme.px(10)))
                    painter.restore()


def _paint_lines(painter: QPainter, scene: Scene) -> None:
    look = scene.look
    contrasts = {each.n for each in scene.focus.neighbours if each.contrasts} if scene.focus else ()
    pen = QPen(look.colour("accent"), look.theme.px(13) / 10)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for n, (start, control, end) in (scene.drawing.lines if scene.drawing else {}).items():
        path = QPainterPath(QPointF(*start))
        path.quadTo(QPointF(*control), QPointF(*end))
        pen.setStyle(Qt.PenStyle.SolidLine)
        if n in contrasts:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.drawPath(path)


def _paint_focus(painter: QPainter, look: Look, mark: Mark) -> None:
    reach = look.sizes.focus - look.theme.px(2)
    painter.setPen(QPen(look.colour("accent"), look.theme.px(2)))
    painter.setBrush(look.colour("surface"))
    painter.drawEllipse(QPointF(mark.x, mark.y), reach, reach)
    side = look.sizes.reach * 2
    tint = look.colours.kind(mark.spot.entry.kind)
    place = QPointF(mark.x - side / 2, mark.y - side / 2)
    painter.drawPixmap(place, look.mark(mark.spot.entry.kind, tint, side))


def _paint_texts(painter: QPainter, look: Look, texts: Iterable[Text], part: Box) -> None:
    for words, box, font, colour in texts:
        if box.meets(part):
            painter.setFont(getattr(look, font))
            painter.setPen(look.colour(colour))
            painter.drawText(QPointF(box.left, box.top + look.ascent(font)), words)


class Layer:
    """A picture of the part of a scene that is in view."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._scene: Scene | None = None
        self._at = (0, 0)

    def picture(self, scene: Scene, size: QSize, left: int, top: int) -> QPixmap:
        """Return the part of a scene with its left and top end, in pixels of the map."""
        ratio = scene.look.ratio
        pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
        at = (round(left * ratio), round(top * ratio))
        away = (self._at[0] - at[0], self._at[1] - at[1])
        missing = QRegion(QRect(0, 0, pixels.width(), pixels.height()))
        if scene is self._scene and self._picture.size() == pixels:
            if away == (0, 0):
                return self._picture
            if abs(away[0]) < pixels.width() and abs(away[1]) < pixels.height():
                missing = QRegion()
                self._picture.setDevicePixelRatio(1)
                self._picture.scroll(*away, QRect(0, 0, pixels.width(), pixels.height()), missing)
        else:
            self._picture = QPixmap(pixels)
        self._picture.setDevicePixelRatio(ratio)
        self._scene, self._at = scene, at
        with QPainter(self._picture) as painter:
            painter.translate(-at[0] / ratio, -at[1] / ratio)
            for rect in list(missing):  # type: ignore[call-overload]
                part = Box(rect.left(), rect.top(), rect.left() + rect.width(), rect.top() + rect.height())
                part = Box(*(side / ratio for side in part.moved(*at)))
                painter.setClipRect(_rect(part))
                paint_scene(painter, scene, part)
        return self._picture


def callout_box(look: Look, mark: Mark, words: str, view: Box, titles: Sequence[Box]) -> Box:
    """Return the box for the name of a mark that the map does not show; it covers no title if it can."""
    pad = look.gap
    away, width = mark.side / 2 + look.theme.px(4) + pad, look.width(words, "strong") + 2 * pad
    half = (look.sizes.name + pad) / 2
    places = [
        Box(left, mark.y - half, left + width, mark.y + half).moved(0, down * half)
        for down in (0, 1, -1, 2, -2)
        for left in (mark.x + away, mark.x - away - width)
    ]
    return min(
        places,
        key=lambda box: (
            box.left < view.left or box.right > view.right,
            any(map(box.meets, titles)),
            not view.holds(box),
        ),
    )


def paint_callout(painter: QPainter, look: Look, words: str, box: Box) -> None:
    """Write a name into a box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.colour("control"))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(_rect(box), look.theme.px(4), look.theme.px(4))
    painter.setFont(look.strong)
    painter.setPen(look.colour("ink"))
    top = (box.top + box.bottom - look.sizes.name) / 2
    painter.drawText(QPointF(box.left + look.gap, top + look.ascent("strong")), words)


def paint_selected(painter: QPainter, look: Look, mark: Mark) -> None:
    """Draw the selected mark, which a title may cover, and a ring around it that is clear of its name."""
    reach = mark.side / 2 + look.theme.px(3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_marks(painter, look, [mark], mark.box)
    painter.setPen(QPen(look.colour("accent"), look.theme.px(1.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(mark.x, mark.y), reach, reach)


def paint_focus_line(painter: QPainter, look: Look, width: int) -> None:
    """Draw a line in the accent at the top, as texts and lists have it that have the keys."""
    painter.fillRect(0, 0, width, 2, QColor(look.colours.accent))


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
