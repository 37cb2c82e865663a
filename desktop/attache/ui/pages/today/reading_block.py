"""“Continue reading” on Today: the section at which reading stopped, and how far its document was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from attache.ui.pages.today.block import titled
from attache.ui.shell.context import Context
from attache.ui.shell.plain import PlainLabel

if TYPE_CHECKING:
    # Only for the type: a first start paints without it.
    from attache.library.guides import Guide, OutlineSection


def reading_block(context: Context) -> QWidget | None:
    """Offer to go on reading where reading stopped last; None where nothing was read."""
    place = context.learner.last_place()
    guides = context.library.guides() if place is not None else ()
    for guide in guides:
        for section in guide.sections:
            if place is not None and section.id == place.section:
                return titled(context.theme, "Continue reading", _section(context, guide, section))
    return None


def _section(context: Context, guide: Guide, section: OutlineSection) -> QWidget:
    """Show the section, its place in the document, and the states of all sections."""
    # Imported here because a first start paints without it.
    from attache.ui.widgets.section_marks import MarkRow

    px, stack = context.theme.px, QWidget()
    title = PlainLabel(section.title)
    where = PlainLabel(f"{guide.title}, section {section.number} of {len(guide.sections)}")
    for label, name in ((title, "smallTitle"), (where, "quiet")):
        label.setObjectName(name)
        label.setWordWrap(True)
    marks = MarkRow(context.theme, guide, context.learner.reading.states(), section.id)
    marks.chosen.connect(lambda id_: context.open_page("documents", section=id_))
    button = QPushButton("Continue")
    button.setAccessibleName(f"Continue reading: {section.title}")
    button.setAutoDefault(True)  # Enter presses it, as Space does
    button.setMinimumHeight(px(32))
    button.clicked.connect(lambda _on=False: context.open_page("documents", guide=guide.id))
    down = QVBoxLayout(stack)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(px(4))
    down.addWidget(title)
    down.addWidget(where)
    down.addSpacing(px(4))
    down.addWidget(marks)
    down.addSpacing(px(12))
    down.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return stack
