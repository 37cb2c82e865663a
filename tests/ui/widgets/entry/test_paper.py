from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from attache.base.entry import Entry, Fact
from attache.base.errors import KnownError
from attache.base.vocabulary import EntryRef, Kind
from attache.library.library import Library
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.paper import lay_out, print_entry, save_pdf, typeset
from tests.conftest import Sample
from tests.ui.examples import ENTRY, PLAIN


def title_of(pdf: bytes) -> str:
    """Return the title in a PDF file's properties."""
    found = re.search(rb"/Title \((.*?)(?<!\\)\)\s*/", pdf, re.DOTALL)
    assert found is not None
    written = re.sub(rb"\\(.)", rb"\1", found[1], flags=re.DOTALL)
    return written.decode("utf-16")


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF file has."""
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def text_of(file: Path, title: str) -> str:
    """Return the text of a PDF file without the feet of its pages."""
    text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    return re.sub(rf"{re.escape(title)} · \d+ of \d+", "", text)


def text_on_paper(entry: Entry, note: str, theme: Theme) -> str:
    """Return what an entry's page says, with the numbers of its lists."""
    document: QTextDocument = typeset(entry, note, theme.palette_for_paper)
    lines: list[str] = []
    block = document.begin()
    while block.isValid():
        items = block.textList()
        # PySide says that there is always a list.
        number = items.itemText(block) if items is not None else ""  # type: ignore[redundant-expr]
        lines += [number if number.strip(".").isalnum() else "", block.text()]  # a bullet is a drawing
        block = block.next()
    return "\n".join(lines)


def words(text: str) -> Counter[str]:
    """Count the words of a text, without the numbers that may be those of notes."""
    return Counter(re.findall(r"[^\W\d]+", text))


def check_texts(entries: Sequence[Entry], theme: Theme, file: Path, note: str = "") -> None:
    """Check that the PDF of each entry holds the text of its page: each letter once, in order."""
    for entry in entries:
        save_pdf(entry, note, theme.palette_for_paper, file)
        found, said = text_of(file, entry.title), text_on_paper(entry, note, theme)
        assert "".join(found.split()) == "".join(said.split()), entry.id
        assert words(said) == words(found), entry.id


@pytest.mark.parametrize(
    "id_", ["nato", "five-power-defence-arrangements", "strategic-alliance-building", "founding-of-asean"]
)
def test_a_pdf_holds_the_words_that_it_shows(
    qapp: QApplication, theme: Theme, library: Library, tmp_path: Path, id_: str
) -> None:
    check_texts([library.entry(id_)], theme, tmp_path / "e.pdf")


@pytest.mark.slow
def test_the_pdf_of_every_shipped_entry_holds_the_words_that_it_shows(
    qapp: QApplication, theme: Theme, library: Library, tmp_path: Path, sample: Sample
) -> None:
    """Every tenth entry, and all with ``--long``."""
    rows = sample.of(library.rows(library.browse()), 10)
    check_texts([library.entry(row.id) for row in rows], theme, tmp_path / "e.pdf")


LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 "
    "AÀÁÂÃÄÅĀĂĄẠẢẤ ÇĆČ ĐÐ ÈÉÊËĒĖĘẾ ÌÍÎÏĪİı ŁŃÑÒÓÔÕÖØŌŐƠ ŚŞŠȘ ŢŤȚ ÙÚÛÜŪŮƯ ÝŸŹŻŽ ßœæ ΑΒΓαβγι АБВабв ½ ¹²³ → "
    "Attaché’s “office” – the fifth Thing, affiliated, baffling; fjord: (1995–2004) [1] 12:30 A–B 3×4 ->"
)


def test_each_letter_gets_into_a_pdf_in_every_typeface_of_the_page(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    entry = replace(
        PLAIN,
        ref=EntryRef("plain", "Office “Thing” ABC", Kind.CONCEPT),
        facts=(Fact("place", "Place", LETTERS, escape(LETTERS)),),
        body_html=f"<p>{escape(LETTERS)}</p><p><em>{escape(LETTERS)}</em></p><p><b>{escape(LETTERS)}</b></p>",
        accuracy=(),
    )
    check_texts([entry], theme, tmp_path / "e.pdf", LETTERS)


def test_a_space_in_a_pdf_is_a_space(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    entry = replace(PLAIN, facts=(Fact("place", "Place", "two words", "two words"),))
    save_pdf(entry, "three words here", theme.palette, tmp_path / "e.pdf")
    text = text_of(tmp_path / "e.pdf", entry.title)
    assert "two words" in text
    assert "three words here" in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_capitals_set_apart_are_one_word_for_poppler(
    qapp: QApplication, theme: Theme, library: Library, tmp_path: Path
) -> None:
    save_pdf(library.entry("article-5"), "", theme.palette_for_paper, tmp_path / "e.pdf")
    found = subprocess.run(["pdftotext", tmp_path / "e.pdf", "-"], capture_output=True, check=True)
    assert found.stdout.decode().startswith("ORGANISATION · TREATY\n")


@pytest.mark.parametrize("title", ["Titleword", "Military attaché (and others)", "Ζήτω – 北京 \\ ("])
def test_a_pdf_is_one_and_has_the_entry_s_title(
    qapp: QApplication, theme: Theme, tmp_path: Path, title: str
) -> None:
    file = tmp_path / "Entry.pdf"
    save_pdf(replace(ENTRY, ref=EntryRef("five", title, Kind.CONCEPT)), "My note", theme.palette, file)
    written = file.read_bytes()
    assert written.startswith(b"%PDF-")
    assert written.rstrip().endswith(b"%%EOF")
    assert title_of(written) == title
    assert pages_of(written) >= 1
    assert [path.name for path in tmp_path.iterdir()] == ["Entry.pdf"]


def test_a_long_entry_runs_over_as_many_pages_as_it_takes(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    def pages(paragraphs: int) -> int:
        entry = replace(PLAIN, body_html="<p>A paragraph of text that fills a line or so.</p>" * paragraphs)
        save_pdf(entry, "", theme.palette, tmp_path / "e.pdf")
        return pages_of((tmp_path / "e.pdf").read_bytes())

    assert [pages(0), pages(5)] == [1, 1]
    assert pages(100) in (3, 4, 5)


def test_the_reader_s_note_is_printed_too(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    save_pdf(PLAIN, "", theme.palette, tmp_path / "without.pdf")
    save_pdf(PLAIN, "a line\n" * 80, theme.palette, tmp_path / "with.pdf")
    assert pages_of((tmp_path / "with.pdf").read_bytes()) > pages_of((tmp_path / "without.pdf").read_bytes())


def test_no_file_that_a_text_names_gets_onto_paper(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    image = QImage(61, 67, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(tmp_path / "picture.png"))
    for address in (
        QUrl.fromLocalFile(str(tmp_path / "picture.png")).toString(),
        str(tmp_path / "picture.png"),
    ):
        entry = replace(PLAIN, body_html=f'<p>text <img src="{address}"></p>')
        save_pdf(entry, "", theme.palette, tmp_path / "e.pdf")
        assert b"/Width 61" not in (tmp_path / "e.pdf").read_bytes()


def test_every_shipped_entry_can_be_printed(
    qapp: QApplication, theme: Theme, library: Library, tmp_path: Path
) -> None:
    for row in library.rows(library.browse()[:5]):
        save_pdf(library.entry(row.id), "", theme.palette, tmp_path / "e.pdf")
        assert title_of((tmp_path / "e.pdf").read_bytes()) == row.title


@pytest.mark.qt_log_ignore("QPdf|QPainter|open|write")
def test_a_folder_that_is_not_there_is_said(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    file = tmp_path / "gone" / "Entry.pdf"
    with pytest.raises(KnownError, match=re.escape(str(file))) as told:
        save_pdf(ENTRY, "", theme.palette, file)
    assert told.value.advice
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_replaced_is_left_and_nothing_beside_it(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    folder = tmp_path / "Entry.pdf"
    folder.mkdir()
    with pytest.raises(KnownError):
        save_pdf(ENTRY, "", theme.palette, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["Entry.pdf"]
    assert folder.is_dir()


@pytest.mark.qt_log_ignore("QPdf|QPainter|open")
def test_whatever_stands_in_the_way_is_said(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / ".Entry.pdf.part").mkdir()
    with pytest.raises(KnownError, match="could not be written"):
        save_pdf(ENTRY, "", theme.palette, tmp_path / "Entry.pdf")
    assert not (tmp_path / "Entry.pdf").exists()


@contextmanager
def small_disk() -> Iterator[None]:
    """Let no file grow beyond 4 kB, as if the disk were full by then; the test's own report included."""
    import resource  # not there on every system

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)


@pytest.mark.skipif(sys.platform == "win32", reason="a file's size cannot be limited there")
@pytest.mark.qt_log_ignore("QPdf|QPainter|QIODevice|write")
def test_on_a_full_disk_the_file_that_was_there_stays(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    file = tmp_path / "Entry.pdf"
    file.write_bytes(b"%PDF- an earlier one")
    with small_disk(), pytest.raises(KnownError, match="could not be written"):
        save_pdf(ENTRY, "", theme.palette, file)
    assert file.read_bytes() == b"%PDF- an earlier one"
    assert [path.name for path in tmp_path.iterdir()] == ["Entry.pdf"]


def test_a_file_of_that_name_is_replaced(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    file = tmp_path / "Entry.pdf"
    file.write_bytes(b"an earlier one")
    save_pdf(PLAIN, "", theme.palette, file)
    assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(os.name != "posix", reason="names and pipes as POSIX has them")
def test_a_path_that_is_no_unicode_is_the_path_that_is_written(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    save_pdf(PLAIN, "", theme.palette, folder / os.fsdecode(b"\xff.pdf"))
    assert list(tmp_path.rglob("*.pdf")) == [folder / os.fsdecode(b"\xff.pdf")]
    assert (folder / os.fsdecode(b"\xff.pdf")).read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(os.name != "posix", reason="names and pipes as POSIX has them")
def test_a_pipe_is_neither_waited_for_nor_replaced(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Entry.pdf")
    with pytest.raises(KnownError, match="could not be written"):
        save_pdf(PLAIN, "", theme.palette, tmp_path / "Entry.pdf")
    assert (tmp_path / "Entry.pdf").is_fifo()


@pytest.mark.parametrize("agreed", [True, False])
def test_printing_asks_first_and_names_what_is_printed(
    qapp: QApplication,
    theme: Theme,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    agreed: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    titles: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        titles.append(dialog.windowTitle())
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        dialog.done(int(agreed))

    QTimer.singleShot(0, answer)
    print_entry(ENTRY, "", theme.palette, parent)
    assert titles == ["Print “Titleword”"]
    assert os.listdir(tmp_path) == (["printed.pdf"] if agreed else [])  # noqa: PTH208
    if agreed:
        assert title_of((tmp_path / "printed.pdf").read_bytes()) == "Titleword"


def last_page(entry: Entry, theme: Theme) -> float:
    """Return how much of an A4 page the last one is filled, in per cent; 100 for a single page."""
    shape = (297 - 40) / (210 - 40)
    document, pages = lay_out(partial(typeset, entry, "", theme.palette_for_paper), shape)
    room = document.textWidth() * shape
    return 100 if len(pages) == 1 else 100 * (pages[-1].bottom - pages[-1].top) / room


@pytest.mark.parametrize("entry", ["track-two-diplomacy", "rimpac", "cold-war"])
def test_a_last_page_has_more_than_a_few_lines(
    qapp: QApplication, theme: Theme, library: Library, entry: str
) -> None:
    assert last_page(library.entry(f"attache:{entry}"), theme) > 14


@pytest.mark.slow
def test_the_last_page_of_no_shipped_entry_is_nearly_empty(
    qapp: QApplication, theme: Theme, library: Library, sample: Sample
) -> None:
    """Every fourth one is laid out, and all with ``--long``."""
    rows = sample.of(library.rows(library.browse()), 4)
    assert [row.id for row in rows if last_page(library.entry(row.id), theme) < 14] == []
