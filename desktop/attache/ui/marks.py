"""The mark before a title, which tells an entry's kind by shape as well as by colour."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from attache.base.vocabulary import Kind

KIND_WORDS: Mapping[Kind, str] = {
    Kind.CONCEPT: "Concept",
    Kind.ORGANISATION: "Organisation",
    Kind.CASE_STUDY: "Case study",
}
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
