from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

from attache.content.compile import write_library
from tests.bench.generate import generated_pack
from tests.bench.peers.dictionary import Article, articles, write_goldendict_home, write_stardict


def test_every_entry_of_a_library_is_an_article_with_all_its_names(tmp_path: Path) -> None:
    pack = generated_pack(30)
    write_library(pack, tmp_path / "library.db")
    found = {article.names[0]: article for article in articles(tmp_path / "library.db")}
    assert found.keys() == {entry.title for entry in pack.entries}
    for entry in pack.entries:
        assert {label.text for label in entry.labels} <= set(found[entry.title].names)
        assert entry.body.split(".")[0].split()[-1] in found[entry.title].html


def test_a_dictionary_can_be_read_back(tmp_path: Path) -> None:
    written = [Article(("Zone", "Area"), "<p>z</p>"), Article(("attaché",), "<p>né</p>")]
    assert write_stardict(tmp_path, "Two", written) == 2
    texts = (tmp_path / "entries.dict").read_bytes()
    index = (tmp_path / "entries.idx").read_bytes()
    found: dict[str, str] = {}
    order: list[str] = []
    while index:
        name, rest = index.split(b"\0", 1)
        start, length = struct.unpack(">II", rest[:8])
        found[name.decode()] = texts[start : start + length].decode()
        order.append(name.decode())
        index = rest[8:]
    assert found == {"Zone": "<p>z</p>", "attaché": "<p>né</p>"}
    name, number = (tmp_path / "entries.syn").read_bytes().split(b"\0", 1)
    assert (name, order[struct.unpack(">I", number)[0]]) == (b"Area", "Zone")
    told = (tmp_path / "entries.ifo").read_text("utf-8")
    assert "wordcount=2\n" in told
    assert f"idxfilesize={(tmp_path / 'entries.idx').stat().st_size}\n" in told


def test_the_settings_name_the_one_folder(tmp_path: Path) -> None:
    write_goldendict_home(tmp_path, tmp_path / "A & B")
    told = ElementTree.parse(tmp_path / ".goldendict" / "config")  # noqa: S314 - written a line above
    assert [each.text for each in told.findall("paths/path")] == [str(tmp_path / "A & B")]
    assert told.findtext("preferences/enableTrayIcon") == "0"
