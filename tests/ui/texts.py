"""All texts of a window that somebody can see, point at, or have read to them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

_SPOKEN = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
    QAccessible.Text.Accelerator,
)


def texts_of(widget: QWidget, hidden: bool = False) -> set[str]:
    """Return the texts of a widget and all within it, also of hidden ones if asked, without markup."""
    inside = [widget, *widget.findChildren(QWidget)]
    found = {text for each in inside if hidden or each.isVisible() for text in _own(each)}
    interface = QAccessible.queryAccessibleInterface(widget)
    found |= set(_spoken(interface, hidden))
    return {_plain(text) for text in found if text.strip()}


def _own(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QMenu):
        yield widget.title()
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.statusTip(), action.whatsThis())


def _spoken(interface: QAccessibleInterface, hidden: bool) -> Iterator[str]:
    """Yield what the accessible tree says, below what is shown or also below what is hidden."""
    if not (hidden or _is_shown(interface)):
        return
    for kind in _SPOKEN:
        yield interface.text(kind)
    if (text := interface.textInterface()) is not None:
        yield text.text(0, text.characterCount())
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.isValid():
            yield from _spoken(child, hidden)


def _is_shown(interface: QAccessibleInterface) -> bool:
    return not interface.state().invisible


def _plain(text: str) -> str:
    if "<" not in text:
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()
