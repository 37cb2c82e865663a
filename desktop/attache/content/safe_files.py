"""Reading a folder that a stranger may have made: nothing outside it, nothing huge, only text.

Links are never followed, devices and pipes never opened, and whatever is wrong with a file is
one finding among the others.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from attache.content.characters import forbidden_in
from attache.content.pack import ACCURACY_FOLDER, DELETED_FILE, FOLDERS, GUIDES_FOLDER, REGISTRY_FILES
from attache.content.problems import Problem

MAX_BYTES = 1 << 20
IGNORED = "README.md"


class UnreadableFile(Exception):
    """Why a file cannot be used, with the rule that it violates."""

    def __init__(self, rule: str, line: int, message: str, advice: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.line = line
        self.message = message
        self.advice = advice


def pack_files(folder: Path) -> tuple[list[str], list[Problem]]:
    """Return the relative paths of a pack's files, sorted, and what else is in the folder.

    ``README.md`` at the root and names that begin with a dot are passed over.
    """
    found: list[str] = []
    problems: list[Problem] = []
    entry_folders = (*FOLDERS, ACCURACY_FOLDER, GUIDES_FOLDER)
    for name, is_folder, is_link in _listed(folder, "", problems):
        if is_link:
            problems.append(_link_problem(name))
        elif is_folder and name in entry_folders:
            found.extend(_folder_files(folder, name, problems))
        elif not is_folder and name in (*REGISTRY_FILES, DELETED_FILE):
            found.append(name)
        elif name != IGNORED:
            problems.append(_unknown(name, is_folder))
    return sorted(found), problems


def _folder_files(folder: Path, name: str, problems: list[Problem]) -> list[str]:
    found: list[str] = []
    for child, is_folder, is_link in _listed(folder / name, name, problems):
        path = f"{name}/{child}"
        if is_link:
            problems.append(_link_problem(path))
        elif "\\" in child and not is_folder:
            problems.append(_unreadable_name(path))
        elif is_folder or not child.endswith(".md"):
            problems.append(_unknown(path, is_folder))
        else:
            found.append(path)
    return found


def _listed(folder: Path, name: str, problems: list[Problem]) -> list[tuple[str, bool, bool]]:
    """Return (name, is it a folder, is it a link) of what is in a folder, without dot files."""
    try:
        with os.scandir(folder) as found:
            listed = [
                (item.name, item.is_dir(follow_symlinks=False), item.is_symlink())
                for item in found
                if not item.name.startswith(".")
            ]
    except OSError as error:
        problems.append(
            Problem(
                name or ".",
                1,
                "unreadable-file",
                f"The folder cannot be read: {error.strerror}.",
                "Give yourself permission to read it.",
            )
        )
        return []
    return sorted((_printable(child), is_folder, is_link) for child, is_folder, is_link in listed)


def _printable(name: str) -> str:
    # A name that is not UTF-8 reaches us with lone surrogates, which nothing can print or store.
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _unknown(path: str, is_folder: bool) -> Problem:
    what = "folder" if is_folder else "file"
    return Problem(
        path,
        1,
        "unknown-file",
        f"The pack format has no {what} of this name here.",
        f"Move the {what} out of the pack, or see the pack format for where it belongs.",
    )


def _unreadable_name(path: str) -> Problem:
    return Problem(
        path, 1, "bad-id", "The file's name is not UTF-8, or holds a backslash.",
        "Name it in small letters, digits and single hyphens, ending in .md.",
    )  # fmt: skip


def _link_problem(path: str) -> Problem:
    return Problem(
        path, 1, "symbolic-link", "This is a symbolic link, and links are never followed.",
        "Put the file itself in its place.",
    )  # fmt: skip


def read_text(folder: Path, file: str) -> str:
    """Return a file's text with plain line ends and without a byte-order mark; raises UnreadableFile."""
    raw = _read_bytes(folder / file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile("not-text", line, "The file is not UTF-8 text.", "Save it as UTF-8.") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", " ")
    bad = forbidden_in(text)
    if bad:
        line = text.count("\n", 0, bad[0]) + 1
        raise UnreadableFile(
            "not-text",
            line,
            f"The file contains the control character {bad[1]}, which is invisible.",
            "Delete the character, or put a text file in its place.",
        )
    return text


def _read_bytes(path: Path) -> bytes:
    # O_NOFOLLOW and O_NONBLOCK close the gap between listing and opening: a link or a pipe put
    # there meanwhile is neither followed nor waited for.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFile(
                    "unreadable-file", 1, "This is not an ordinary file.", "Put a text file in its place."
                )
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(
            "unreadable-file",
            1,
            f"The file cannot be read: {error.strerror or error}.",
            "Give yourself permission to read it, or put it back.",
        ) from error
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(
            "huge-file", 1, "The file is larger than 1 MiB.", "Divide it, or put the right file in its place."
        )
    return raw
