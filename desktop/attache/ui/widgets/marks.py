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
    """Draw how well something is remembered: a full disc known, a half one learning, a broken ring fading.

    What is new has no mark.
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
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawEllipse(box)
    painter.restore()
