"""Reading a whole pack from its folder, with everything that is wrong with its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attache.base.errors import KnownError
from attache.base.watch import UNWATCHED, Watch
from attache.content.fields import MAX_ITEMS
from attache.content.front_matter import Divided, divide
from attache.content.nodes import Items, Node
from attache.content.pack import (
    ACCURACY_FOLDER,
    DELETED_FILE,
    FOLDERS,
    GUIDES_FOLDER,
    ID,
    REGISTRY_FILES,
    Pack,
    Registries,
    SourceAccuracy,
    SourceEntry,
    SourceGuide,
)
from attache.content.plain_yaml import YamlFault, parse_yaml
from attache.content.problems import Problem, shortened
from attache.content.read_entries import read_entry
from attache.content.read_notes import read_accuracy, read_guide
from attache.content.read_registries import (
    PackHead,
    read_documents,
    read_pack_head,
    read_relation_types,
    read_themes,
)
from attache.content.safe_files import UnreadableFile, pack_files, read_text


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder yields: the pack as far as it could be read, and the faults of its files.

    ``broken`` are the files whose contents are unknown; rules do not report what is missing because of them.
    """

    pack: Pack
    problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()


def read_pack(folder: Path, watch: Watch = UNWATCHED) -> Reading:
    """Return the pack in a folder; raises KnownError only if there is no such folder, and GivenUp."""
    if not folder.is_dir():
        raise KnownError(f"There is no folder {folder}.", "Name the folder with the pack's pack.yaml.")
    files, problems = pack_files(folder)
    return _Reader(folder, files, problems, watch).reading()


class _Reader:
    """Goes through the files of one folder once."""

    def __init__(self, folder: Path, files: list[str], problems: list[Problem], watch: Watch) -> None:
        self._folder = folder
        self._watch = watch
        self._read = 0
        self._files = files
        self._problems = problems
        # What stands under a name but could not be taken is there all the same, and not missing.
        self._broken = {
            problem.file
            for problem in problems
            if problem.rule != "unknown-file" and ("/" in problem.file or problem.file in REGISTRY_FILES)
        }

    def reading(self) -> Reading:
        """Return everything the files hold."""
        head = self._pack_head()
        registries = Registries(
            read_documents(*self._list("documents.yaml"), self._problems),
            read_themes(*self._list("themes.yaml"), self._problems),
            read_relation_types(*self._list("relations.yaml"), self._problems),
        )
        pack = Pack(
            id=head.id,
            title=head.title,
            version=head.version,
            language=head.language,
            licence=head.licence,
            about=head.about,
            complete=head.complete,
            tiers=head.tiers,
            registries=registries,
            entries=tuple(self._entries()),
            accuracy=tuple(self._accuracy()),
            guides=tuple(self._guides()),
            deleted_cards=self._deleted_cards(),
        )
        self._missing_registries()
        return Reading(pack, tuple(self._problems), frozenset(self._broken))

    def _pack_head(self) -> PackHead:
        file, node = self._registry("pack.yaml")
        if not self._has(file) or file in self._broken:
            return PackHead()
        return read_pack_head(file, node, self._problems)

    def _deleted_cards(self) -> dict[str, int]:
        """Return the ids in the list of deleted cards with their lines; # begins a remark."""
        text = self._text(DELETED_FILE) if self._has(DELETED_FILE) else None
        found: dict[str, int] = {}
        for number, line in enumerate((text or "").split("\n"), 1):
            name = line.partition("#")[0].strip()
            if name and not ID.fullmatch(name):
                message = f"“{shortened(name)}” is not an id."
                self._problems.append(
                    Problem(DELETED_FILE, number, "bad-id", message, "Write the id of one card on each line.")
                )
            elif name:
                found.setdefault(name, number)
        return found

    def _has(self, file: str) -> bool:
        return file in self._files

    def _missing_registries(self) -> None:
        for file in REGISTRY_FILES:
            if not self._has(file) and file not in self._broken:
                self._broken.add(file)
                self._problems.append(
                    Problem(
                        file, 1, "missing-file", f"The pack has no {file}.", "Add it, see the pack format."
                    )
                )

    def _list(self, file: str) -> tuple[str, Node | None]:
        file, node = self._registry(file)
        # What is no list, or too long a one, hides what it would have declared.
        if node is not None and not (isinstance(node, Items) and len(node.items) <= MAX_ITEMS):
            self._broken.add(file)
        return file, node

    def _registry(self, file: str) -> tuple[str, Node | None]:
        text = self._text(file) if self._has(file) else None
        if text is None:
            return file, None
        try:
            return file, parse_yaml(text)
        except YamlFault as fault:
            self._fault(file, fault)
            return file, None

    def _text(self, file: str) -> str | None:
        self._read += 1
        self._watch.report(self._read, len(self._files))
        try:
            return read_text(self._folder, file)
        except UnreadableFile as error:
            self._broken.add(file)
            self._problems.append(Problem(file, error.line, error.rule, error.message, error.advice))
            return None

    def _fault(self, file: str, fault: YamlFault) -> None:
        self._broken.add(file)
        self._problems.append(Problem(file, fault.line, "yaml", fault.message, fault.advice))

    def _divided(self, folder: str) -> Iterator[tuple[str, Divided]]:
        for file in self._files:
            if not file.startswith(folder + "/"):
                continue
            if not ID.fullmatch(file[len(folder) + 1 : -3]):
                self._problems.append(
                    Problem(
                        file,
                        1,
                        "bad-id",
                        "The file's name is not an id.",
                        "Name it in small letters, digits and single hyphens, ending in .md.",
                    )
                )
            text = self._text(file)
            if text is None:
                continue
            try:
                yield file, divide(text)
            except YamlFault as fault:
                self._fault(file, fault)

    def _entries(self) -> Iterator[SourceEntry]:
        for folder, kind in FOLDERS.items():
            for file, divided in self._divided(folder):
                yield read_entry(file, kind, divided, self._problems)

    def _accuracy(self) -> Iterator[SourceAccuracy]:
        for file, divided in self._divided(ACCURACY_FOLDER):
            yield read_accuracy(file, divided, self._problems)

    def _guides(self) -> Iterator[SourceGuide]:
        for file, divided in self._divided(GUIDES_FOLDER):
            yield read_guide(file, divided, self._problems)
