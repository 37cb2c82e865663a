"""All that is drawn of the map at one scale: where each mark and each name stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from attache.library.atlas import Atlas, Neighbour, Spot
from attache.ui.pages.map.boxes import Box, Taken
from attache.ui.pages.map.labels import Wanted
from attache.ui.pages.map.look import Look
from attache.ui.pages.map.projection import TITLE, Projection
from attache.ui.pages.map.relations import Drawing, draw_relations

_MOST = 80
"""Lines that are drawn from a focus at the most; the list has all relations."""
_SIDES = ((0.2, 9.0), (0.6, 7.5), (1.0, 6.0))
"""The side of a mark at 100 % in pixels, up to a share of the entries in order of importance."""
_ROW = 20.0
"""The distance of two rows in world units."""
_APART = 16
"""Pixels at 100 % between the title of a territory and a name in the same line."""


class Focus(NamedTuple):
    """The entry that the map is focused on, and how it is related to others."""

    spot: Spot
    neighbours: tuple[Neighbour, ...]


class Mark(NamedTuple):
    """The mark of an entry: its middle and side in pixels; ``grey`` if it is only there for orientation."""

    spot: Spot
    x: float
    y: float
    side: float
    grey: bool

    @property
    def box(self) -> Box:
        """What the mark covers."""
        return Box.around(self.x, self.y, self.side / 2)


class Text(NamedTuple):
    """A text: its box, the name of its font in the look, and the name of its colour."""

    words: str
    box: Box
    font: str
    colour: str


class Land(NamedTuple):
    """A territory in pixels, its title as it has room, and its marks in order of importance."""

    theme: str
    box: Box
    title: Text
    marks: Sequence[Mark]


class Scene:
    """Names are placed for one territory at a time, when it comes into view: they never leave it."""

    def __init__(
        self,
        atlas: Atlas,
        look: Look,
        projection: Projection,
        passing: Collection[int] | None = None,
        focus: Focus | None = None,
        view: Box | None = None,
    ) -> None:
        """``passing`` are the numbers of the entries that are not greyed out, None for all.

        Names around a focus stand in ``view`` if they can.
        """
        self.look, self.focus, self.projection = look, focus, projection
        self._related = {each.n for each in focus.neighbours[:_MOST]} if focus else set[int]()
        self.sheet = Box(0, 0, projection.width, projection.height)
        self.lands = self._lands(atlas, passing)
        self.marks: Mapping[int, Mark] = {mark.spot.n: mark for land in self.lands for mark in land.marks}
        self._names: dict[int, Mapping[int, tuple[Text, ...]]] = {}
        self.titles = [land.title for land in self.lands if land.title.words]
        """The titles of the territories that have room beside the title of the focus."""
        self.drawing = self._draw_relations(focus, view or self.sheet) if focus else None
        if self.drawing and focus:
            self._focused = self._texts(self.drawing, focus)
            own = self.drawing.title
            self.titles = [title for title in self.titles if not (own and own.meets(title.box))]

    def names_in(self, number: int) -> Mapping[int, tuple[Text, ...]]:
        """Return the texts beside the marks of a territory, by the number of the entry; none with a focus."""
        if self.focus:
            return {}
        if number not in self._names:
            self._names[number] = self._named(self.lands[number])
        return self._names[number]

    def shows_name(self, n: int, view: Box) -> bool:
        """Return whether a view shows the whole name of an entry; only those of its territory are placed."""
        if self.focus:
            texts = self._focused.get(n)
        else:
            themes = [land.theme for land in self.lands]
            texts = self.names_in(themes.index(self.marks[n].spot.theme)).get(n)
        return bool(texts) and all(view.holds(text.box) for text in texts or ())

    def texts_around_focus(self, view: Box) -> Iterator[Text]:
        """Yield the titles and names that a view shows whole, beside marks that it shows."""
        yield from (title for title in self.titles if view.holds(title.box))
        for n in self._focused:
            if self.shows_name(n, view) and view.meets(self.marks[n].box):
                yield from self._focused[n]

    @property
    def names(self) -> Mapping[int, tuple[Text, ...]]:
        """All names that have room, each followed by its relation to the focus."""
        if self.focus:
            return self._focused
        return {n: texts for at in range(len(self.lands)) for n, texts in self.names_in(at).items()}

    def entry_at(self, x: float, y: float, reach: float) -> int:
        """Return the entry whose name or mark is at a point, or whose mark is near; 0 for none."""
        point = Box(x, y, x, y).grown(0.5)
        near = [at for at, land in enumerate(self.lands) if land.box.grown(reach).meets(point)]
        texts = self._focused if self.focus else {n: t for at in near for n, t in self.names_in(at).items()}
        for n, own in texts.items():
            if any(text.box.meets(point) for text in own):
                return n
        marks = [mark for at in near for mark in self.lands[at].marks]
        away, n = min(
            (((mark.x - x) ** 2 + (mark.y - y) ** 2, mark.spot.n) for mark in marks), default=(0.0, 0)
        )
        return n if away <= reach * reach else 0

    def _lands(self, atlas: Atlas, passing: Collection[int] | None) -> list[Land]:
        look, to = self.look, self.projection
        members: dict[str, list[Mark]] = {}
        room = _ROW * min(to.across, to.down)
        shrunk = [
            (share * len(atlas.spots), round(max(3.0, min(look.theme.px(side), room * 0.6)), 1))
            for share, side in _SIDES
        ]
        own = self.focus.spot.n if self.focus else 0
        for rank, spot in enumerate(atlas.spots):
            stands_out = spot.n == own or spot.n in self._related
            greys = not stands_out if self.focus else passing is not None and spot.n not in passing
            side = (
                look.sizes.reach * 2
                if stands_out
                else next(side for last, side in shrunk if rank < last or last == shrunk[-1][0])
            )
            members.setdefault(spot.theme, []).append(Mark(spot, *to.place(spot), side, greys))
        edge = look.theme.px(10)
        found = []
        for each in atlas.territories:
            left, top = to.point(each.left, each.top)
            right, bottom = to.point(each.left + each.width, each.top + each.height)
            words = look.cut(each.title, "land", max(0.0, right - left - 2 * edge))
            height = look.height("land")
            above = top + max(2.0, (TITLE * to.down - height) / 2 + 1)
            title = Box(left + edge, above, left + edge + look.width(words, "land"), above + height)
            fits = title.bottom < bottom and len(words) > 3
            text = Text(words if fits else "", title, "land", "muted")
            found.append(Land(each.theme, Box(left, top, right, bottom), text, members.get(each.theme, ())))
        return found

    def _named(self, land: Land) -> Mapping[int, tuple[Text, ...]]:
        """Place names on the right of their marks, or else on the left, the most important first.

        Between two marks it is at least twice as far from the other one, unless that has a name as well.
        """
        look, taken = self.look, Taken()
        if land.title.words:
            taken.add(land.title.box)
        for mark in land.marks:
            taken.add(mark.box.grown(1))
        inside, height = land.box.grown(-3), look.sizes.name
        found: dict[int, tuple[Text, ...]] = {}
        strong = look.theme.px(_SIDES[0][1])
        for mark in land.marks:
            if mark.grey:
                continue
            font = "strong" if mark.side >= strong else "name"
            words = look.cut(mark.spot.name, font)
            width, top = look.width(words, font), mark.y - height / 2
            away = mark.side / 2 + look.gap
            for left, before, after in (
                (mark.x + away, 0.0, look.gap),
                (mark.x - away - width, 3 * look.gap, 0.0),  # clearly not the name of a mark before it
            ):
                box = Box(left, top, left + width, top + height)
                room = box._replace(left=box.left - before, right=box.right + after)
                if inside.holds(box) and taken.is_free(room):
                    taken.add(room)
                    found[mark.spot.n] = (Text(words, box, font, "ink"),)
                    break
        self._drop_ambiguous(land, found)
        return found

    def _drop_ambiguous(self, land: Land, found: dict[int, tuple[Text, ...]]) -> None:
        """Remove the names that could be those of a mark without a name, until there is none."""
        unnamed, waiting = Taken(), [mark for mark in land.marks if mark.spot.n not in found]
        while waiting:
            for mark in waiting:
                unnamed.add(mark.box)
            near = 2 * self.look.gap
            boxes = ((n, texts[0].box) for n, texts in found.items())
            dropped = {n for n, box in boxes if not unnamed.is_free(box._replace(right=box.right + near))}
            for n in dropped:
                del found[n]
            waiting = [mark for mark in land.marks if mark.spot.n in dropped]

    def _draw_relations(self, focus: Focus, view: Box) -> Drawing:
        """Find places for what is drawn of the focus."""
        look, apart = self.look, self.look.theme.px(_APART)
        homes = {land.theme: land.box for land in self.lands}
        here = self.marks[focus.spot.n]
        wanted = [
            Wanted(
                each.n,
                (mark.x, mark.y),
                look.width(self._name_of(mark), "strong"),
                tuple(look.width(words, "relation") for words in _relations(each)),
                homes[mark.spot.theme],
            )
            for each in sorted(focus.neighbours[:_MOST])
            if (mark := self.marks.get(each.n))
        ]
        titles = [look.width(title, "title") for title in self._titles_of(focus.spot)]
        grey = [mark.box for mark in self.marks.values() if mark.grey]
        boxes = [text.box for text in self.titles]
        fixed = [box._replace(left=box.left - apart, right=box.right + apart) for box in boxes]
        sheet = self.sheet.grown(-2)
        return draw_relations((here.x, here.y), titles, wanted, grey, fixed, sheet, view, look.sizes)

    def _texts(self, drawing: Drawing, focus: Focus) -> dict[int, tuple[Text, ...]]:
        words = {each.n: _relations(each) for each in focus.neighbours}
        found: dict[int, tuple[Text, ...]] = {}
        if drawing.title:
            title = self._titles_of(focus.spot)[drawing.title_of]
            found[focus.spot.n] = (Text(title, drawing.title, "title", "ink"),)
        for n, label in drawing.labels.items():
            found[n] = (Text(self._name_of(self.marks[n]), label.name, "strong", "ink"),)
            if label.relation:
                found[n] += (Text(words[n][label.which], label.relation, "relation", "muted"),)
        return found

    def _name_of(self, mark: Mark) -> str:
        return self.look.cut(mark.spot.name, "strong")

    def _titles_of(self, spot: Spot) -> list[str]:
        full, room = spot.entry.title, self.look.theme.px(360)
        titles = [full] if self.look.width(full, "title") <= room else []
        return [*titles, *([spot.name] if spot.name != full or not titles else [])]


def _relations(neighbour: Neighbour) -> list[str]:
    """Return all relations in words, then only the first."""
    words = [text[:1].lower() + text[1:] for text in neighbour.words]
    return list(dict.fromkeys((", ".join(words), words[0])))
