"""A layout that sets widgets in lines, as words are set: what has no room goes to the next line."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then down; every widget has the size it asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._between: int | None = None
        self._apart: tuple[QWidget | None, int] = None, 0
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        """Set an item behind the others."""
        self._items.append(item)

    def set_line_spacing(self, pixels: int) -> None:
        """Put another space between the lines than between the items of a line."""
        self._between = pixels
        self.invalidate()

    def set_apart(self, widget: QWidget, pixels: int) -> None:
        """Keep a widget so much farther from the one before it in its line."""
        self._apart = widget, pixels
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more than the items need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that the narrower it is the more lines there are."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._set(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Set the items into a rectangle."""
        super().setGeometry(rect)
        self._set(rect, move=True)

    def sizeHint(self) -> QSize:
        """Ask for what is needed at least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest item, with the margins."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _set(self, rect: QRect, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        between = self.spacing() if self._between is None else self._between
        at, line = inner.topLeft(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if self._apart[1] and item.widget() is self._apart[0] and at.x() > inner.left():
                at.setX(at.x() + self._apart[1])
            if at.x() > inner.left() and at.x() + size.width() > inner.right() + 1:
                at, line = QPoint(inner.left(), at.y() + line + between), 0
            size.setWidth(min(size.width(), inner.width()))
            if move:
                item.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + self.spacing())
            line = max(line, size.height())
        return at.y() + line + margins.bottom() - rect.top()
