"""The links of a page as a list for screen readers: Qt tells them the text of a page, but no link in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QRect, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QTextCursor,
)
from PySide6.QtWidgets import QAccessibleWidget, QTextBrowser, QWidget
from shiboken6.Shiboken import VoidPtr, isValid

NOTE = "#note-"
"""Begins the target of a source mark, before its number."""
NO_INTERFACE = VoidPtr(0)
"""What ``interface_cast`` returns for nothing: Qt would follow None and 0 as addresses."""


class Link(NamedTuple):
    """A link: where its text starts and ends in the document, its target and its words."""

    start: int
    end: int
    target: str
    words: str


class LinkList(QWidget):
    """Belongs to a page and has no size; the interface of each link is made when a screen reader asks."""

    def __init__(self, view: QTextBrowser) -> None:
        super().__init__(view)
        self.view = view
        self.resize(0, 0)
        self.setAccessibleName("Links")
        self._links: list[Link] | None = None

    def forget(self) -> None:
        """Read the links again when they are next asked for: the page has another text."""
        self._links = None

    @property
    def links(self) -> list[Link]:
        """The links in the order of the text."""
        if self._links is None:
            self._links = _links_of(self.view)
        return self._links

    def tell_focus(self) -> None:
        """Tell a screen reader which link the focus has reached."""
        reached = self.reached
        if QAccessible.isActive() and reached >= 0:
            link = QAccessible.queryAccessibleInterface(self).child(reached)
            QAccessible.updateAccessibility(QAccessibleEvent(link, QAccessible.Event.Focus))

    @property
    def reached(self) -> int:
        """The number of the link that Tab has selected, -1 for none."""
        cursor = self.view.textCursor()
        chosen = (cursor.selectionStart(), cursor.selectionEnd())
        return next((at for at, link in enumerate(self.links) if (link.start, link.end) == chosen), -1)

    def rect_of(self, link: Link) -> QRect:
        """Return where the first line of a link is, in pixels of the screen."""
        start, end = QTextCursor(self.view.document()), QTextCursor(self.view.document())
        start.setPosition(link.start)
        end.setPosition(link.end)
        first, last = self.view.cursorRect(start), self.view.cursorRect(end)
        right = last.right() if last.top() == first.top() else self.view.viewport().width()
        corner = self.view.viewport().mapToGlobal(first.topLeft())
        return QRect(corner, QPoint(corner.x() + max(1, right - first.left()), corner.y() + first.height()))


class LinkListInterface(QAccessibleWidget):
    """The list; its children are the links."""

    def __init__(self, widget: LinkList) -> None:
        super().__init__(widget, QAccessible.Role.List)
        self._list = widget
        self._children: list[_LinkInterface] = []

    def childCount(self) -> int:
        """Return the number of links."""
        return len(self._list.links)

    def child(self, index: int) -> Any:  # also None, which the annotations of PySide leave out
        """Return the interface of a link; it stays when the page gets another text."""
        if not 0 <= index < self.childCount():
            return None
        while len(self._children) <= index:
            self._children.append(_LinkInterface(self._list, len(self._children)))
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the number of a link, -1 for anything else."""
        return child.number if isinstance(child, _LinkInterface) else -1

    def childAt(self, x: int, y: int) -> Any:
        """Return the link at a place of the screen."""
        place = QPoint(x, y)
        found = (at for at, link in enumerate(self._list.links) if self._list.rect_of(link).contains(place))
        return self.child(next(found, -1))


class _LinkInterface(QAccessibleInterface):
    """One link, by its number."""

    def __init__(self, of: LinkList, number: int) -> None:
        super().__init__()
        self.number = number
        self._list = of
        self._action = _Follow(self)

    @property
    def link(self) -> Link | None:
        links = self._list.links if isValid(self._list) else []
        return links[self.number] if self.number < len(links) else None

    def follow(self) -> None:
        if self.link is not None:
            self._list.view.anchorClicked.emit(QUrl(self.link.target))

    def isValid(self) -> bool:
        return self.link is not None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Link

    def text(self, kind: QAccessible.Text) -> str:
        if self.link is None or kind != QAccessible.Text.Name:
            return ""
        target = self.link.target
        return f"Source {target.removeprefix(NOTE)}" if target.startswith(NOTE) else self.link.words

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.linked = True
        state.focused = self._list.view.hasFocus() and self._list.reached == self.number
        return state

    def rect(self) -> QRect:
        return self._list.rect_of(self.link) if self.link is not None else QRect()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._list)

    def object(self) -> Any:  # it is no object of its own
        return None

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def focusChild(self) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Do nothing: a link cannot be renamed."""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return self._action if kind == QAccessible.InterfaceType.ActionInterface else NO_INTERFACE


class _Follow(QAccessibleActionInterface):
    """What can be done with a link: follow it."""

    def __init__(self, link: _LinkInterface) -> None:
        super().__init__()
        self._link = link

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.pressAction():
            self._link.follow()

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


def _links_of(view: QTextBrowser) -> list[Link]:
    """Return the links of a page; pieces of one link that look different are put together."""
    found: list[Link] = []
    block = view.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece, target = pieces.fragment(), pieces.fragment().charFormat().anchorHref()
            pieces += 1
            if not target:
                continue
            start, end, words = piece.position(), piece.position() + piece.length(), piece.text()
            last = found[-1] if found else None
            if last is not None and (last.end, last.target) == (start, target):
                found[-1] = Link(last.start, end, target, last.words + words)
            else:
                found.append(Link(start, end, target, words))
        block = block.next()
    return found
