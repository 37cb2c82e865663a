"""One chart with its sentence, the same numbers as a table, and buttons for what to do about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from attache.learner.report import Report
from attache.ui.pages.progress.chart import Chart
from attache.ui.pages.progress.told import Offer, Told
from attache.ui.shell.context import Context
from attache.ui.shell.plain import PlainLabel, on_button, set_tip
from attache.ui.widgets.data_table import DataTable
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.words import unbroken


class Section(QWidget):
    """``chosen(Offer)`` when a button, or something in the chart, is to be followed.

    ``turned`` is emitted when it shows its table instead of its chart, or the chart again.
    """

    chosen = Signal(object)
    turned = Signal()

    def __init__(self, context: Context, chart: Chart) -> None:
        super().__init__()
        self._context, self.chart = context, chart
        self._told = Told("", "")
        self.shows_table = False
        theme = context.theme
        self.title, self.how, self.missing = PlainLabel(), PlainLabel(), PlainLabel()
        self.title.setObjectName("section")
        for label in (self.how, self.missing):
            label.setObjectName("quiet")
        for label in (self.title, self.how, self.missing):
            label.setWordWrap(True)
        self.turn = QToolButton()
        self.turn.setObjectName("barButton")
        self.turn.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.turn.clicked.connect(lambda _on=False: self.show_table(not self.shows_table))
        self.table = DataTable(theme)
        self.copy = QPushButton("Copy table")
        self.copy.clicked.connect(self._copy)
        self.buttons = QWidget()
        self._flow = FlowLayout(self.buttons)
        self.offers: list[QPushButton] = []
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignTop)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.addLayout(self._head)
        for widget in (self.how, self.missing, chart, self.table, self.buttons):
            self._down.addWidget(widget)
        self._flow.addWidget(self.copy)
        self._style(self.copy)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        chart.chosen.connect(self.chosen)
        self.apply_theme()

    def show_report(self, report: Report) -> None:
        """Show another report; chart or table stays as it was chosen."""
        before, self._told = self._told, self.chart.show_report(report)
        told = self._told
        self.title.setText(unbroken(told.title))
        self.missing.setText(told.missing)
        self.missing.setVisible(bool(told.missing))
        self.table.show_table(told.title, told.table)
        if told.offers != before.offers:
            self._show_offers(told.offers)
        self._show_side()

    def show_table(self, wanted: bool) -> None:
        """Show the table instead of the chart, or the chart again."""
        self.shows_table = wanted
        self._show_side()
        self.turned.emit()

    def apply_theme(self) -> None:
        """Take sizes and colours."""
        theme = self._context.theme
        px = theme.px
        self._down.setSpacing(px(8))
        self._head.setSpacing(px(8))
        self._flow.setSpacing(px(8))
        self.turn.setFixedSize(px(32), px(32))
        self.turn.setIconSize(QSize(px(18), px(18)))
        for button in (self.copy, *self.offers):
            button.setFixedHeight(px(32))
        self.table.apply_theme()
        self.chart.updateGeometry()
        self._show_side()

    def _show_side(self) -> None:
        """Show chart or table, and let the button say what it would show."""
        is_coming = self._told.coming
        is_there = not (self._told.missing or is_coming)
        self.how.setText(unbroken(self._told.words(is_drawn=not (is_there and self.shows_table))))
        self.chart.setVisible(is_coming or (is_there and not self.shows_table))
        self.table.setVisible(is_there and self.shows_table)
        self.copy.setVisible(is_there and self.shows_table)
        self.turn.setVisible(is_there)
        self.buttons.setVisible(self.copy.isVisibleTo(self.buttons) or bool(self.offers))
        icon, words = ("chart-column", "Show chart") if self.shows_table else ("table", "Show table")
        self.turn.setIcon(self._context.theme.icon(icon))
        self.turn.setAccessibleName(f"{words}: {self._told.title}")
        set_tip(self.turn, words)

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        had_focus = any(button.hasFocus() for button in self.offers)
        for button in self.offers:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.offers = []
        for offer in offers:
            button = QPushButton(on_button(offer.words))
            button.clicked.connect(partial(self._choose, offer))
            self._style(button)
            self._flow.addWidget(button)
            self.offers.append(button)
        if had_focus:
            (self.offers[0] if self.offers else self.turn).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, offer: Offer, _on: bool = False) -> None:
        self.chosen.emit(offer)

    def _style(self, button: QPushButton) -> None:
        button.setAutoDefault(True)
        button.setFixedHeight(self._context.theme.px(32))

    def _copy(self) -> None:
        self.table.copy()
        self._context.notify("Table copied.")
