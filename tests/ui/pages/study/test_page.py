"""The Study page on a real sitting over the shipped library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.faults import StorageError
from attache.base.vocabulary import CardForm
from attache.library.library import Library
from attache.study.memory import Phase, Rating
from attache.study.scope import Mode, Scope
from attache.study.session import Stage
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import Mode as Colours
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import Around, SetClock, discard, show
from tests.ui.studying import a_card, entry_asked, learn, new_cards, only


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
def page(qtbot: QtBot, context: Context, learner: Learner, ticks: Ticks) -> Iterator[StudyPage]:
    made = StudyPage(context._replace(ticks=ticks))
    learner.changed.connect(made.refresh)
    made.resize(1100, 700)
    show(qtbot, made)
    yield made
    made.close_down()
    discard(made)


def asked(page: StudyPage) -> str:
    assert page.session.prompt is not None
    return page.session.prompt.card.id


def answers(page: StudyPage) -> int:
    return len(page.session.answered)


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
    assert not page.session.is_asking
    assert entry_asked(page) == ""
    page.begin()
    assert page.panel.card.isVisible()
    assert entry_asked(page)


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
    promised = page.panel.bar.buttons[rating].accessibleName().split(", ")[1]
    clock.move(hours=0.01)
    page.panel.bar.buttons[rating].click()
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
    assert page.session.summary.took == 10_000
    ticks.at += 2
    rate(page)
    assert page.session.summary.took == 12_000


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
    assert page.session.summary.took == 5000


def test_the_heading_says_kind_documents_and_what_is_new(
    page: StudyPage, learner: Learner, library: Library
) -> None:
    only(learner, CardForm.LIST)
    page.begin()
    card = library.card(asked(page))
    assert card is not None
    row = library.row(card.entry)
    assert row is not None
    head = page.panel.card.head.text()
    assert head.startswith(str(row.kind).replace("-", " ").upper())
    short = {document.id: document.short for document in library.documents()}
    assert short[card.sections[0][0]] in head
    assert f"{len(card.detail['items'])} items" in head  # type: ignore[arg-type]
    assert head.endswith("new")
    only(learner, CardForm.TERM)
    page.discard_session()
    page.begin()
    first = asked(page)
    rate(page, Rating.AGAIN)
    while asked(page) != first:
        rate(page, Rating.EASY)
    assert "new" not in page.panel.card.head.text()


def test_several_documents_are_named_or_counted(page: StudyPage, learner: Learner, library: Library) -> None:
    studied: set[str] = set()

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
        return page.panel.card.head.text()

    assert heading(1).count(",") == 0
    assert heading(2).count(",") == 1
    assert "and 2 others" in heading(3)


def test_what_is_left_is_told_and_the_line_grows(page: StudyPage, learner: Learner) -> None:
    only(learner, CardForm.QUESTION, new_limit=4, learning_steps=())
    page.begin()
    assert page.panel.told.text() == "4 left, about 2 minutes"
    assert (page.panel.progress.value(), page.panel.progress.maximum()) == (0, 4)
    rate(page)
    rate(page)
    assert (page.panel.progress.value(), page.panel.progress.maximum()) == (2, 4)
    page.undo()
    assert (page.panel.progress.value(), page.panel.progress.maximum()) == (1, 4)
    page.redo()
    assert (page.panel.progress.value(), page.panel.progress.maximum()) == (2, 4)
    page.flag()
    assert page.panel.told.text().endswith("flagged")
    page.discard_session()
    page.begin(Scope(document="asia", words="Asia"), beyond=True)
    assert page.panel.told.text().startswith("Asia  ·  ")
    page.discard_session()
    page.begin(mode=Mode.PRACTICE)
    assert "Practice" in page.panel.told.text()


def test_a_long_sitting_is_followed_by_a_backup(page: StudyPage, learner: Learner, qtbot: QtBot) -> None:
    only(learner, CardForm.QUESTION, new_limit=60, learning_steps=())
    page.begin()
    for _ in range(60):
        rate(page)
    assert page.summary.isVisible()
    assert not page.session.is_asking
    qtbot.waitUntil(lambda: len(learner.backups()) == 1)


def test_minutes_that_are_spent_end_it_and_what_waits_is_counted(
    page: StudyPage, learner: Learner, clock: SetClock, ticks: Ticks
) -> None:
    learner.set_settings(learning_steps=(), minutes=0)
    learn(learner.progress, new_cards(learner.progress, 30), Rating.GOOD)
    clock.move(hours=24 * 30)
    learner.set_settings(minutes=1)
    page.begin()
    while page.session.is_asking:
        ticks.at += 15
        rate(page)
    assert page.summary.isVisible()
    said = [label.text() for label in page.summary.findChildren(QLabel)]
    assert "Today’s minutes are spent; 26 cards can wait until tomorrow." in said


def test_nothing_to_study_leads_to_the_choice(page: StudyPage) -> None:
    page.begin(Scope(entries=frozenset(), words="nothing"))
    assert page.start.isVisible()
    assert page.session.stage is Stage.START
    page.show_answer()
    page.rate(Rating.GOOD)
    page.bury()
    page.suspend()
    page.flag()
    page.redo()
    page.panel.toggle_entry()
    page.panel.write_note()
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
    assert QApplication.focusWidget() is page.summary.findChildren(type(page.panel.more_button))[0]
    assert not page.leave()
    page.resume()
    assert page.start.isVisible()


def test_asking_again_for_the_same_goes_on_and_for_another_begins_anew(
    page: StudyPage, learner: Learner, clock: SetClock
) -> None:
    only(learner, CardForm.QUESTION)
    page.begin()
    rate(page)
    page.show_start()
    page.begin()
    assert answers(page) == 1, "it is the same session"
    assert page.panel.card.isVisible()
    asia = Scope(document="asia", words="Asia")
    page.begin(asia)
    assert answers(page) == 0
    rate(page)
    page.begin(asia, beyond=True)
    assert answers(page) == 0
    rate(page)
    clock.move(hours=24)
    page.begin(asia, beyond=True)
    assert answers(page) == 0, "another day is another session"


def test_settings_that_leave_no_time_end_the_session_after_the_card_asked(
    page: StudyPage, learner: Learner, ticks: Ticks
) -> None:
    only(learner, CardForm.QUESTION, learning_steps=())
    page.begin()
    for _ in range(8):
        page.show_answer()
        ticks.at += 10
        page.rate(Rating.GOOD)
    card = asked(page)
    learner.set_settings(minutes=1)
    assert asked(page) == card
    rate(page)
    assert not page.session.is_asking
    assert page.summary.isVisible()


def test_other_changes_leave_the_card_alone(page: StudyPage) -> None:
    page.begin()
    page.show_answer()
    page.refresh(Changes.of(ChangeKind.BOOKMARKS, "nato"))
    assert page.session.stage is Stage.ANSWER
    page.discard_session()
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
    assert not page.panel.notice.isVisible()
    rate(page, Rating.AGAIN)
    return wanted.id


def test_a_leech_is_named_and_offers_three_ways(page: StudyPage, leech: str, library: Library) -> None:
    card = library.card(leech)
    assert card is not None
    row = library.row(card.entry)
    assert row is not None
    assert page.panel.notice.isVisible()
    assert f"“{row.title}” has been forgotten 2 times" in page.panel.notice.words.text()
    page.panel.notice.read.click()
    assert page.panel.shows_entry
    assert page.panel.pane.entry is not None
    assert page.panel.pane.entry.id == card.entry
    page.panel.notice.rival.click()
    assert page.panel.pane.entry.id != card.entry
    assert page.panel.pane.entry.title in page.panel.notice.rival.accessibleName()


def test_a_leech_s_simpler_card_is_asked_next_and_then_what_was_to_come(page: StudyPage, leech: str) -> None:
    waiting = asked(page)
    assert page.session.leech is not None
    simpler = page.session.leech.easier
    page.panel.notice.easier.click()
    assert asked(page) == simpler
    assert not page.panel.notice.isVisible()
    rate(page)
    if waiting != simpler:
        assert asked(page) == waiting


def test_the_notice_goes_with_the_next_answer(page: StudyPage, leech: str) -> None:
    rate(page)
    assert not page.panel.notice.isVisible()


# Tab


def test_tab_goes_through_the_options_and_then_to_what_stands_below(
    qtbot: QtBot, page: StudyPage, learner: Learner
) -> None:
    only(learner, CardForm.CHOICE)
    page.begin()
    page.panel.card.options[0].setFocus()
    for widget in (*page.panel.card.options[1:], page.panel.bar.show_button):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is widget


def test_tab_goes_through_a_list_and_then_to_the_ratings(
    qtbot: QtBot, page: StudyPage, learner: Learner
) -> None:
    only(learner, CardForm.LIST)
    page.begin()
    page.show_answer()
    assert page.focusWidget() is page.panel.card.items[0]
    for widget in (*page.panel.card.items[1:], *page.panel.bar.buttons.values()):
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
    page.panel.entry_button.click()
    assert page.panel.pane.isVisible()
    assert page.panel.card.isVisible() is beside
    assert page.panel.entry_button.isVisible(), "and can be closed by mouse where it stands over the card"
    assert page.panel.entry_button.text().startswith("Close")
    if beside:
        qtbot.waitUntil(lambda: page.panel.pane.width() >= 380)
    page.panel.entry_button.click()
    assert page.panel.card.isVisible()
    assert not page.panel.pane.isVisible()
    assert page.panel.entry_button.text().startswith("Entry")


def test_the_next_card_closes_the_panel_and_is_seen(page: StudyPage) -> None:
    page.resize(700, 600)
    page.begin()
    page.show_answer()
    page.panel.toggle_entry()
    page.rate(Rating.GOOD)
    assert not page.panel.shows_entry
    assert page.panel.card.isVisible()


def test_a_link_in_the_panel_is_followed_in_it_and_an_unknown_entry_is_said(
    page: StudyPage, around: Around
) -> None:
    page.begin()
    page.panel.toggle_entry()
    page.panel.pane.entry_requested.emit("nato")
    assert page.panel.pane.entry is not None
    assert page.panel.pane.entry.id == "nato"
    page.panel.card.entry_requested.emit("gondor")
    assert len(around.errors) == 1
    assert page.panel.pane.entry.id == "nato"


def test_a_note_is_written_in_the_panel(qtbot: QtBot, page: StudyPage, learner: Learner) -> None:
    page.begin()
    page.panel.write_note()
    qtbot.keyClicks(page.panel.pane.note.editor, "mine")
    assert page.save()
    assert learner.note(entry_asked(page)) == "mine"


def test_a_long_card_is_scrolled_by_keys(qtbot: QtBot, page: StudyPage, theme: Theme, leech: str) -> None:
    theme.set_zoom(200)
    page.resize(800, 500)
    settle()
    bar = page.panel.card.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        qtbot.keyClick(page, key)
        places.append(bar.value())
    assert 0 < places[0] < places[1]
    assert places[3] < places[1]
    assert page.session.stage is not Stage.ANSWER


# Readers of screens, sizes


@pytest.mark.parametrize("form", CardForm)
def test_all_that_can_be_pressed_has_a_name_and_the_page_says_the_card(
    page: StudyPage, learner: Learner, form: CardForm
) -> None:
    only(learner, form)
    page.begin()
    card = page.panel.card.card
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
    assert page.panel.card.field.accessibleName()


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
    assert page.panel.notice.isVisible()
    assert page.panel.notice.y() >= 0
    for part in (page.panel.notice.read, page.panel.notice.rival, page.panel.notice.easier):
        around = part.parentWidget()
        assert around is not None
        assert part.isHidden() or around.rect().contains(part.geometry())
    assert page.panel.notice.words.height() >= page.panel.notice.words.heightForWidth(
        page.panel.notice.words.width()
    )
    page.show_answer()
    settle()
    for one in (
        page.panel.told,
        page.panel.undo_button,
        page.panel.entry_button,
        page.panel.more_button,
        page.panel.card,
        page.panel.bar,
    ):
        box = one.rect().translated(one.mapTo(page, one.rect().topLeft()))
        assert page.rect().contains(box), one.objectName()
    assert not page.grab().isNull()


def test_where_the_next_card_cannot_be_read_that_is_said_and_nothing_unseen_is_rated(
    page: StudyPage, learner: Learner, around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.begin()
    page.show_answer()

    def fail(*_: object) -> None:
        raise StorageError("The disk cannot be read.", "Look at it.")

    with monkeypatch.context() as broken:
        broken.setattr(learner.progress.reviews, "state", fail)
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
    assert (page.session.is_asking, again.done.answers) == (False, 1)
    page.begin()
    assert page.panel.card.isVisible()
