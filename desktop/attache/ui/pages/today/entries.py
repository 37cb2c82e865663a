"""The two lists of entries on Today: what is fading, and what was viewed recently."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from attache.base.numbers import counted
from attache.study.memory import Recall
from attache.study.overview import Overview
from attache.study.scope import Scope
from attache.ui.pages.today.block import titled
from attache.ui.shell.context import Context
from attache.ui.widgets.line import Line
from attache.ui.widgets.recent import recently_viewed
from attache.ui.widgets.words import share

_SHOWN = 4


def fading_block(context: Context, overview: Overview) -> QWidget | None:
    """List the entries that are likely to be forgotten first, and offer to study all fading cards."""
    recall = dict(overview.fading[:_SHOWN])
    lines: list[QWidget] = []
    for row in context.library.rows_by_id(list(recall)):
        said = f"recall {share(recall[row.id])}"
        line = Line(context.theme, row.title, said, row.kind, Recall.FADING)
        line.setAccessibleDescription(f"The chance of recall is {share(recall[row.id])}.")
        lines.append(_opens(line, context, row.id))
    if not lines:
        return None
    if overview.fading_cards:
        lines.append(_study_all(context, overview.fading_cards))
    return titled(context.theme, "Fading", *lines)


def recent_block(context: Context) -> QWidget | None:
    """List the entries that were viewed last."""
    lines = [
        _opens(Line(context.theme, row.title, when, row.kind), context, row.id)
        for row, when in recently_viewed(context)[:_SHOWN]
    ]
    return titled(context.theme, "Recently viewed", *lines) if lines else None


def _study_all(context: Context, cards: int) -> QWidget:
    words = "Study the fading card" if cards == 1 else f"Study all {counted(cards, 'fading card')}"
    button = QPushButton(words)
    button.setObjectName("link")
    button.setAutoDefault(True)
    button.clicked.connect(lambda _on=False: _study_fading(context))
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, context.theme.px(8), 0, 0)
    across.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return row


def _study_fading(context: Context) -> None:
    scope = Scope(cards=frozenset(context.learner.fading_cards()), words="Fading cards")
    context.open_page("study", scope=scope, beyond=True)


def _opens(line: Line, context: Context, entry: str) -> Line:
    line.clicked.connect(lambda _on=False: context.open_entry(entry))
    return line
