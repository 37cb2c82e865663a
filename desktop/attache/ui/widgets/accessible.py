"""Accessible interfaces for widgets that Qt does not describe well enough to screen readers.

Qt asks :func:`interface_for` only while a screen reader, or something like it, is running.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleTextInterface,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget

from attache.ui.widgets.entry.links import NO_INTERFACE, LinkList, LinkListInterface

_ROLES: Mapping[str, QAccessible.Role] = {
    "StudyPage": QAccessible.Role.Grouping,  # has the focus, and the text of its card as its name
    "QuizPage": QAccessible.Role.Grouping,  # has the focus, and the text of its question as its name
    "AskedCard": QAccessible.Role.Grouping,  # has the focus, and the text of its card as its name
    "Letters": QAccessible.Role.List,
    "TimelineChart": QAccessible.Role.Grouping,  # has the focus, and the selected event as its name
    "MapChart": QAccessible.Role.Grouping,  # has the focus, and what it is focused on as its name
    "Chart": QAccessible.Role.Chart,
    "Week": QAccessible.Role.Chart,
}


def interface_for(name: str, of: QObject) -> QAccessibleInterface | None:
    """Return the interface of a widget by the name of its class or a base class; None for Qt's own."""
    if not isinstance(of, QWidget):
        return None
    if name in _ROLES:
        return QAccessibleWidget(of, _ROLES[name])
    if isinstance(of, QAbstractButton) and of.autoExclusive():
        return _Radio(of)
    if name == "HtmlLabel" and isinstance(of, QLabel):
        return _Text(of)
    return LinkListInterface(of) if isinstance(of, LinkList) else None


class _Radio(QAccessibleWidget):
    """A button of which one of several is on: Qt calls it a check box.

    Tab goes only to one of them, but each can be given the focus.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, QAccessible.Role.RadioButton)
        self._button = button

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._button.accessibleName() or self._button.text().replace("&&", "&")
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.checkable, state.checked, state.focusable = True, self._button.isChecked(), True
        return state

    def actionNames(self) -> list[str]:
        own = [QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.setFocusAction()]
        return [*own, *(name for name in super().actionNames() if name not in own)]

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.pressAction():
            self._button.click()
        elif name == QAccessibleActionInterface.setFocusAction():
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().doAction(name)


class _Text(QAccessibleWidget):
    """A label whose text can be read letter by letter, not only as its name."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.StaticText)
        self._text = _Letters(label)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.TextInterface:
            return self._text
        return super().interface_cast(kind) or NO_INTERFACE


class _Letters(QAccessibleTextInterface):
    """The text of a label that shows HTML."""

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label

    def text(self, start: int, end: int) -> str:
        return QTextDocumentFragment.fromHtml(self._label.text()).toPlainText()[start : max(start, end)]

    def characterCount(self) -> int:
        return len(QTextDocumentFragment.fromHtml(self._label.text()).toPlainText())

    def characterRect(self, offset: int) -> QRect:
        return QRect(self._label.mapToGlobal(QPoint()), self._label.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        return 0

    def cursorPosition(self) -> int:
        return 0

    def selectionCount(self) -> int:
        return 0

    def setCursorPosition(self, position: int) -> None: ...

    def addSelection(self, start: int, end: int) -> None: ...

    def setSelection(self, number: int, start: int, end: int) -> None: ...

    def removeSelection(self, number: int) -> None: ...

    def scrollToSubstring(self, start: int, end: int) -> None: ...
