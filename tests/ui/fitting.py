"""What a user would see of a window that has too little room: cut texts, and widgets over one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QWidget,
)

_ROUNDING = 1
"""Pixels that a length may be short of: widths are whole pixels, and those of letters are not."""


def faults(window: QWidget) -> Iterator[str]:
    """Yield a sentence for each text that is cut without a tooltip, and each widget that is in the way."""
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            yield from _cut(widget)
            yield from _outside(widget)
            layout = widget.layout()
            if layout is not None:
                yield from _overlaps(layout)


def _cut(widget: QWidget) -> Iterator[str]:
    """Yield what is cut of the text of a label, a button, an empty field or the head of a table."""
    if isinstance(widget, QLabel) and widget.text():
        if not (_has_room(widget) or widget.toolTip()):
            yield f"{_name(widget)} is cut: {_sizes(widget)}"
    elif isinstance(widget, QAbstractButton) and widget.text():
        if not (_fits(widget) or widget.toolTip()):
            yield f"{_name(widget)} is cut: {_sizes(widget)}"
    elif isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
        room = widget.contentsRect().width() - 2 * widget.fontMetrics().averageCharWidth()
        needed = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
        if needed > room and not widget.toolTip():
            yield f"{_name(widget)} is cut: {needed} of {room} pixels"
    elif isinstance(widget, QHeaderView):
        for at in range(widget.count()):
            words = str(widget.model().headerData(at, widget.orientation()) or "")
            tip = widget.model().headerData(at, widget.orientation(), Qt.ItemDataRole.ToolTipRole)
            needed, has = widget.fontMetrics().horizontalAdvance(words), widget.sectionSize(at)
            if not widget.isSectionHidden(at) and needed > has and not tip:
                yield f"column {at} of {_name(widget)} is cut: {needed} of {has} pixels"


def _has_room(label: QLabel) -> bool:
    if not label.wordWrap():
        return _fits(label)
    needed = label.minimumSizeHint().width()  # the longest word
    return needed <= label.width() + _ROUNDING and (
        label.heightForWidth(label.width()) <= label.height() + _ROUNDING
    )


def _fits(widget: QWidget) -> bool:
    hint = widget.sizeHint()
    return hint.width() <= widget.width() + _ROUNDING and hint.height() <= widget.height() + _ROUNDING


def _outside(widget: QWidget) -> Iterator[str]:
    """Yield a widget that its parent cuts; a scroll area may hold more downwards than it shows."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QAbstractScrollArea):
        return
    scrolls = isinstance(parent.parentWidget(), QAbstractScrollArea)
    box, room = widget.geometry(), parent.rect()
    if box.left() < room.left() or box.right() > room.right():
        yield f"{_name(widget)} is wider than {_name(parent)}: {box} in {room}"
    if not scrolls and (box.top() < room.top() or box.bottom() > room.bottom()):
        yield f"{_name(widget)} is higher than {_name(parent)}: {box} in {room}"


def _overlaps(layout: QLayout) -> Iterator[str]:
    """Yield each pair of items of a layout, and of those within it, that are over one another."""
    items = [item for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    shown = [item for item in items if not (item.isEmpty() or item.spacerItem())]
    for one, other in combinations(shown, 2):
        if one.geometry().intersects(other.geometry()):
            yield f"{_item(one)} and {_item(other)} are over one another"
    for item in items:
        if isinstance(item, QLayout):
            yield from _overlaps(item)


def _item(item: QLayoutItem) -> str:
    widget = item.widget()
    return f"{_name(widget) if widget is not None else 'a layout'} at {item.geometry()}"


def _sizes(widget: QWidget) -> str:
    hint, size = widget.sizeHint(), widget.size()
    high = widget.heightForWidth(widget.width())
    return f"{size.width()}×{size.height()} of {hint.width()}×{high if high > 0 else hint.height()} pixels"


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName()} “{words[:40]}”"
