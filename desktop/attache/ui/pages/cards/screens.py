"""The screens of the list of cards: with cards selected, after an act, each filter, and one that is empty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attache.learner.card_list import CardFilter
from attache.learner.log import Act
from attache.ui.pages.cards.page import CardsPage
from attache.ui.shell.screens import Scene, Screen, Stage


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield (name, function that shows it) for each screen; each builds on the one before."""
    if stage.scene is Scene.STUDYING:
        yield "cards", partial(_show_all, stage)
        yield "cards-selected", partial(_select, stage)
        yield "cards-marked", partial(_mark, stage)
        yield "cards-search", partial(_search, stage)
        yield "cards-entry", partial(_of_entry, stage)
        yield "cards-flagged", lambda: stage.window.open_page("cards", show=CardFilter.FLAGGED)
        yield "cards-empty", lambda: stage.window.open_page("cards", show=CardFilter.LEECHES)
    elif stage.scene is Scene.FIRST_START:
        yield "cards-first", lambda: stage.window.open_page("cards")


def _page(stage: Stage) -> CardsPage:
    return stage.page("cards", CardsPage)


def _show_all(stage: Stage) -> None:
    """Show all cards, some of them with marks."""
    learner, page = stage.window.context.learner, _page(stage)
    learner.set_settings(leech_lapses=8)
    stage.window.open_page("cards", show=CardFilter.ALL)
    cards = learner.card_list.ids(page.model.numbers)
    learner.marks.mark(cards[1:9:3], Act.FLAG)
    learner.marks.mark(cards[4:6], Act.SUSPEND)
    learner.marks.mark(cards[7:8], Act.BURY, days=1)


def _select(stage: Stage) -> None:
    """Select some cards."""
    page = _page(stage)
    page.table.select_cards(page.model.numbers[2:5], 4)


def _mark(stage: Stage) -> None:
    """Suspend them."""
    stage.window.commands.run("cards-suspend")


def _search(stage: Stage) -> None:
    """Search for a word."""
    page = _page(stage)
    page.table.clearSelection()
    page.filters.field.setText("defence")
    page.filters.field.textEdited.emit("defence")


def _of_entry(stage: Stage) -> None:
    """Show the cards of the entry of the first card."""
    page = _page(stage)
    card = page.model.card(0)
    if card is not None:
        stage.window.open_page("cards", entry=card.entry)
