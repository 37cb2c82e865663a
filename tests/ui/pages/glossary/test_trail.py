from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attache.ui.pages.glossary.trail import Trail, Visit

LONGEST = 5
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("visit"), st.sampled_from("abc")),
        st.tuples(st.just("remember"), st.integers(0, 9)),
        st.tuples(st.sampled_from(["back", "forward"]), st.none()),
    ),
    max_size=60,
)


class Plain:
    """The same history as plainly as it can be said: what lies behind, here, and ahead."""

    def __init__(self) -> None:
        self.behind: list[Visit] = []
        self.here: Visit | None = None
        self.ahead: list[Visit] = []

    def visit(self, entry: str) -> None:
        if self.here is None or self.here.entry != entry:
            if self.here is not None:
                self.behind.append(self.here)
            self.here, self.ahead = Visit(entry), []
            self.behind = self.behind[max(0, len(self.behind) - LONGEST + 1) :]

    def remember(self, scroll: int) -> None:
        if self.here is not None:
            self.here = Visit(self.here.entry, scroll)

    def back(self) -> Visit | None:
        if not self.behind or self.here is None:
            return None
        self.ahead.insert(0, self.here)
        self.here = self.behind.pop()
        return self.here

    def forward(self) -> Visit | None:
        if not self.ahead or self.here is None:
            return None
        self.behind.append(self.here)
        self.here = self.ahead.pop(0)
        return self.here


@given(STEPS)
def test_it_is_what_a_browser_s_history_is(steps: list[tuple[str, str | int | None]]) -> None:
    trail, plain = Trail(LONGEST), Plain()
    for act, given_ in steps:
        arguments = () if given_ is None else (given_,)
        assert getattr(trail, act)(*arguments) == getattr(plain, act)(*arguments)
        assert trail.here == plain.here
        assert trail.can_go_back is bool(plain.behind)
        assert trail.can_go_forward is bool(plain.ahead)


def test_one_comes_back_to_where_one_was_on_a_page() -> None:
    trail = Trail()
    trail.visit("a")
    trail.remember(120)
    trail.visit("b")
    assert trail.back() == Visit("a", 120)
    assert trail.forward() == Visit("b", 0)
    assert trail.forward() is None


def test_an_endless_walk_is_not_kept_whole() -> None:
    trail = Trail()
    for number in range(2000):
        trail.visit(str(number))
    steps = 0
    while trail.back():
        steps += 1
    assert steps == 499
    assert trail.here == Visit("1500")
