"""The chips above the timeline."""

from __future__ import annotations

from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.ui.pages.timeline.page import TimelinePage


def test_a_kind_leaves_its_dates_in_chart_and_list(page: TimelinePage) -> None:
    chips = page.filters.kinds
    total = len(page.events)
    assert chips[None].text() == f"All {total:,} dates"
    assert chips[None].accessibleName() == f"All {total:,} dates"
    counts = {kind: sum(event.entry.kind is kind for event in page.events) for kind in Kind}
    for kind in Kind:
        chips[kind].click()
        assert len(page.events) == page.list.rows.rowCount() == counts[kind] > 0
        assert {event.entry.kind for event in page.events} == {kind}
        assert chips[kind].text().endswith(f" {counts[kind]:,}")
        assert chips[kind].accessibleName().endswith(f" {counts[kind]:,} dates")
        assert chips[None].text() == f"All {total:,} dates"
    chips[None].click()
    assert len(page.events) == total


def test_menus_offer_themes_and_documents_with_what_they_leave(page: TimelinePage) -> None:
    titles = {
        "theme": [theme.title for theme in page.context.library.themes()],
        "document": [document.title for document in page.context.library.documents()],
    }
    for facet, menu in page.filters.menus.items():
        menu.menu().aboutToShow.emit()
        actions = menu.menu().actions()
        assert actions[0].isChecked()
        assert [action.text().rsplit("  ", 1)[0].replace("&&", "&") for action in actions[1:]] == titles[
            facet
        ]
        text = actions[2].text()
        actions[2].trigger()
        assert len(page.events) == int(text.rsplit("  ", 1)[1])
        assert menu.isChecked()
        assert menu.accessibleName() == f"{facet.capitalize()}: {titles[facet][1]}"
        menu.menu().aboutToShow.emit()
        menu.menu().actions()[0].trigger()
        assert page.chosen == Filters()
        assert menu.accessibleName() == facet.capitalize()


def test_filters_add_up_and_may_leave_nothing(page: TimelinePage) -> None:
    page.filters.changed.emit(Filters(theme="trends"))
    some = len(page.events)
    page.filters.kinds[Kind.CASE_STUDY].click()
    assert page.chosen == Filters(kind=Kind.CASE_STUDY, theme="trends")
    assert len(page.events) < some
    page.filters.changed.emit(Filters(kind=Kind.CASE_STUDY, theme="no-such-theme"))
    assert page.events == ()
    assert page.nothing.isVisible()
    assert page.nothing.what.text() == "No dates match."
    assert not page.chart.isVisible()
    page.nothing.button.click()
    assert page.chosen == Filters()
    page.filters.changed.emit(Filters(theme="trends"))
    assert len(page.events) == some
    assert page.chart.isVisible()
