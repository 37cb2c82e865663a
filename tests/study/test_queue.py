"""The queue is a value: taking and looking ahead are the same, and nothing is lost or asked twice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.vocabulary import CardForm
from attache.study.memory import Phase
from attache.study.queue import Queue, QueuedCard, take_next

MINUTE = 60_000


def card(
    number: int, entry: int = -1, theme: int = 0, phase: Phase = Phase.REVIEW, due_at: int = 0
) -> QueuedCard:
    own = number if entry < 0 else entry
    return QueuedCard(f"c{number}", f"e{own}", f"t{theme}", CardForm.QUESTION, phase, due_at)


def taken(queue: Queue, at: int = 0) -> list[str]:
    """Take every card that is ready, as if each were asked in turn."""
    order = []
    while (found := take_next(queue, at)) is not None:
        chosen, rest = found
        order.append(chosen.id)
        queue = rest.with_recent(chosen)
    return order


@given(
    due=st.lists(st.integers(0, 9), max_size=30),
    new=st.lists(st.integers(0, 9), max_size=12),
    steps=st.lists(st.integers(-30, 15), max_size=6),
)
def test_every_ready_card_comes_once(due: list[int], new: list[int], steps: list[int]) -> None:
    cards = [card(n, entry, entry % 3) for n, entry in enumerate(due)]
    fresh = [card(100 + n, entry, entry % 3, Phase.NEW) for n, entry in enumerate(new)]
    waiting = sorted(
        (card(200 + n, phase=Phase.LEARNING, due_at=minutes * MINUTE) for n, minutes in enumerate(steps)),
        key=lambda each: (each.due_at, each.id),
    )
    order = taken(Queue.of(cards, fresh, waiting))
    assert sorted(order) == sorted(each.id for each in (*cards, *fresh, *waiting))


def test_taking_leaves_the_queue_itself_alone() -> None:
    queue = Queue.of([card(1), card(2)])
    assert take_next(queue, 0) == take_next(queue, 0)
    assert [each.id for each in queue.due] == ["c1", "c2"]


def test_new_cards_come_evenly_among_due_ones() -> None:
    order = taken(Queue.of([card(n) for n in range(30)], [card(n, phase=Phase.NEW) for n in range(30, 40)]))
    places = [place for place, id_ in enumerate(order) if int(id_[1:]) >= 30]
    assert max(later - earlier for earlier, later in pairwise(places)) <= 5
    assert places[0] >= 2


def test_a_step_comes_in_time_but_not_straight_after_itself() -> None:
    step = card(9, phase=Phase.LEARNING, due_at=5 * MINUTE)
    queue = Queue.of([card(1)], learning=[step])
    first = take_next(queue, 0)
    assert first is not None
    assert first[0].id == "c1"
    ready = take_next(queue, 5 * MINUTE)
    assert ready is not None
    assert ready[0].id == "c9"
    again = take_next(queue.with_recent(step), 5 * MINUTE)
    assert again is not None
    assert again[0].id == "c1"


@pytest.mark.parametrize(("minutes", "comes"), [(20, True), (21, False)])
def test_with_nothing_else_a_step_is_asked_up_to_twenty_minutes_early(minutes: int, comes: bool) -> None:
    step = card(9, phase=Phase.LEARNING, due_at=minutes * MINUTE)
    assert (take_next(Queue(learning=(step,), recent=(step,)), 0) is not None) is comes


def test_of_cards_that_come_early_the_one_asked_longest_ago_is_next() -> None:
    a, b, c = (card(n, phase=Phase.LEARNING, due_at=n * MINUTE) for n in (1, 8, 10))
    queue = Queue(learning=(a, b, c))
    order = []
    for _ in range(7):
        found = take_next(queue, 0)
        assert found is not None
        order.append(found[0].id)
        queue = found[1].with_recent(found[0]).with_learning(found[0])
    assert order == ["c1", "c8", "c10", "c1", "c8", "c10", "c1"], "and not c1 as every second one"
    alone = take_next(Queue(learning=(a,), recent=(b, a)), 0)
    assert alone is not None
    assert alone[0] == a


def test_siblings_are_kept_apart_and_themes_alternate() -> None:
    order = taken(Queue.of([card(n, n // 2, n // 6) for n in range(24)]))
    for one, other in pairwise(order):
        assert int(one[1:]) // 2 != int(other[1:]) // 2
    same_theme = sum(int(one[1:]) // 6 == int(other[1:]) // 6 for one, other in pairwise(order))
    assert same_theme < 12


def test_confusable_entries_come_one_after_the_other() -> None:
    confusables = {"e0": frozenset({"e9"}), "e9": frozenset({"e0"})}
    order = taken(Queue.of([card(n) for n in range(12)], confusables=confusables))
    assert abs(order.index("c0") - order.index("c9")) == 1


def test_what_is_put_first_is_asked_first_and_once() -> None:
    queue = Queue.of([card(1), card(2), card(3)]).with_first(card(3), card(9))
    assert taken(queue) == ["c3", "c9", "c1", "c2"]
    assert sorted(taken(queue.without("c9", "c1"))) == ["c2", "c3"]
