from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attache.ui.shell.trail import Place, Trail

LONGEST = 5
PLACES = st.builds(
    Place, st.sampled_from(["page", "other"]), st.sampled_from([(), ("a",)]), st.integers(0, 3)
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["visit", "remember"]), PLACES),
        st.tuples(st.sampled_from(["back", "forward"]), st.none()),
    ),
    max_size=60,
)


class Plain:
    """The same history as plainly as it can be said: what lies behind, here, and ahead."""

    def __init__(self) -> None:
        self.behind: list[Place] = []
        self.here: Place | None = None
        self.ahead: list[Place] = []

    def visit(self, place: Place) -> None:
        if self.here is not None and self.here[:2] != place[:2]:
            self.behind.append(self.here)
        if self.here is None or self.here[:2] != place[:2]:
            self.ahead = []
            self.behind = self.behind[max(0, len(self.behind) - LONGEST + 1) :]
        self.here = place

    def remember(self, place: Place) -> None:
        if self.here is not None and self.here[:2] == place[:2]:
            self.here = place

    def back(self) -> Place | None:
        if not self.behind or self.here is None:
            return None
        self.ahead.insert(0, self.here)
        self.here = self.behind.pop()
        return self.here

    def forward(self) -> Place | None:
        if not self.ahead or self.here is None:
            return None
        self.behind.append(self.here)
        self.here = self.ahead.pop(0)
        return self.here


@given(STEPS)
def test_it_is_what_a_browser_s_history_is(steps: list[tuple[str, Place | None]]) -> None:
    trail, plain = Trail(LONGEST), Plain()
    for act, given_ in steps:
        arguments = () if given_ is None else (given_,)
        assert getattr(trail, act)(*arguments) == getattr(plain, act)(*arguments)
        assert trail.here == plain.here
        assert trail.can_go_back is bool(plain.behind)
        assert trail.can_go_forward is bool(plain.ahead)


def test_one_comes_back_to_where_one_was_on_a_page() -> None:
    trail = Trail()
    trail.visit(Place("page", ("a",)))
    trail.remember(Place("page", ("a",), 120))
    trail.remember(Place("page", ("b",), 7))
    trail.visit(Place("page", ("b",)))
    assert trail.back() == Place("page", ("a",), 120)
    assert trail.forward() == Place("page", ("b",))
    assert trail.forward() is None


def test_one_goes_back_to_a_page_or_away_from_it() -> None:
    trail = Trail()
    for page in ("a", "b", "b", "c", "c"):
        trail.visit(Place(page, (page,)))
    assert trail.back_from("c") == Place("b", ("b",))
    assert trail.can_go_forward
    assert trail.back_to("c") is None
    assert trail.here == Place("b", ("b",))
    assert trail.back_to("b") == trail.here
    assert trail.back_to("a") == Place("a", ("a",))
    assert trail.back_from("a") is None
    assert list(trail.places_behind()) == [Place("a", ("a",))]


def test_an_endless_walk_is_not_kept_whole() -> None:
    trail = Trail()
    for number in range(2000):
        trail.visit(Place(str(number)))
    steps = 0
    while trail.back():
        steps += 1
    assert steps == 499
    assert trail.here == Place("1500")
