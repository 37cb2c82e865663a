"""The cards of an entry in the column beside its text."""

from __future__ import annotations

from attache.base.vocabulary import CardForm
from attache.learner.log import Act
from attache.library.library import Library
from attache.study.memory import Rating
from attache.ui.shell.learner import Learner
from attache.ui.widgets.entry.card_rows import card_rows
from tests.ui.fixtures import SetClock
from tests.ui.studying import a_card, learn


def test_each_card_of_an_entry_says_how_well_it_is_remembered(
    learner: Learner, library: Library, clock: SetClock
) -> None:
    progress, entry = learner.progress, library.entry("attache:nato")
    assert len(entry.cards) > 4
    assert card_rows(entry, learner) == [(f"{len(entry.cards)} cards", "New")]
    known, suspended, flagged, steps = (card.id for card in entry.cards[:4])
    learner.set_settings(learning_steps=())
    learn(progress, [known], Rating.GOOD)
    learner.set_settings(learning_steps=(10.0,))
    learn(progress, [steps], Rating.AGAIN)
    progress.reviews.mark(suspended, Act.SUSPEND, learner.now(), learner.scheduler)
    progress.reviews.mark(flagged, Act.FLAG, learner.now(), learner.scheduler)
    rows = card_rows(entry, learner)
    assert all(0 < len(prompt) <= 45 for prompt, _ in rows)
    assert rows[4:] == [(f"{len(entry.cards) - 4} more cards", "New")]
    statuses = [status for _, status in rows][:4]
    assert statuses[0].startswith("Recall 100 %, due in ")
    assert statuses[1:] == ["Suspended", "New, flagged", "Learning"]
    clock.move(hours=24 * 30)
    assert card_rows(entry, learner)[0][1].endswith("due now")


def test_the_words_that_a_card_hides_stay_hidden(learner: Learner, library: Library) -> None:
    card = a_card(
        library, CardForm.CLOZE, lambda each: len(each.prompt) < 64 or each.prompt.find(each.answer) < 40
    )
    learn(learner.progress, [card.id], Rating.GOOD)
    (prompt, _), *_ = card_rows(library.entry(card.entry), learner)
    assert "[…]" in prompt
    assert card.answer not in prompt
