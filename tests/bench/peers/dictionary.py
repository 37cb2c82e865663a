"""A library's entries as a StarDict dictionary, and a GoldenDict that shows it and nothing else."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from html import escape
from pathlib import Path

_CONFIG = """<?xml version="1.0" encoding="UTF-8"?>
<config>
 <paths><path recursive="0">{folder}</path></paths>
 <preferences>
  <interfaceLanguage>en_US</interfaceLanguage>
  <newTabsOpenAfterCurrentOne>0</newTabsOpenAfterCurrentOne>
  <enableTrayIcon>0</enableTrayIcon>
  <startToTray>0</startToTray>
  <closeToTray>0</closeToTray>
  <autoStart>0</autoStart>
  <enableMainWindowHotkey>0</enableMainWindowHotkey>
  <enableClipboardHotkey>0</enableClipboardHotkey>
  <enableScanPopup>0</enableScanPopup>
  <startWithScanPopupOn>0</startWithScanPopupOn>
  <checkForNewReleases>0</checkForNewReleases>
  <disallowContentFromOtherSites>1</disallowContentFromOtherSites>
  <searchInDock>1</searchInDock>
  <fullTextSearch><enabled>0</enabled></fullTextSearch>
 </preferences>
 <timeForNewReleaseCheck/>
 <skippedRelease>999.9.9</skippedRelease>
</config>
"""
"""Only the main window: no tray icon, no pop-up, no check for releases; the list beside the article."""


@dataclass(frozen=True, slots=True)
class Article:
    """One entry of a dictionary: the names under which it is found, the first its title, and its text."""

    names: tuple[str, ...]
    html: str


def articles(library: Path) -> Iterator[Article]:
    """Yield a library's entries with all their names, their definition and their text."""
    with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
        names: dict[int, list[str]] = {}
        for entry, text in connection.execute("SELECT entry, text FROM label ORDER BY entry, position"):
            names.setdefault(entry, []).append(text)
        rows = connection.execute("SELECT n, title, definition_html, body_html FROM entry ORDER BY n")
        for number, title, definition, body in rows:
            html = f"<h2>{escape(title)}</h2><p>{definition}</p>{body}"
            yield Article(tuple(dict.fromkeys((title, *names.get(number, ())))), html)


def write_stardict(folder: Path, title: str, found: Iterable[Article]) -> int:
    """Write a StarDict dictionary (.ifo, .idx, .dict, .syn) into a folder; return its number of entries."""
    folder.mkdir(parents=True, exist_ok=True)
    # Both lists are sorted as the format says: by ASCII letters without case, then by bytes.
    ordered = sorted(found, key=lambda article: _place(article.names[0]))
    index, texts = bytearray(), bytearray()
    others: list[tuple[str, int]] = []
    for number, article in enumerate(ordered):
        text = article.html.encode()
        index += article.names[0].encode() + b"\0" + struct.pack(">II", len(texts), len(text))
        texts += text
        others += [(name, number) for name in article.names[1:]]
    others.sort(key=lambda pair: (_place(pair[0]), pair[1]))
    synonyms = b"".join(name.encode() + b"\0" + struct.pack(">I", number) for name, number in others)
    lines = (
        "StarDict's dict ifo file", "version=2.4.2", f"bookname={title}", f"wordcount={len(ordered)}",
        f"synwordcount={len(others)}", f"idxfilesize={len(index)}", "sametypesequence=h",
    )  # fmt: skip
    for suffix, content in (("idx", index), ("dict", texts), ("syn", synonyms)):
        (folder / f"entries.{suffix}").write_bytes(content)
    (folder / "entries.ifo").write_text("\n".join(lines) + "\n", "utf-8")
    return len(ordered)


def write_goldendict_home(home: Path, dictionaries: Path) -> None:
    """Write the configuration of a GoldenDict whose only dictionary folder is ``dictionaries``."""
    settings = home / ".goldendict"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "config").write_text(_CONFIG.format(folder=escape(str(dictionaries))), "utf-8")


def _place(name: str) -> tuple[bytes, bytes]:
    raw = name.encode()
    return raw.lower(), raw
