"""The queue is a value: taking and looking ahead are the same, and nothing is lost or asked twice."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.entry import Confusion
from attache.base.vocabulary import CardForm
from attache.study.confusion import Confused
from attache.study.memory import Phase
from attache.study.queue import Queue, QueuedCard, in_order, take_next

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


def test_close_relations_are_kept_apart() -> None:
    close = {"e0": frozenset({"e1"}), "e1": frozenset({"e0"})}
    order = taken(Queue.of([card(n) for n in range(12)], close=close))
    assert abs(order.index("c0") - order.index("c1")) > 4
    assert sorted(taken(Queue.of([card(0), card(1)], close=close))) == ["c0", "c1"], "nothing else is left"


def test_what_is_put_first_is_asked_first_and_once() -> None:
    queue = Queue.of([card(1), card(2), card(3)]).with_first(card(3), card(9))
    assert taken(queue) == ["c3", "c9", "c1", "c2"]
    assert sorted(taken(queue.without("c9", "c1"))) == ["c2", "c3"]


# Concepts and their cases


def test_cases_wait_until_a_card_of_their_concept_was_asked() -> None:
    concepts = {"e0": frozenset({"e8"}), "e8": frozenset({"e9"})}
    new = [card(n, phase=Phase.NEW) for n in range(10)]
    listed = in_order(new, (), concepts)
    assert [each.id for each in listed] == ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c9", "c8", "c0"]
    order = taken(replace(Queue.of((), listed), concepts=concepts))
    assert order.index("c9") < order.index("c8") < order.index("c0")


def test_siblings_follow_and_cases_without_a_concept_come_last() -> None:
    new = [card(n, entry=n // 2, phase=Phase.NEW) for n in range(6)]
    concepts = {"e0": frozenset({"elsewhere"})}
    assert [each.id for each in in_order(new, {"e2"}, concepts)] == ["c2", "c3", "c4", "c5", "c0", "c1"]
    assert [each.id for each in in_order(new, {"elsewhere"}, concepts)][:2] == ["c0", "c2"]
    assert in_order((), (), concepts) == []


@given(
    st.lists(st.integers(0, 9), max_size=40),
    st.sets(st.integers(0, 9)),
    st.dictionaries(st.integers(0, 9), st.sets(st.integers(0, 9), max_size=2)),
)
def test_every_new_card_is_in_the_order_once(
    entries: list[int], started: set[int], needs: dict[int, set[int]]
) -> None:
    new = [card(n, entry, phase=Phase.NEW) for n, entry in enumerate(entries)]
    concepts = {f"e{entry}": frozenset(f"e{each}" for each in own) for entry, own in needs.items()}
    order = in_order(new, {f"e{entry}" for entry in started}, concepts)
    assert sorted(order) == sorted(new)


def test_a_case_that_is_due_does_not_wait() -> None:
    queue = Queue.of([card(0), card(1)], [card(2, phase=Phase.NEW)])
    assert taken(replace(queue, concepts={"e0": frozenset({"e2"})}))[0] == "c0"


# Extra questions


def extra(one: int, other: int) -> QueuedCard:
    confused = Confused(Confusion(f"e{one}", f"e{other}"), 0)
    return card(100 + one, entry=one)._replace(confused=confused)


def test_extra_questions_come_now_and_then_and_apart_from_their_entries() -> None:
    queue = replace(Queue.of([card(n) for n in range(14)]), extra=(extra(3, 30), extra(40, 41)))
    assert [place for place, id_ in enumerate(taken(queue)) if len(id_) > 2 and int(id_[1:]) > 99] == [4, 9]
    assert taken(queue)[4] == "c140"
    assert taken(queue)[9] == "c103"


def test_with_nothing_else_left_all_extra_questions_are_asked() -> None:
    step = card(9, phase=Phase.LEARNING, due_at=5 * MINUTE)
    queue = replace(Queue.of([card(1)], learning=[step]), extra=(extra(1, 2), extra(2, 3)))
    assert taken(queue) == ["c1", "c101", "c102", "c9"]


def test_an_extra_question_that_is_put_first_is_not_asked_again() -> None:
    one, other = extra(1, 2), extra(2, 3)
    queue = replace(Queue.of([card(101)]), extra=(one, other)).with_first(one)
    assert taken(queue) == ["c101", "c101", "c102"], "the card of the same id is due as well"
