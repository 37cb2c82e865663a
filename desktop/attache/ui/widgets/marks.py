"""Marks that tell by shape as well as by colour: an entry's kind, and how well it is remembered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from attache.base.vocabulary import Kind
from attache.study.memory import Recall

KIND_PLURALS: Mapping[Kind, str] = {
    Kind.CONCEPT: "Concepts",
    Kind.ORGANISATION: "Orgs",
    Kind.CASE_STUDY: "Cases",
}
"""Short, for chips."""
KIND_NAMES: Mapping[Kind, str] = {
    Kind.CONCEPT: "Concepts",
    Kind.ORGANISATION: "Organisations",
    Kind.CASE_STUDY: "Case studies",
}
"""In full, for the names and tooltips of the chips."""


def paint_kind(painter: QPainter, box: QRectF, kind: Kind, colour: str) -> None:
    """Fill a square (concept), a disc (organisation) or a triangle (case study) into ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if kind is Kind.CONCEPT:
        painter.drawRoundedRect(box, box.width() / 5, box.width() / 5)
    elif kind is Kind.ORGANISATION:
        painter.drawEllipse(box)
    else:
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    painter.restore()


def paint_recall(painter: QPainter, box: QRectF, recall: Recall, colour: str) -> None:
    """Draw how well something is remembered; what is new has no mark.

    A full disc is known, a half one learning, a broken ring with a dot fading.
    """
    if recall is Recall.NEW:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), max(1.0, box.width() / 7))
    painter.setPen(pen)
    if recall is Recall.KNOWN:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(box)
    elif recall is Recall.LEARNING:
        painter.drawEllipse(box)
        painter.setBrush(QColor(colour))
        painter.drawPie(box, 90 * 16, 180 * 16)
    else:
        # Four arcs with gaps between them, and a dot in the middle.
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for quarter in range(4):
            painter.drawArc(box, (quarter * 90 + 20) * 16, 50 * 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(box.center(), box.width() / 6, box.height() / 6)
    painter.restore()
