"""The preview: a small card with the definition of a linked entry."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from attache.library.results import EntryPreview
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

_DELAY = 180
"""Milliseconds a pointer rests on a link before the card shows; Tab shows it immediately."""


class PreviewCard(QFrame):
    """Lies over the window it belongs to, and never takes the focus or the pointer."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._theme, self._over = theme, over
        self._kind, self._title, self._text = PlainLabel(), PlainLabel(), PlainLabel()
        self._kind.setObjectName("previewKind")
        self._title.setObjectName("previewTitle")
        self._text.setObjectName("previewText")
        self._layout = QVBoxLayout(self)
        for label in (self._kind, self._title, self._text):
            label.setWordWrap(True)
            self._layout.addWidget(label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self.show)

    def point_to_entry(self, preview: EntryPreview, place: QPoint) -> None:
        """Show an entry in small under ``place`` (global pixels) after a moment."""
        kind = " · ".join(part for part in (KIND_WORDS[preview.ref.kind], preview.type) if part)
        tint = self._theme.palette.kind(preview.ref.kind)
        self.point_to(kind, tint, preview.ref.title, preview.definition, place)

    def point_to(self, kind: str, tint: str, title: str, text: str, place: QPoint) -> None:
        """Show what a link leads to under ``place`` (global pixels) after a moment."""
        px = self._theme.px
        window = self._over.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._layout.setContentsMargins(px(16), px(12), px(16), px(14))
        self._layout.setSpacing(px(2))
        self._kind.setStyleSheet(f"color: {tint};")
        self._kind.setText(kind)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        for label in (self._kind, self._title, self._text):
            # Its font comes with the style sheet, and its height with its font.
            label.ensurePolished()
        self._layout.invalidate()
        room = window.rect()
        wide = min(px(340), room.width())
        self.setFixedWidth(wide)
        high = self.heightForWidth(wide)
        self.setFixedHeight(high)
        here = window.mapFromGlobal(place)
        # Above the link where there is no room below it.
        y = here.y() if here.y() + high <= room.bottom() else here.y() - high - px(40)
        self.move(max(0, min(here.x(), room.right() - wide)), max(0, y))
        self.raise_()
        self._timer.start()

    def finish_pending(self) -> bool:
        """Show the card now if it is about to show; return whether it was."""
        pending = self._timer.isActive()
        if pending:
            self._timer.stop()
            self.show()
        return pending

    def away(self) -> None:
        """Hide the card, or cancel showing it."""
        self._timer.stop()
        self.hide()
