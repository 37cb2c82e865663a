"""How resources/fonts was made: whole families out of the subsets that @fontsource publishes.

Only needed when the fonts are to be renewed: unpack the npm packages @fontsource/literata and
@fontsource/inter into one folder, install fonttools and brotli, and run
``python .ci/fonts.py FOLDER resources/fonts``.  Qt keeps only one file of a family and style, so
the subsets of a style have to be one file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SUBSETS = ("latin", "latin-ext", "vietnamese", "greek", "cyrillic")
WANTED = {
    "Literata": (
        ("400-normal", "Regular"),
        ("400-italic", "Italic"),
        ("600-normal", "SemiBold"),
        ("700-normal", "Bold"),
    ),
    "Inter": (("400-normal", "Regular"), ("500-normal", "Medium"), ("600-normal", "SemiBold")),
}
EXTRA = {  # characters whose shapes the subsets hold for features, but do not encode
    **{0x2070 + digit: digit for digit in (0, 4, 5, 6, 7, 8, 9)},
    0x2010: "hyphen",
    0x2011: "hyphen",
    0x202F: "uni2009",
    0x2190: "arrowleft",
    0x2192: "arrowright",
    0x2194: "arrowboth",
}
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def superior(font: TTFont, digit: int) -> str:
    """Return the name of the glyph that draws a raised digit, made from a numerator where there is none."""
    glyphs, digits = font["glyf"], DIGITS[digit]
    raised = next((name for name in (f"uni207{digit}", f"{digits}.sups") if name in glyphs), "")
    if raised:
        return raised
    lift = glyphs["one.sups"].yMax - glyphs["one.numr"].yMax
    pen = TTGlyphPen(glyphs)
    glyphs[f"{digits}.numr"].draw(TransformPen(pen, (1, 0, 0, 1, 0, lift)), glyphs)
    name = f"{digits}.sups"
    glyphs[name] = pen.glyph()
    font["hmtx"][name] = font["hmtx"][f"{digits}.numr"]
    font.setGlyphOrder(list(glyphs.glyphOrder))
    return name


def encode_extras(font: TTFont) -> None:
    """Give the shapes of EXTRA their characters wherever the font has the shape."""
    for code, shape in EXTRA.items():
        name = superior(font, shape) if isinstance(shape, int) else shape
        for table in font["cmap"].tables:
            if table.isUnicode() and name in font.getGlyphOrder():
                table.cmap.setdefault(code, name)


def name_style(font: TTFont, family: str, style: str) -> None:
    """Name a font so that Qt lists one family, whose styles differ by weight and slant alone."""
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"{family}-{style}"}
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=number)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    bold, italic = style == "Bold", style == "Italic"
    font["head"].macStyle = bold * 1 + italic * 2
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (
        italic * 1 + bold * 32 + (0 if bold or italic else 64)
    )


def merged(files: list[Path], scratch: Path) -> TTFont:
    """Return one font with everything that the subset files hold."""
    plain = []
    for number, file in enumerate(files):
        font = TTFont(file)
        font.flavor = None
        path = scratch / f"{number}.ttf"
        font.save(path)
        plain.append(str(path))
    return Merger(Options(drop_tables=["STAT", "vhea", "vmtx", "DSIG"])).merge(plain)


def main(packages: Path, target: Path) -> None:
    """Write every wanted style of both families to the target folder."""
    for family, styles in WANTED.items():
        folder = next(packages.glob(f"*{family.lower()}*/files"))
        for source, style in styles:
            files = [folder / f"{family.lower()}-{subset}-{source}.woff2" for subset in SUBSETS]
            with tempfile.TemporaryDirectory() as scratch:
                font = merged(files, Path(scratch))
                encode_extras(font)
                name_style(font, family, style)
                font["head"].created = font["head"].modified = TTFont(files[0])["head"].created
                font.recalcTimestamp = False
                font.save(target / f"{family}-{style}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
