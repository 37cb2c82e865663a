"""The program's own source files, for the tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PACKAGE = TOP / "desktop" / "attache"


def modules(*rooms: str) -> list[str]:
    """Return the dotted names of all modules, or of those in some rooms."""
    names = []
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = ("attache", *file.relative_to(PACKAGE).with_suffix("").parts)
        if not rooms or (len(parts) > 1 and parts[1] in rooms):
            names.append(".".join(parts).removesuffix(".__init__"))
    return names


def trees(folder: Path = PACKAGE) -> Iterator[tuple[Path, ast.Module]]:
    """Yield every source file of a folder, relative to the top folder, with its syntax tree."""
    for file in sorted(folder.rglob("*.py")):
        yield file.relative_to(TOP), ast.parse(file.read_text(encoding="utf-8"))
