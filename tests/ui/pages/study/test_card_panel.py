"""The card on the Study page: its heading, its entry beside it, its buttons at any size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from attache.base.paths import Places
from attache.base.vocabulary import CardForm
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import Mode, Scope
from attache.study.session import Stage
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import Mode as Colours
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import Around
from tests.ui.studying import asked, entry_asked, only, out_of_room, rate


def process_events() -> None:
    """Let the page be laid out: what one round of events moves may ask for another."""
    for _ in range(4):
        QApplication.processEvents()


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
    assert "items" not in head, "the line below the question says how many"
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
    page.begin()
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
    assert page.panel.told.text() == "4 cards left, about 2 minutes"
    assert (page.panel.progress.value(), page.panel.progress.maximum()) == (0, 4)
    rate(page)
    rate(page)
    assert (page.panel.progress.value(), page.panel.progress.maximum()) == (2, 4)
    page.undo()
    assert (page.panel.progress.value(), page.panel.progress.maximum()) == (1, 4)
    page.redo()
    assert (page.panel.progress.value(), page.panel.progress.maximum()) == (2, 4)
    page.flag()
    assert page.panel.told.text().endswith("Flagged. Press F to remove the flag.")
    assert page.accessibleName().startswith("Flagged. Press F to remove the flag. ")
    learner.set_settings(answer_cap=70)
    assert page.panel.told.text().endswith("left, about 1 minute  ·  flagged"), "shorter from then on"
    page.flag()
    assert page.panel.told.text().endswith("Flag removed.")
    page.discard_session()
    page.begin(Scope(document="asia", words="Asia"), beyond=True)
    assert page.panel.told.text().startswith("Asia  ·  ")
    page.discard_session()
    page.begin(Scope(entries=frozenset((entry_asked(page) or "attache:asean",)), words="ASEAN"), beyond=True)
    assert page.panel.told.text().startswith("Studying 1 entry  ·  "), "a name could be the answer"
    page.discard_session()
    page.begin(mode=Mode.PRACTICE)
    assert "Practice" in page.panel.told.text()


def test_a_card_that_comes_early_says_why(page: StudyPage, learner: Learner) -> None:
    only(learner, CardForm.QUESTION, new_limit=2)
    page.begin()
    said = []
    for _ in range(4):
        said.append(page.panel.told.text().split("  ·  ")[1:])
        rate(page)
    early = ["Shown early: nothing else is due"]
    assert said == [[], [], early, early]


def test_a_card_that_an_undo_brings_back_may_be_more_than_the_day_holds(
    page: StudyPage, learner: Learner
) -> None:
    only(learner, CardForm.QUESTION, new_limit=2, learning_steps=())
    page.begin()
    rate(page)
    rate(page)
    learner.set_settings(new_limit=1)
    page.undo()
    assert page.panel.told.text() == "The last card for today"
    assert page.panel.progress.value() < page.panel.progress.maximum(), "it is still to be answered"


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


def test_entry_and_note_stay_closed_until_the_answer_is_shown(page: StudyPage) -> None:
    page.begin()
    page.panel.toggle_entry()
    assert not page.panel.shows_entry
    page.panel.write_note()
    assert not page.panel.shows_entry
    page.show_answer()
    page.panel.write_note()
    assert page.panel.shows_entry


def test_the_ratings_are_explained_for_the_first_answers_ever(page: StudyPage, learner: Learner) -> None:
    page.begin()
    heights = []
    for _ in range(6):
        heights.append(page.panel.bar.height())
        rate(page)
    assert heights[0] > page.panel.bar.height()
    assert heights == [heights[0]] * 5 + [page.panel.bar.height()]
    page.undo()
    assert page.panel.bar.height() < heights[0], "what was undone was still seen"


def test_a_low_page_leaves_its_room_to_the_first_card(page: StudyPage) -> None:
    theme = page.context.theme
    theme.set_zoom(200)
    page.resize(1168, 690)
    page.begin()
    assert page.panel.bar.height() == theme.px(88)


def test_the_next_card_closes_the_entry_and_is_seen(page: StudyPage) -> None:
    page.resize(700, 600)
    page.begin()
    page.show_answer()
    page.panel.toggle_entry()
    page.rate(Rating.GOOD)
    assert not page.panel.shows_entry
    assert page.panel.card.isVisible()


def test_a_link_in_the_entry_is_followed_beside_the_card_and_an_unknown_entry_is_reported(
    page: StudyPage, around: Around
) -> None:
    page.begin()
    page.show_answer()
    page.panel.toggle_entry()
    page.panel.pane.entry_requested.emit("attache:nato")
    assert page.panel.pane.entry is not None
    assert page.panel.pane.entry.id == "attache:nato"
    page.panel.card.entry_requested.emit("gondor")
    assert len(around.errors) == 1
    assert page.panel.pane.entry.id == "attache:nato"


def test_a_note_is_written_beside_the_card(qtbot: QtBot, page: StudyPage, learner: Learner) -> None:
    page.begin()
    page.show_answer()
    page.panel.write_note()
    qtbot.keyClicks(page.panel.pane.note.editor, "mine")
    assert page.save()
    assert learner.note(entry_asked(page)) == "mine"


def test_a_note_that_cannot_be_saved_stays_where_it_was_typed(
    qtbot: QtBot, page: StudyPage, learner: Learner, places: Places
) -> None:
    learner.toggle_bookmark("attache:asean")  # so that there is a file
    page.begin()
    page.show_answer()
    entry, card = entry_asked(page), asked(page)
    with out_of_room(places.progress):
        page.panel.write_note()
        qtbot.keyClicks(page.panel.pane.note.editor, "mine")
        assert not page.save()
        assert page.panel.pane.note.text() == "mine"
        page.panel.read_entry("attache:nato")
        assert page.panel.pane.note.text() == ""
        page.panel.read_entry(entry)
        assert page.panel.pane.note.text() == "mine", "also after another entry was read"
        assert asked(page) == card
    assert learner.note(entry) == ""
    assert page.save()
    assert learner.note(entry) == "mine"


def test_a_long_card_is_scrolled_by_keys(qtbot: QtBot, page: StudyPage, theme: Theme, leech: str) -> None:
    theme.set_zoom(200)
    page.resize(800, 500)
    process_events()
    bar = page.panel.card.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        qtbot.keyClick(page, key)
        places.append(bar.value())
    assert 0 < places[0] < places[1]
    assert places[3] < places[1]
    assert page.session.stage is Stage.QUESTION


@pytest.mark.parametrize("form", CardForm)
def test_every_button_has_a_name_and_the_page_says_the_card_to_a_screen_reader(
    page: StudyPage, learner: Learner, form: CardForm
) -> None:
    only(learner, form)
    page.begin()
    card = page.panel.card.card
    assert card is not None
    assert card.asked("blank").rstrip(".") in page.accessibleName()
    assert form in (CardForm.CONFUSABLE, CardForm.CHOICE, CardForm.EXAMPLE) or (
        card.answer not in page.accessibleName()
    )
    page.show_answer()
    assert card.answer.rstrip(".") in page.accessibleName()
    pressed = [part for part in page.findChildren(QAbstractButton) if part.isVisible()]
    assert pressed
    for part in pressed:
        assert part.accessibleName() or part.text().strip(), part.objectName()
    assert page.panel.card.field.accessibleName()


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self) -> None:
        """Start at zero."""
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count a paint event, and let everything through."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_the_ratings_are_painted_once_with_the_answer(page: StudyPage, learner: Learner) -> None:
    only(learner, CardForm.QUESTION, new_limit=4)
    page.begin()
    for _ in range(3):
        rate(page)
    process_events()
    paints = Paints()
    page.panel.bar.buttons[Rating.GOOD].installEventFilter(paints)
    page.show_answer()
    process_events()
    assert paints.count == 1


@pytest.mark.parametrize("mode", [Colours.LIGHT, Colours.DARK])
@pytest.mark.parametrize(("zoom", "width", "height"), [(100, 424, 300), (200, 1100, 680), (200, 848, 600)])
def test_the_frame_fits_at_any_size(
    qtbot: QtBot, page: StudyPage, theme: Theme, leech: str, zoom: int, width: int, height: int, mode: Colours
) -> None:
    theme.set_zoom(zoom)
    theme.set_mode(mode)
    process_events()
    page.resize(width, height)
    process_events()
    assert page.size().width() == width
    assert page.panel.notice.isVisible()
    assert page.panel.notice.y() >= 0
    for part in (page.panel.notice.read, page.panel.notice.rival, page.panel.notice.easier):
        around = part.parentWidget()
        assert around is not None
        assert part.isHidden() or around.rect().contains(part.geometry())
    words = page.panel.notice.words
    assert words.height() >= words.heightForWidth(words.width())
    page.show_answer()
    process_events()
    shown = page.panel
    for one in (
        shown.told,
        shown.undo_button,
        shown.entry_button,
        shown.more_button,
        shown.card,
        shown.bar,
    ):
        box = one.rect().translated(one.mapTo(page, one.rect().topLeft()))
        assert page.rect().contains(box), one.objectName()
    assert not page.grab().isNull()
