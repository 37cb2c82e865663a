"""What no file of the project may contain: somebody's machine, somebody's desk, a registry's address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import TOP

FOLDERS = (".ci", ".github", "desktop", "docs", "resources", "seeds", "tests")
ALLOWED_AT_TOP = {
    ".ci", ".git", ".gitattributes", ".github", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md",
    "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "desktop", "docs", "hatch_build.py",
    "pyproject.toml", "requirements.lock", "resources", "seeds", "tests",
}  # fmt: skip
MADE = {
    ".venv", "build", "dist", ".coverage", "htmlcov", ".hypothesis", ".mypy_cache", ".pytest_cache",
    ".ruff_cache", ".benchmarks", "__pycache__", ".idea", ".vscode", ".DS_Store",
}  # fmt: skip
BINARY = {".png", ".ttf", ".db", ".pyc"}
# Put together from pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a folder of somebody's machine": re.compile(r"(?<![\w.~$}])/(?:root|Users|" + "work" + r")/[\w.]"),
    "a folder beside the project": re.compile(r"\.\./(?:" + "shared" + r"|documents|content/inv)"),
    "the address of a package registry": re.compile(
        "|".join(("pypi" + r"\.org", "files\\." + "pythonhosted", "registry\\." + "npmjs", "index" + "-url"))
    ),
    "a merge that was left half done": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}


def texts() -> Iterator[Path]:
    """Yield every text file of the project."""
    for file in TOP.iterdir():
        if file.is_file() and file.name not in MADE:
            yield file
    for folder in FOLDERS:
        for file in sorted((TOP / folder).rglob("*")):
            if file.is_file() and file.suffix not in BINARY and not MADE & set(file.parts):
                yield file


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = [
        f"{file.relative_to(TOP)}: {match[0]}"
        for file in texts()
        for match in FORBIDDEN[what].finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_text_is_utf_8_with_plain_line_ends() -> None:
    for file in texts():
        content = file.read_bytes()
        content.decode("utf-8")
        assert b"\r" not in content, file
        assert not content or content.endswith(b"\n"), file


def test_the_top_folder_holds_what_an_engineer_expects() -> None:
    assert {path.name for path in TOP.iterdir()} - MADE <= ALLOWED_AT_TOP


def test_links_between_documents_lead_somewhere() -> None:
    link = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
    lost = [
        f"{document.name}: {match[1]}"
        for document in [*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")]
        for match in link.finditer(document.read_text(encoding="utf-8"))
        if not (document.parent / match[1]).exists()
    ]
    assert lost == []


def test_the_rows_of_every_table_have_as_many_cells_as_its_head_and_none_is_empty() -> None:
    for file in (TOP / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")):
        head = 0
        for line in file.read_text(encoding="utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line[:1] == "|" else []
            assert all(cells), f"{file.name}: {line}"
            assert head in (0, len(cells)) or not cells, f"{file.name}: {line}"
            head = len(cells)


def test_the_readme_shows_the_pictures_that_there_are_and_they_are_small() -> None:
    shown = set(re.findall(r"!\[[^\]]+\]\((docs/pictures/[^)]+)\)", (TOP / "README.md").read_text("utf-8")))
    pictures = {file.relative_to(TOP).as_posix(): file for file in (TOP / "docs" / "pictures").iterdir()}
    assert shown == set(pictures)
    assert {
        name: file.stat().st_size for name, file in pictures.items() if file.stat().st_size > 300_000
    } == {}
