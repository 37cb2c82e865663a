"""Which entries were taken for one another, and the questions that tell them apart."""

from __future__ import annotations

from attache.base.entry import Card, Confusion
from attache.base.vocabulary import CardForm
from attache.library.library import Library
from tests.shipped import shipped_library

CEASEFIRE, PEACE = "attache:ceasefire", "attache:peace-agreement"
BOTH = Confusion(CEASEFIRE, PEACE)


def card_of(library: Library, form: CardForm) -> Card:
    return next(card for card in library.entry(CEASEFIRE).cards if card.form is form)


def test_what_was_given_for_what() -> None:
    with Library.open(shipped_library()) as library:
        card = card_of(library, CardForm.CONFUSABLE)
        assert card.answer == "Ceasefire"
        assert library.confusion(card.answer, "Peace agreement") == BOTH
        assert library.confusion(card.answer, "peace agreement") == BOTH
        for other in ("Ceasefire", "no name of an entry", ""):
            assert library.confusion(card.answer, other) is None


def test_a_card_or_a_definition_asks() -> None:
    with Library.open(shipped_library()) as library:
        card = card_of(library, CardForm.CONFUSABLE)
        assert library.telling_card(card, BOTH) is card
        other = next(each for each in library.entry(PEACE).cards if each.form is not CardForm.CONFUSABLE)
        made = library.telling_card(other, BOTH)
        assert (made.id, made.form, made.answer) == (other.id, CardForm.CONFUSABLE, "Peace agreement")
        assert made.prompt == library.entry(PEACE).definition
        assert made.detail == {"pair": [CEASEFIRE, PEACE]}
        assert made.sections == ()
        assert "Peace agreement" not in made.front_html
