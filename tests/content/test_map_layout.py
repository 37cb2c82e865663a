"""Where entries stand on the map."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attache.content.map_layout import map_positions


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.integers(0, 39), max_size=4)), max_size=40)
)  # fmt: skip
def test_every_entry_has_a_place_of_its_own_within_the_square(found: list[tuple[str, list[int]]]) -> None:
    ids = [f"e{number}" for number in range(len(found))]
    themes = {name: theme for name, (theme, _) in zip(ids, found, strict=True)}
    near = {
        name: [ids[other] for other in others if other < len(ids)]
        for name, (_, others) in zip(ids, found, strict=True)
    }
    places = map_positions(ids, themes, near)
    assert set(places) == set(ids)
    assert len(set(places.values())) == len(ids)
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in places.values())
    assert places == map_positions(ids, themes, near)


def test_kin_stand_nearer_than_strangers() -> None:
    ids = [f"e{number}" for number in range(60)]
    themes = {name: str(int(name[1:]) % 3) for name in ids}
    near = {name: [ids[(number + 3) % 60]] for number, name in enumerate(ids)}
    places = map_positions(ids, themes, near)

    def distance(one: str, other: str) -> float:
        return sum((a - b) ** 2 for a, b in zip(places[one], places[other], strict=True))

    kin = [
        distance(one, other) for one in ids for other in ids if one < other and themes[one] == themes[other]
    ]
    strangers = [
        distance(one, other) for one in ids for other in ids if one < other and themes[one] != themes[other]
    ]
    assert sum(kin) / len(kin) < sum(strangers) / len(strangers) / 2
