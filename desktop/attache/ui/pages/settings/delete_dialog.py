"""The question before all data is deleted: what goes, and whether the backups go as well."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from attache.base.numbers import counted
from attache.ui.shell.plain import PlainLabel, on_button
from attache.ui.shell.theme import Theme
from attache.ui.widgets.dialog import Dialog


class DeleteDialog(Dialog):
    """Emits ``confirmed(with_backups)``.  Enter cancels, unless the user went to the other button."""

    confirmed = Signal(bool)

    def __init__(self, theme: Theme, goes: Sequence[str], backups: int, over: QWidget) -> None:
        """``goes`` says line by line what is deleted; ``backups`` is how many backups there are."""
        super().__init__(theme, "Delete all my data", 480, over)
        px = theme.px
        there = "the backup" if backups == 1 else f"all {backups:,} backups"
        question = PlainLabel("Delete all your data on this computer?")
        question.setObjectName("name")
        listed = PlainLabel("This deletes:\n" + "\n".join(f"  •  {line}" for line in goes))
        self.outcome = PlainLabel()
        self.with_backups = QCheckBox(on_button(f"Delete {there} as well"))
        self.with_backups.setVisible(bool(backups))
        self.delete = QPushButton("Delete all my data")
        self.cancel = QPushButton("Cancel")
        self.cancel.setDefault(True)
        across = QHBoxLayout()
        across.addStretch(1)
        across.setSpacing(px(12))
        across.addWidget(self.delete)
        across.addWidget(self.cancel)
        for widget in (question, listed, self.with_backups, self.outcome):
            self.down.addWidget(widget)
        self.down.addSpacing(px(6))
        self.down.addLayout(across)
        for label in (listed, self.outcome):
            label.setObjectName("dialogText")
            label.setWordWrap(True)
        self.with_backups.toggled.connect(self._say_outcome)
        self.delete.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.reject)
        self._say_outcome()
        self.cancel.setFocus()

    def _say_outcome(self) -> None:
        if self.with_backups.isChecked():
            self.outcome.setText(
                "Then nothing can be restored. Backups that you saved in other folders stay."
            )
        else:
            self.outcome.setText("A final backup is made first. You can restore it in Settings.")
        self.fit()

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit(self.with_backups.isChecked())


def what_goes(answers: int, bookmarks: int, notes: int) -> Sequence[str]:
    """Return what is deleted, one line for each kind of data."""
    return (
        f"{counted(answers, 'answer')} and the schedule of your cards",
        counted(bookmarks, "bookmark"),
        counted(notes, "note"),
        "your quiz results",
        "which sections you have read",
        "the list of recently viewed entries",
        "all settings",
    )
