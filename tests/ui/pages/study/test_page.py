"""The Study page on a real sitting over the shipped library."""

from __future__ import annotations

from dataclasses import replace

import pytest
from attache.learner.sitting import Mode
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.faults import StorageError
from attache.base.vocabulary import CardForm
from attache.library.library import Library
from attache.study.memory import Phase, Rating
from attache.study.scope import Scope
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import Mode as Colours
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import Around, SetClock, show
from tests.ui.studying import a_card, learn, new_cards, only


class Ticks:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def page(qtbot: QtBot, context: Context, learner: Learner, ticks: Ticks) -> StudyPage:
    made = StudyPage(replace(context, ticks=ticks))
    learner.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    show(qtbot, made)
    return made


def asked(page: StudyPage) -> str:
    assert page.asked is not None
    return page.asked.card.id


def settle() -> None:
    """Let the page be laid out: what one round of events moves may ask for another."""
    for _ in range(4):
        QApplication.processEvents()


def rate(page: StudyPage, rating: Rating = Rating.GOOD) -> str:
    card = asked(page)
    page.show_answer()
    page.rate(rating)
    return card


def test_it_begins_with_what_there_is_to_study(page: StudyPage) -> None:
    page.resume()
    assert page.start.isVisible()
    assert page.asked is None
    assert page.entry == ""
    page.begin()
    assert page.card.isVisible()
    assert page.entry


@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("known", [False, True])
def test_what_a_button_promises_is_what_happens(
    page: StudyPage, learner: Learner, clock: SetClock, rating: Rating, known: bool
) -> None:
    only(learner, CardForm.QUESTION, new_limit=40)
    if known:
        learn(learner.progress, new_cards(learner.progress, 12, CardForm.QUESTION), Rating.EASY)
        clock.move(hours=24 * 20)
    page.begin()
    card = asked(page)
    page.show_answer()
    promised = page.bar.buttons[rating].accessibleName().split(", ")[1]
    clock.move(hours=0.01)
    page.bar.buttons[rating].click()
    memory, now = learner.progress.reviews.state(card).memory, learner.now()
    if memory.phase is Phase.REVIEW:
        days = memory.due_day - now.day
        assert promised.startswith(f"{days} day") or (days >= 60 and "month" in promised)
    else:
        minutes = -(-(memory.due_at - now.at) // 60_000)
        assert promised == f"{minutes} minute{'s' if minutes > 1 else ''}"


def test_only_time_in_which_the_card_is_seen_counts(page: StudyPage, ticks: Ticks, learner: Learner) -> None:
    only(learner, CardForm.QUESTION)
    page.begin()
    ticks.at += 3
    page.hide()
    ticks.at += 100
    page.show()
    ticks.at += 4
    page.show_answer()
    ticks.at += 2
    page.hide()
    ticks.at += 50
    page.show()
    ticks.at += 1
    page.rate(Rating.GOOD)
    assert page.sitting is not None
    assert page.sitting.summary.took == 10_000
    ticks.at += 2
    rate(page)
    assert page.sitting.summary.took == 12_000


def test_a_sitting_begun_on_a_hidden_page_counts_from_when_it_is_shown(
    page: StudyPage, ticks: Ticks, learner: Learner
) -> None:
    only(learner, CardForm.QUESTION)
    page.hide()
    page.begin()
    ticks.at += 500
    page.show()
    ticks.at += 5
    rate(page)
    assert page.sitting is not None
    assert page.sitting.summary.took == 5000


def test_the_heading_says_kind_documents_and_what_is_new(
    page: StudyPage, learner: Learner, library: Library
) -> None:
    only(learner, CardForm.LIST)
    page.begin()
    card = library.card(asked(page))
    assert card is not None
    row = library.row(card.entry)
    assert row is not None
    head = page.card.head.text()
    assert head.startswith(str(row.kind).replace("-", " ").upper())
    short = {document.id: document.short for document in library.documents()}
    assert short[card.sections[0][0]] in head
    assert f"{len(card.detail['items'])} items" in head  # type: ignore[arg-type]
    assert head.endswith("new")
    only(learner, CardForm.TERM)
    page.drop()
    page.begin()
    first = asked(page)
    rate(page, Rating.AGAIN)
    while asked(page) != first:
        rate(page, Rating.EASY)
    assert "new" not in page.card.head.text()


def test_several_documents_are_named_or_counted(page: StudyPage, learner: Learner, library: Library) -> None:
    page.begin()

    def heading(documents: int) -> str:
        entry, card = next(
            (row.id, card.id)
            for row in library.rows(range(1, library.entry_count + 1))
            for card in library.entry(row.id).cards
            if row.id not in studied and len({document for document, _ in card.sections}) == documents
        )
        studied.add(entry)
        page.begin(Scope(entries=frozenset((entry,)), words=entry), beyond=True)
        while asked(page) != card:
            rate(page, Rating.EASY)
        return page.card.head.text()

    assert heading(1).count(",") == 0
    assert heading(2).count(",") == 1
    assert "and 2 others" in heading(3)


def test_what_is_left_is_told_and_the_line_grows(page: StudyPage, learner: Learner) -> None:
    only(learner, CardForm.QUESTION, new_limit=4, learning_steps=())
    page.begin()
    assert page.told.text() == "4 left, about 2 minutes"
    assert (page.progress.value(), page.progress.maximum()) == (0, 4)
    rate(page)
    rate(page)
    assert (page.progress.value(), page.progress.maximum()) == (2, 4)
    page.undo()
    assert (page.progress.value(), page.progress.maximum()) == (1, 4)
    page.redo()
    assert (page.progress.value(), page.progress.maximum()) == (2, 4)
    page.flag()
    assert page.told.text().endswith("flagged")
    page.drop()
    page.begin(Scope(document="asia", words="Asia"), beyond=True)
    assert page.told.text().startswith("Asia  ·  ")
    page.drop()
    page.begin(mode=Mode.PRACTICE)
    assert "Practice" in page.told.text()


def test_a_long_sitting_is_followed_by_a_backup(page: StudyPage, learner: Learner, qtbot: QtBot) -> None:
    only(learner, CardForm.QUESTION, new_limit=60, learning_steps=())
    page.begin()
    for _ in range(60):
        rate(page)
    assert page.summary.isVisible()
    assert page.asked is None
    qtbot.waitUntil(lambda: len(learner.backups()) == 1)


def test_minutes_that_are_spent_end_it_and_what_waits_is_counted(
    page: StudyPage, learner: Learner, clock: SetClock, ticks: Ticks
) -> None:
    learner.set_settings(learning_steps=(), minutes=0)
    learn(learner.progress, new_cards(learner.progress, 30), Rating.GOOD)
    clock.move(hours=24 * 30)
    learner.set_settings(minutes=1)
    page.begin()
    while page.asked is not None:
        ticks.at += 15
        rate(page)
    assert page.summary.isVisible()
    said = [label.text() for label in page.summary.findChildren(QLabel)]
    assert "Today’s minutes are spent; 26 cards can wait until tomorrow." in said


def test_nothing_to_study_leads_to_the_choice(page: StudyPage) -> None:
    page.begin(Scope(entries=frozenset(), words="nothing"))
    assert page.start.isVisible()
    assert page.sitting is None
    page.show_answer()
    page.rate(Rating.GOOD)
    page.bury()
    page.suspend()
    page.flag()
    page.redo()
    page.toggle_entry()
    page.write_note()
    page.undo()
    assert page.start.isVisible()


def test_one_cannot_rate_what_one_has_not_seen(page: StudyPage, learner: Learner) -> None:
    page.begin()
    card = asked(page)
    page.rate(Rating.EASY)
    assert asked(page) == card
    assert learner.progress.reviews.state(card).memory.reps == 0


def test_the_summary_waits_while_an_entry_is_read_and_goes_with_leaving(
    page: StudyPage, learner: Learner
) -> None:
    only(learner, CardForm.QUESTION, new_limit=1, learning_steps=())
    page.begin()
    rate(page, Rating.AGAIN)
    assert page.summary.isVisible()
    page.resume()
    assert page.summary.isVisible()
    assert QApplication.focusWidget() is page.summary.findChildren(type(page.more_button))[0]
    assert not page.leave()
    page.resume()
    assert page.start.isVisible()


def test_asking_again_for_the_same_goes_on_and_for_another_begins_anew(
    page: StudyPage, learner: Learner, clock: SetClock
) -> None:
    only(learner, CardForm.QUESTION)
    page.begin()
    rate(page)
    sitting = page.sitting
    page.show_start()
    page.begin()
    assert page.sitting is sitting
    assert page.card.isVisible()
    page.begin(Scope(document="asia", words="Asia"))
    assert page.sitting is not sitting
    sitting = page.sitting
    page.begin(Scope(document="asia", words="Asia"), beyond=True)
    assert page.sitting is not sitting
    sitting = page.sitting
    clock.move(hours=24)
    page.begin(Scope(document="asia", words="Asia"), beyond=True)
    assert page.sitting is not sitting, "another day is another sitting"


def test_settings_that_leave_nothing_to_ask_end_the_sitting(page: StudyPage, learner: Learner) -> None:
    only(learner, CardForm.QUESTION, learning_steps=())
    page.begin()
    for _ in range(8):
        page.show_answer()
        ticks.at += 10
        page.rate(Rating.GOOD)
    learner.set_settings(minutes=1)
    assert page.asked is None
    assert page.summary.isVisible()


def test_other_changes_leave_the_card_alone(page: StudyPage) -> None:
    page.begin()
    page.show_answer()
    page.refresh(Changes.of(ChangeKind.BOOKMARKS, "nato"))
    assert page.is_open
    page.drop()
    page.refresh(Changes.of(ChangeKind.SETTINGS))


# Leeches


@pytest.fixture
def leech(page: StudyPage, learner: Learner, clock: SetClock, library: Library) -> str:
    """A card that has just been forgotten once too often, with a rival and a simpler card; its id."""
    wanted = next(
        card
        for row in library.rows(range(1, library.entry_count + 1))
        for card in library.entry(row.id).cards
        if card.form is CardForm.QUESTION
        and any(group.type == "confused-with" for group in library.entry(row.id).relations)
        and any(each.form is CardForm.DEFINITION for each in library.entry(row.id).cards)
    )
    learner.set_settings(leech_lapses=2, learning_steps=(), relearning_steps=(), new_limit=0, minutes=0)
    other = a_card(library, CardForm.QUESTION, lambda each: each.entry != wanted.entry)
    learn(learner.progress, [wanted.id, other.id], Rating.GOOD)
    clock.move(hours=24 * 60)
    learn(learner.progress, [wanted.id], Rating.AGAIN)
    clock.move(hours=24 * 60)
    learner.set_settings(new_limit=1)
    page.begin(Scope(entries=frozenset((wanted.entry, other.entry)), words="Leeches"))
    assert asked(page) == wanted.id
    assert not page.notice.isVisible()
    rate(page, Rating.AGAIN)
    return wanted.id


def test_a_leech_is_named_and_offers_three_ways(page: StudyPage, leech: str, library: Library) -> None:
    card = library.card(leech)
    assert card is not None
    row = library.row(card.entry)
    assert row is not None
    assert page.notice.isVisible()
    assert f"“{row.title}” has been forgotten 2 times" in page.notice.words.text()
    page.notice.read.click()
    assert page.shows_entry
    assert page.pane.entry is not None
    assert page.pane.entry.id == card.entry
    page.notice.rival.click()
    assert page.pane.entry.id != card.entry
    assert page.pane.entry.title in page.notice.rival.accessibleName()


def test_a_leech_s_simpler_card_is_asked_next_and_then_what_was_to_come(page: StudyPage, leech: str) -> None:
    waiting = asked(page)
    assert page.sitting is not None
    assert page.sitting.leech is not None
    simpler = page.sitting.leech.simpler
    page.notice.simpler.click()
    assert asked(page) == simpler
    assert not page.notice.isVisible()
    rate(page)
    if waiting != simpler:
        assert asked(page) == waiting


def test_the_notice_goes_with_the_next_answer(page: StudyPage, leech: str) -> None:
    rate(page)
    assert not page.notice.isVisible()


# Tab


def test_tab_goes_through_the_options_and_then_to_what_stands_below(
    qtbot: QtBot, page: StudyPage, learner: Learner
) -> None:
    only(learner, CardForm.CHOICE)
    page.begin()
    page.card.options[0].setFocus()
    for widget in (*page.card.options[1:], page.bar.show_button):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is widget


def test_tab_goes_through_a_list_and_then_to_the_ratings(
    qtbot: QtBot, page: StudyPage, learner: Learner
) -> None:
    only(learner, CardForm.LIST)
    page.begin()
    page.show_answer()
    assert page.focusWidget() is page.card.items[0]
    for widget in (*page.card.items[1:], *page.bar.buttons.values()):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is widget


# The panel


@pytest.mark.parametrize(("width", "beside"), [(1100, True), (700, False)])
def test_the_entry_stands_beside_the_card_or_over_it(
    qtbot: QtBot, page: StudyPage, width: int, beside: bool
) -> None:
    page.resize(width, 600)
    page.begin()
    page.show_answer()
    page.entry_button.click()
    assert page.pane.isVisible()
    assert page.card.isVisible() is beside
    assert page.entry_button.isVisible(), "and can be closed by mouse where it stands over the card"
    assert page.entry_button.text().startswith("Close")
    if beside:
        qtbot.waitUntil(lambda: page.pane.width() >= 380)
    page.entry_button.click()
    assert page.card.isVisible()
    assert not page.pane.isVisible()
    assert page.entry_button.text().startswith("Entry")


def test_the_next_card_closes_the_panel_and_is_seen(page: StudyPage) -> None:
    page.resize(700, 600)
    page.begin()
    page.show_answer()
    page.toggle_entry()
    page.rate(Rating.GOOD)
    assert not page.shows_entry
    assert page.card.isVisible()


def test_a_link_in_the_panel_is_followed_in_it_and_an_unknown_entry_is_said(
    page: StudyPage, around: Around
) -> None:
    page.begin()
    page.toggle_entry()
    page.pane.entry_requested.emit("attache:nato")
    assert page.pane.entry is not None
    assert page.pane.entry.id == "nato"
    page.card.entry_requested.emit("gondor")
    assert len(around.errors) == 1
    assert page.pane.entry.id == "nato"


def test_a_note_is_written_in_the_panel(qtbot: QtBot, page: StudyPage, learner: Learner) -> None:
    page.begin()
    page.write_note()
    qtbot.keyClicks(page.pane.note.editor, "mine")
    assert page.save()
    assert learner.note(page.entry) == "mine"


def test_a_long_card_is_scrolled_by_keys(qtbot: QtBot, page: StudyPage, theme: Theme, leech: str) -> None:
    theme.set_zoom(200)
    page.resize(800, 500)
    settle()
    bar = page.card.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        qtbot.keyClick(page, key)
        places.append(bar.value())
    assert 0 < places[0] < places[1]
    assert places[3] < places[1]
    assert not page.is_open


# Readers of screens, sizes


@pytest.mark.parametrize("form", CardForm)
def test_all_that_can_be_pressed_has_a_name_and_the_page_says_the_card(
    page: StudyPage, learner: Learner, form: CardForm
) -> None:
    only(learner, form)
    page.begin()
    card = page.card.card
    assert card is not None
    assert card.prompt.rstrip(".") in page.accessibleName()
    assert form in (CardForm.CLOZE, CardForm.CONFUSABLE, CardForm.CHOICE, CardForm.EXAMPLE) or (
        card.answer not in page.accessibleName()
    )
    page.show_answer()
    assert card.answer.rstrip(".") in page.accessibleName()
    pressed = [part for part in page.findChildren(QAbstractButton) if part.isVisible()]
    assert pressed
    for part in pressed:
        assert part.accessibleName() or part.text().strip(), part.objectName()
    assert page.card.field.accessibleName()


@pytest.mark.parametrize("mode", [Colours.LIGHT, Colours.DARK])
@pytest.mark.parametrize(("zoom", "width", "height"), [(100, 424, 300), (200, 1100, 680), (200, 848, 600)])
def test_the_frame_fits_at_any_size(
    qtbot: QtBot, page: StudyPage, theme: Theme, leech: str, zoom: int, width: int, height: int, mode: Colours
) -> None:
    theme.set_zoom(zoom)
    theme.set_mode(mode)
    settle()
    page.resize(width, height)
    settle()
    assert page.size().width() == width
    assert page.notice.isVisible()
    assert page.notice.y() >= 0
    for part in (page.notice.read, page.notice.rival, page.notice.simpler):
        around = part.parentWidget()
        assert around is not None
        assert part.isHidden() or around.rect().contains(part.geometry())
    assert page.notice.words.height() >= page.notice.words.heightForWidth(page.notice.words.width())
    page.show_answer()
    settle()
    for one in (page.told, page.undo_button, page.entry_button, page.more_button, page.card, page.bar):
        box = one.rect().translated(one.mapTo(page, one.rect().topLeft()))
        assert page.rect().contains(box), one.objectName()
    assert not page.grab().isNull()


def test_where_the_next_card_cannot_be_read_that_is_said_and_nothing_unseen_is_rated(
    page: StudyPage, learner: Learner, around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.begin()
    sitting = page.sitting
    assert sitting is not None
    page.show_answer()

    def fail(*_: object) -> None:
        raise StorageError("The disk cannot be read.", "Look at it.")

    with monkeypatch.context() as broken:
        broken.setattr(sitting, "_choose", fail)
        page.rate(Rating.GOOD)
    assert [str(error) for error in around.errors] == ["The disk cannot be read. Look at it."]
    done = learner.today()
    assert done is not None
    assert done.done.answers == 1, "the answer is kept"
    assert page.start.isVisible()
    page.rate(Rating.GOOD)
    page.show_answer()
    again = learner.today()
    assert again is not None
    assert (page.asked, again.done.answers) == (None, 1)
    page.begin()
    assert page.card.isVisible()
