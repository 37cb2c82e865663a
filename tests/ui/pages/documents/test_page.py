"""The Documents page: the shelf, reading section by section, and what is remembered of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QLayout
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.vocabulary import ENTRY_LINK, NOTED
from attache.library.guides import Guide
from attache.library.library import Library
from attache.study.reading import ReadingPlace, SectionState
from attache.ui.pages.documents.page import DocumentsPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.widgets.margins import page_margins
from attache.ui.widgets.section_marks import MarkRow
from tests.ui.fixtures import Around, SetClock, discard, documents_of, show
from tests.ui.on_page import links
from tests.ui.studying import focused, press
from tests.ui.texts import texts_of


@pytest.fixture
def page(qtbot: QtBot, context: Context, learner: Learner) -> Iterator[DocumentsPage]:
    """The Documents page, which hears of all changes."""
    made = DocumentsPage(context)
    made.shelf.draw()
    learner.changed.connect(made.refresh)
    made.resize(1096, 745)
    show(qtbot, made)
    yield made
    made.close_down()
    discard(made)


def guide_of(library: Library, document: str = "bilateral") -> Guide:
    return next(guide for guide in library.guides() if guide.document == document)


def finish(page: DocumentsPage) -> None:
    """Let all pauses pass."""
    QApplication.processEvents()
    while page.finish_pending():
        QApplication.processEvents()


def states(learner: Learner) -> dict[str, SectionState]:
    return dict(learner.reading.states())


def test_the_shelf_has_every_document_and_says_where_it_comes_from(
    page: DocumentsPage, library: Library
) -> None:
    texts = texts_of(page)
    for guide in library.guides():
        assert guide.title in texts
        assert f"{guide.note} {guide.accuracy_notes} accuracy notes." in texts
        assert page.shelf.buttons_of[guide.id].text() == "Start reading"
    said = "109 accuracy notes say what is wrong, out of date or unclear. Some of them are about several"
    assert any(said in text for text in texts)
    assert len(page.shelf.findChildren(MarkRow)) == len(library.guides())


def test_five_documents_and_the_legend_fit_a_window_of_usual_size(page: DocumentsPage) -> None:
    QApplication.processEvents()
    assert page.shelf.verticalScrollBar().maximum() == 0


def test_one_button_leads_on_and_takes_the_focus(page: DocumentsPage, library: Library) -> None:
    page.open()
    first = page.shelf.buttons_of[library.guides()[0].id]
    assert focused() is first
    assert [button.objectName() for button in page.shelf.buttons_of.values()].count("primary") == 1
    page.press_default()
    assert page.is_reading
    assert page.title == library.guides()[0].sections[0].title


def test_a_section_has_its_text_notes_questions_and_entries(page: DocumentsPage, library: Library) -> None:
    guide = guide_of(library)
    section = next(each for each in guide.sections if each.title.startswith("Crisis Management"))
    page.open(section=section.id)
    view, found = page.reader.view, library.guide_section(section.id)
    assert found is not None
    assert view.place.text() == f"Section {section.number} of {len(guide.sections)}"
    assert view.title.toPlainText() == section.title
    linked = {href for href, _ in links(view.text)}
    assert linked
    assert all(href.startswith((ENTRY_LINK, NOTED)) for href in linked)
    for note in found.notes:
        assert note.right.split("\n")[0][:40] in view.notes.toPlainText()
    assert [check.card for check in view.checks] == list(found.checks)
    assert view.following.text() == guide.sections[section.number].title


def test_the_first_section_says_what_is_known_of_the_document(page: DocumentsPage, library: Library) -> None:
    guide = guide_of(library)
    page.open(section=guide.sections[0].id)
    assert guide.note in page.reader.view.opening.toPlainText()
    page.open(section=guide.sections[1].id)
    assert not page.reader.view.opening.isVisible()


def test_texts_are_as_high_as_they_are_long(page: DocumentsPage, library: Library) -> None:
    page.open(section=guide_of(library).sections[3].id)
    for width in (1096, 800, 500):
        page.resize(width, 700)
        finish(page)
        view = page.reader.view
        assert view.notes.width() >= 230
        for block in (view.text, view.notes):
            assert block.verticalScrollBar().maximum() == 0
            assert abs(block.viewport().height() - block.document().size().height()) <= 1
        assert view.horizontalScrollBar().maximum() == 0


def test_the_notes_begin_beside_the_text_and_not_beside_what_is_above_it(
    page: DocumentsPage, library: Library
) -> None:
    page.open(section=guide_of(library).sections[5].id)
    finish(page)
    view = page.reader.view
    assert view.first.isVisible()
    tops = {part.mapTo(page, QPoint()).y() for part in (view.notes, view.text)}
    assert len(tops) == 1


def test_the_lines_of_a_long_title_are_close_together(page: DocumentsPage, library: Library) -> None:
    page.open(section=guide_of(library).sections[5].id)
    heights = []
    for width in (1096, 500):
        page.resize(width, 700)
        finish(page)
        heights.append(page.reader.view.title.height())
    assert 32 * 1.1 < heights[1] - heights[0] < 32 * 1.25


def test_without_the_outline_a_section_begins_where_other_pages_do(
    page: DocumentsPage, library: Library, context: Context
) -> None:
    page.resize(844, 545)
    page.open(section=guide_of(library).sections[5].id)
    finish(page)
    view = page.reader.view
    assert not page.reader.outline.isVisible()
    assert view.title.mapTo(page, QPoint()).x() == page_margins(context.theme, page.width(), 952)[0]
    assert view.notes.mapTo(page, QPoint()).x() > view.text.mapTo(page, QPoint()).x() + view.text.width()


def test_a_link_opens_the_entry(qtbot: QtBot, page: DocumentsPage, library: Library, around: Around) -> None:
    page.open(section=guide_of(library).sections[3].id)
    href = links(page.reader.view.text)[0][0]
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert around.entries == [f"attache:{href.removeprefix(ENTRY_LINK)}"]


@pytest.mark.parametrize("width", [1096, 700])
def test_see_also_leads_to_the_note_whatever_section_that_cites(
    qtbot: QtBot, page: DocumentsPage, library: Library, width: int
) -> None:
    page.resize(width, 500)
    guide = guide_of(library, "regional-architecture")
    for name in ("concluding-insights", "building-trust-and-confidence-among-neighboring-states"):
        page.open(section=f"{guide.id}/{name}")
        finish(page)
        view, section = page.reader.view, library.guide_section(f"{guide.id}/{name}")
        assert section is not None
        titles = {f"{NOTED}{note.id}": note.title for note in section.notes}
        linked = [href for href, _ in links(view.text) if href.startswith(NOTED)]
        assert linked
        for href in linked:
            view.text.setFocus()
            view.text.anchorClicked.emit(QUrl(href))
            assert view.notes.hasFocus()
            top = view.notes.mapTo(view.viewport(), QPoint(0, round(view.notes.place_of(href[1:])))).y()
            assert 0 <= top < view.viewport().height()
            assert titles[href] in view.notes.toPlainText()


def test_every_see_also_has_its_note_beside_it(library: Library) -> None:
    for guide in library.guides():
        for outline in guide.sections:
            section = library.guide_section(outline.id)
            assert section is not None
            linked = set(re.findall(f'href="{NOTED}([a-z0-9-]+)"', section.html))
            assert "See also" not in section.html or linked
            assert linked <= {note.id for note in section.notes}


def test_a_section_is_read_when_its_end_was_on_screen(
    page: DocumentsPage, library: Library, learner: Learner
) -> None:
    section = guide_of(library).sections[3].id
    page.resize(1096, 300)
    page.open(section=section)
    finish(page)
    assert states(learner) == {}
    bar = page.reader.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    finish(page)
    assert states(learner) == {section: SectionState.READ}
    assert page.reader.outline.rows[section].state is SectionState.READ


def test_going_on_marks_the_section_as_read(page: DocumentsPage, library: Library, learner: Learner) -> None:
    sections = guide_of(library).sections
    page.open(section=sections[0].id)
    handlers = page.handlers()
    handlers["next-section"]()
    assert list(states(learner)) == [sections[0].id]
    assert page.title == sections[1].title
    handlers["previous-section"]()
    assert page.title == sections[0].title
    assert list(states(learner)) == [sections[0].id]


def test_after_the_last_section_comes_the_shelf(
    page: DocumentsPage, library: Library, learner: Learner
) -> None:
    guide = guide_of(library)
    page.open(section=guide.sections[-1].id)
    assert page.reader.neighbour(1) is None
    page.reader.view.next.click()
    assert not page.is_reading
    assert list(states(learner)) == [guide.sections[-1].id]


def test_the_reader_says_that_a_section_is_not_read(
    page: DocumentsPage, library: Library, learner: Learner
) -> None:
    section = guide_of(library).sections[2].id
    page.open(section=section)
    mark = page.handlers()["mark-read"]
    mark()
    assert list(states(learner)) == [section]
    mark()
    assert states(learner) == {}
    bar = page.reader.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    finish(page)
    assert states(learner) == {}, "the reader has said that it is not read"


def test_where_reading_stopped_is_where_it_goes_on(
    page: DocumentsPage, library: Library, learner: Learner, clock: SetClock
) -> None:
    guide = guide_of(library)
    page.resize(1096, 400)
    page.open(section=guide.sections[4].id)
    finish(page)
    bar = page.reader.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    page.show_shelf()
    place = learner.reading.places()[0]
    assert (place.document, place.section) == (guide.id, guide.sections[4].id)
    assert 400 < place.depth < 600
    assert page.shelf.main is page.shelf.buttons_of[guide.id]
    assert page.shelf.buttons_of[guide.id].text() == "Continue at section 5"
    page.shelf.buttons_of[guide.id].click()
    finish(page)
    assert page.title == guide.sections[4].title
    assert abs(bar.value() - bar.maximum() // 2) <= 2


def test_a_place_that_the_guide_no_longer_has_is_its_beginning(
    page: DocumentsPage, library: Library, learner: Learner
) -> None:
    guide = guide_of(library)
    learner.reading.stop_at(ReadingPlace(guide.id, f"{guide.id}/gone", 10))
    page.show_shelf()
    assert page.shelf.buttons_of[guide.id].text() == "Start reading"
    page.open(guide=guide.id)
    assert page.title == guide.sections[0].title


def test_a_mark_opens_its_section(qtbot: QtBot, page: DocumentsPage, library: Library) -> None:
    row = page.shelf.findChildren(MarkRow)[0]
    step = row.sizeHint().width() // len(library.guides()[0].sections)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(step * 2 + step // 2, row.height() // 2))
    assert page.title == library.guides()[0].sections[2].title


def test_the_outline_leads_to_each_section_and_gives_way_in_a_narrow_window(
    qtbot: QtBot, page: DocumentsPage, library: Library
) -> None:
    guide = guide_of(library)
    page.open(section=guide.sections[0].id)
    outline = page.reader.outline
    outline.rows[guide.sections[5].id].click()
    assert page.title == guide.sections[5].title
    assert [row.isChecked() for row in outline.rows.values()].count(True) == 1
    page.resize(700, 600)
    assert not outline.isVisible()
    assert page.reader.picker.isVisible()
    page.reader.picker.menu().aboutToShow.emit()
    actions = page.reader.picker.menu().actions()
    assert len(actions) == len(guide.sections) + 2
    actions[-1].trigger()
    assert page.title == guide.sections[-1].title


def test_escape_leads_to_the_shelf_or_to_where_one_came_from(page: DocumentsPage, library: Library) -> None:
    section = guide_of(library).sections[1].id
    page.open(section=section)
    assert page.leave()
    assert not page.is_reading
    assert not page.leave()
    page.open(section=section, visiting=True)
    assert not page.leave(), "the window leads back to the page before"
    page.handlers()["next-section"]()
    assert page.leave()
    assert not page.is_reading


def test_keys_scroll_and_lead_from_section_to_section(qtbot: QtBot, parts: Parts, library: Library) -> None:
    window, guide = parts.window, guide_of(library)
    window.resize(1000, 500)
    window.open_page("documents", section=guide.sections[0].id)
    settle(window)
    page = documents_of(window)
    bar = page.reader.view.verticalScrollBar()
    press(qtbot, Qt.Key.Key_Down)
    assert bar.value() > 0
    press(qtbot, Qt.Key.Key_N)
    settle(window)
    assert page.title == guide.sections[1].title
    assert bar.value() == 0
    press(qtbot, Qt.Key.Key_P)
    assert page.title == guide.sections[0].title
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.is_reading
    press(qtbot, Qt.Key.Key_Escape)
    assert window.shown == "glossary", "where the window was before"


def test_words_are_found_in_the_section(qtbot: QtBot, page: DocumentsPage, library: Library) -> None:
    page.resize(700, 400)
    assert not page.find_text()
    page.open(section=guide_of(library).sections[3].id)
    finish(page)
    assert page.find_text()
    last = page.reader.view.notes.toPlainText().split()[-2]
    qtbot.keyClicks(focused(), last)
    press(qtbot, Qt.Key.Key_Up)
    assert page.reader.find_bar.count.text()
    assert page.reader.view.verticalScrollBar().value() > 0
    assert page.leave()
    assert not page.reader.find_bar.is_open
    assert page.is_reading


def test_back_leads_from_section_to_section_and_to_what_was_before(parts: Parts, library: Library) -> None:
    window, guide = parts.window, guide_of(library)
    window.open_entry("attache:nato")
    window.open_page("documents", section=guide.sections[2].id)
    window.commands.run("next-section")
    settle(window)
    page = documents_of(window)
    window.commands.run("back")
    assert page.title == guide.sections[2].title
    window.commands.run("back")
    assert window.shown == "glossary"
    window.commands.run("forward")
    window.commands.run("forward")
    assert page.title == guide.sections[3].title
    assert window.pages.can_resume(window.pages.place_to_resume())
    assert window.pages.place_to_resume().entries == (guide.sections[3].id,)


def test_opening_many_sections_leaves_nothing_behind_in_the_layout(
    page: DocumentsPage, library: Library
) -> None:
    def items() -> int:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        layouts = page.reader.view.findChildren(QLayout)
        return sum(layout.count() for layout in layouts)

    section = guide_of(library).sections[3].id
    page.open(section=section)
    finish(page)
    before = items()
    for width in (700, 1096, 700, 1096):
        page.resize(width, 700)
        page.open(section=guide_of(library).sections[4].id)
        page.open(section=section)
        finish(page)
    assert items() == before


def test_resizing_typesets_no_text_again(qtbot: QtBot, page: DocumentsPage, library: Library) -> None:
    page.open(section=guide_of(library).sections[3].id)
    finish(page)
    typeset: list[object] = []
    for block in (page.reader.view.text, page.reader.view.notes):
        block.textChanged.connect(lambda: typeset.append(1))
    for width in (1000, 900, 700, 1096):
        page.resize(width, 700)
        finish(page)
    assert typeset == []


def test_each_section_is_visited_and_its_place_saved_once(
    qtbot: QtBot, page: DocumentsPage, library: Library, learner: Learner
) -> None:
    guide = guide_of(library)
    page.open(section=guide.sections[2].id)
    arrived: list[str] = []
    saved: list[str] = []
    page.arrived.connect(lambda: arrived.append(page.title))
    learner.changed.connect(lambda changes: saved.extend(changes.entries))
    page.reader.outline.rows[guide.sections[5].id].click()
    assert arrived == [guide.sections[5].title]
    assert saved == [guide.sections[5].id]
    page.show_shelf()
    arrived.clear()
    page.open(section=guide.sections[6].id)
    assert arrived == [guide.sections[6].title]


def test_without_a_progress_file_one_can_read(
    page: DocumentsPage, library: Library, learner: Learner
) -> None:
    learner.release()
    guide = guide_of(library)
    page.show_shelf()
    page.open(section=guide.sections[0].id)
    page.handlers()["next-section"]()
    assert page.title == guide.sections[1].title
    check = page.reader.view.checks[0]
    check.show_answer()
    assert not check.bar.isVisible()


def test_the_keys_of_a_section_have_buttons_at_its_end(parts: Parts) -> None:
    window, guide = parts.window, parts.library.guides()[0]
    window.open_page("documents", section=guide.sections[1].id)
    settle(window)
    page = documents_of(window)
    view, reading = page.reader.view, parts.learner.reading
    if reading.is_read(guide.sections[1].id):  # its end was on screen
        view.mark.click()
    assert view.mark.text() == "Mark as read"
    assert "(R)" in view.mark.toolTip()
    view.mark.click()
    assert reading.is_read(guide.sections[1].id)
    assert view.mark.text() == "Mark as not read"
    view.mark.click()
    assert not reading.is_read(guide.sections[1].id)
    view.previous.click()
    assert page.title == guide.sections[0].title
    assert not view.previous.isEnabled()
