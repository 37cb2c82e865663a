"""Every command against everything that can stand at a path, come as a word, or be wrong with its streams.

Each case is a process of its own with a time limit.  It must end by itself, with one sentence where something
cannot be done, and nothing that stood there may be changed.
"""

from __future__ import annotations

import itertools
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import chdir, closing
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

from attache.cli.commands import COMMANDS
from attache.content.compile import build
from attache.learner.progress import Progress
from tests.cli.conftest import write_pack
from tests.faults.conftest import Tries
from tests.permissions import as_nobody_special

SECONDS = 60
"""How long a command may take, most of which is the start of Python on a busy machine."""
NO_UNICODE = os.fsdecode(b"caf\xe9 \xff")
OF_QT = re.compile(rb"Detected locale .*?for more information\.\n", re.DOTALL)
"""What Qt says where the locale is not UTF-8."""
Case = TypeVar("Case")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes, devices and names as Linux has them")


class World(NamedTuple):
    """Sound files to put in place, and an empty folder for one case."""

    library: Path
    pack: Path
    progress: bytes
    folder: Path

    def data(self) -> Path:
        """Return a data folder with progress in it."""
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        (data / "progress.db").write_bytes(self.progress)
        return data


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    folder = tmp_path_factory.mktemp("sound")
    pack, library = write_pack(folder / "pack"), folder / "small.db"
    build(pack, library)
    with Progress.open(folder / "progress.db") as progress:
        progress.notes.write("attache:neutrality", "kept")
    return library, pack, (folder / "progress.db").read_bytes()


@pytest.fixture
def worlds(sound: tuple[Path, Path, bytes], tmp_path: Path) -> Callable[[], World]:
    numbers = itertools.count()

    def make() -> World:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        return World(*sound, folder)

    return make


class Ran(NamedTuple):
    """What came of a command."""

    status: int
    out: bytes
    err: bytes


def run(words: Sequence[str], cwd: Path, redirect: str = "", **variables: str | None) -> Ran:
    """Run a command in a shell that redirects its streams; a variable that is None is not set."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | variables
    ran = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f'"$@" {redirect}',
            "sh",
            *as_nobody_special(),
            sys.executable,
            "-m",
            "attache",
            *words,
        ],
        env={name: value for name, value in environment.items() if value is not None},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, OF_QT.sub(b"", ran.stderr))


def outcome(ran: Ran) -> str:
    """Return what came of a command in words; fails unless it said so as promised."""
    assert b"Traceback" not in ran.err, ran.err.decode(errors="replace")
    assert ran.status in (0, 1, 2), ran
    assert ran.err.count(b"\n") <= 1, ran
    assert not ran.err or ran.err.startswith(b"attache: "), ran
    ran.out.decode()  # all of it is text
    if ran.status == 2:
        assert re.search(rb"[.)]\n$|: attache .*\n$|[?]\n$|DIR\n$|FILE\n$", ran.err), ran
        return "refused in one sentence"
    return "answered no" if ran.status else "done as if nothing were wrong"


# What can stand at a path


def put_folder(path: Path, _: World) -> None:
    path.mkdir()


def put_locked_folder(path: Path, _: World) -> None:
    path.mkdir(mode=0)


def put_pipe(path: Path, _: World) -> None:
    os.mkfifo(path)


def put_socket(path: Path, _: World) -> None:
    with chdir(path.parent), closing(socket.socket(socket.AF_UNIX)) as line:
        line.bind(path.name)


def put_full_device(path: Path, _: World) -> None:
    path.symlink_to("/dev/full")


def put_endless_device(path: Path, _: World) -> None:
    path.symlink_to("/dev/zero")


def put_locked_file(path: Path, world: World) -> None:
    path.write_bytes(world.progress)
    path.chmod(0)


def put_text(path: Path, _: World) -> None:
    path.write_text("Dear diary\n" * 50)


def put_progress(path: Path, world: World) -> None:
    path.write_bytes(world.progress)


def put_empty_file(path: Path, _: World) -> None:
    path.touch()


def put_link_to_nothing(path: Path, _: World) -> None:
    path.symlink_to("nowhere")


def put_link_to_itself(path: Path, _: World) -> None:
    path.symlink_to(path.name)


def put_half_a_file(path: Path, world: World) -> None:
    path.write_bytes(world.progress[: len(world.progress) // 2])


def put_half_a_library(path: Path, world: World) -> None:
    whole = world.library.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def put_library_of_noise(path: Path, world: World) -> None:
    path.write_bytes(world.library.read_bytes()[:100] + bytes(range(256)) * 400)


THINGS = (
    put_folder, put_locked_folder, put_pipe, put_socket, put_full_device, put_endless_device, put_locked_file,
    put_text, put_empty_file, put_link_to_nothing, put_link_to_itself, put_half_a_file, put_half_a_library,
    put_library_of_noise,
)  # fmt: skip
MAY_BE_REPLACED = frozenset((put_empty_file, put_link_to_nothing))

READING: Mapping[str, tuple[str, ...]] = {
    "lookup": ("lookup", "fpda"), "show": ("show", "fpda"), "due": ("due",), "stats": ("stats",),
    "backup": ("backup",), "restore": ("restore",), "doctor": ("doctor",), "repair": ("doctor", "--repair"),
    "restore of a backup": ("restore", "PROGRESS"), "check": ("check", "PACK"),
    "quiz": ("quiz", "--length", "1"),
}  # fmt: skip
"""Commands that read what is always there: the library, the data folder, and what is in it."""
GIVEN: Mapping[str, tuple[str, ...]] = {
    "restore": ("restore", "THING"), "backup": ("backup", "THING"), "check": ("check", "THING"),
    "build": ("build", "THING", "-o", "made.db"), "build -o": ("build", "PACK", "-o", "THING"),
    "screenshots": ("screenshots", "THING"), "--data": ("--data", "THING", "due"),
}  # fmt: skip
"""Commands that are given a path."""
PLACES = ("library", "data/progress.db", "data", "data/backups", "data/attache.lock", "data/cache")


def test_every_command_is_tried() -> None:
    tried = {words[0] for words in (*READING.values(), *GIVEN.values())}
    assert {command.name for command in COMMANDS} <= tried


def chosen(cases: Iterable[Case], tries: Tries, short: int) -> Sequence[Case]:
    """Return all cases in the long form, and in the short one some that are far apart."""
    every = list(cases)
    step = 1 if tries.is_long else -(-len(every) // short)
    return every[:: step + (step % 2 == 0)]


def kept(path: Path) -> tuple[object, ...]:
    """Return what must stay as it is of something that stands at a path."""
    status = path.lstat()
    whole = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    return status.st_ino, status.st_mode, whole


def words_of(words: Sequence[str], world: World, thing: Path) -> list[str]:
    copy = world.folder / "copy.db"
    if "PROGRESS" in words:
        copy.write_bytes(world.progress)
    paths = {"PROGRESS": str(copy), "PACK": str(world.pack), "THING": str(thing)}
    return [paths.get(word, word) for word in words]


def test_whatever_stands_in_a_place_of_the_program(worlds: Callable[[], World], tries: Tries) -> None:
    for place, put, name in chosen(itertools.product(PLACES, THINGS, READING), tries, 18):
        world = worlds()
        data, path = world.folder / "data", world.folder / place
        if place != "data":
            world.data()
        path.unlink(missing_ok=True)
        put(path, world)
        before = kept(path)
        library = path if place == "library" else world.library
        words = ["--data", str(data), *words_of(READING[name], world, path)]
        ran = run(words, world.folder, ATTACHE_LIBRARY=str(library))
        said = outcome(ran)
        restored = name == "restore of a backup" and said.startswith("done")
        if put not in MAY_BE_REPLACED and place != "data/attache.lock" and not restored:
            assert kept(path) == before, (place, put, name)
        tries.count(said)


def test_whatever_is_given_as_a_path(worlds: Callable[[], World], tries: Tries) -> None:
    cases = [
        (put, name)
        for put, name in itertools.product(THINGS, GIVEN)
        # A folder and a link to a new one can be filled with pictures, which takes minutes.
        if (put, name) not in {(put_folder, "screenshots"), (put_link_to_nothing, "screenshots")}
    ]
    for put, name in chosen(cases, tries, 10):
        world = worlds()
        path = world.folder / "thing"
        put(path, world)
        before = kept(path)
        words = words_of(GIVEN[name], world, path)
        if words[0] != "--data":
            words = ["--data", str(world.data()), *words]
        ran = run(words, world.folder, ATTACHE_LIBRARY=str(world.library))
        said = outcome(ran)
        an_earlier_library = name == "build -o" and put in (put_half_a_library, put_library_of_noise)
        if put not in MAY_BE_REPLACED and not an_earlier_library:
            assert kept(path) == before, (put, name)
            assert ran.status or put is put_folder, ran
        tries.count(said)


# What is not Unicode, and what a terminal can show

ENCODINGS: Sequence[Mapping[str, str]] = (
    {},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@pytest.mark.parametrize("variables", ENCODINGS)
def test_names_that_are_no_unicode(
    worlds: Callable[[], World], tries: Tries, variables: Mapping[str, str]
) -> None:
    for name, words in chosen([*READING.items(), *GIVEN.items()], tries, 6):
        outer = worlds()
        world = outer._replace(folder=outer.folder / NO_UNICODE)
        world.folder.mkdir()
        library, thing = world.folder / NO_UNICODE, world.folder / f"thing {NO_UNICODE}"
        library.write_bytes(world.library.read_bytes())
        expected = 0
        if words[0] == "restore":
            put_progress(thing, world)
            expected = int("THING" not in words and "PROGRESS" not in words)
        elif words[:2] in (("check", "THING"), ("build", "THING")):
            write_pack(thing)
            (thing / "concepts" / os.fsdecode(b"\xff.md")).write_text("x")
            expected = 1 if words[0] == "check" else 2
        elif words[0] == "screenshots":
            put_text(thing, world)
            expected = 2
        given = words_of(words, world, thing)
        if given[0] != "--data":
            given = ["--data", str(world.data()), *given]
        ran = run(given, world.folder, ATTACHE_LIBRARY=str(library), **variables)
        assert ran.status == expected, (name, ran)
        tries.count(outcome(ran))
        assert list(outer.folder.iterdir()) == [world.folder], "nothing was written under another name"


BAD_WORDS = (
    "", " ", NO_UNICODE, os.fsdecode(b"\xed\xa0\x80"), "\x1b[31m", "\u202eabc", "a\nb", "x" * 100_000,
    "x" * 300, "-", "--", "---", "--json=1", "-1", "0", "99999999999", "**", "[", "%s", "{}", "~nobody",
    "lookup",
)  # fmt: skip
WITH_A_WORD: Sequence[tuple[str, ...]] = (
    ("lookup", "WORD"), ("lookup", "--limit", "WORD", "a"), ("lookup", "--kind", "WORD", "a"),
    ("show", "WORD"), ("due", "WORD"), ("stats", "WORD"), ("backup", "WORD"), ("restore", "WORD"),
    ("doctor", "WORD"), ("check", "WORD"), ("build", "WORD", "-o", "made.db"),
    ("build", "PACK", "-o", "WORD"),
    ("screenshots", "--", "text/WORD"),
    ("WORD", "fpda"), ("help", "WORD"), ("--data", "WORD", "due"), ("--WORD",),
)  # fmt: skip


def test_words_that_nobody_means(worlds: Callable[[], World], tries: Tries) -> None:
    for word, words in chosen(itertools.product(BAD_WORDS, WITH_A_WORD), tries, 18):
        world = worlds()
        put_text(world.folder / "text", world)
        given = [each.replace("WORD", word) for each in words_of(words, world, world.folder)]
        ran = run(
            given, world.folder, ATTACHE_LIBRARY=str(world.library), ATTACHE_DATA=str(world.data()),
            HOME=str(world.folder),
        )  # fmt: skip
        tries.count(outcome(ran))


VARIABLES = (
    "HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "ATTACHE_DATA", "ATTACHE_LIBRARY",
    "COLUMNS", "LINES", "TZ", "LANG", "LC_ALL", "TERM", "TMPDIR",
)  # fmt: skip
VALUES = (None, "", NO_UNICODE, "relative", "x" * 5000, "\x1b[31m", "-1", "/dev/full")


def test_variables_that_nobody_means(worlds: Callable[[], World], tries: Tries) -> None:
    commands: list[tuple[str, ...]] = [
        ("lookup", "fpda"), ("due",), ("backup",), ("doctor",), ("check", "PACK")
    ]  # fmt: skip
    for name, value, words in chosen(itertools.product(VARIABLES, VALUES, commands), tries, 15):
        world = worlds()
        variables: dict[str, str | None] = {
            "HOME": str(world.folder), "ATTACHE_LIBRARY": str(world.library), "ATTACHE_DATA": None,
            "XDG_DATA_HOME": None, "XDG_CACHE_HOME": None, "XDG_CONFIG_HOME": None, name: value,
        }  # fmt: skip
        tries.count(outcome(run(words_of(words, world, world.folder), world.folder, "", **variables)))


# The streams

STREAMS = (
    ">&-",
    "2>&-",
    "<&-",
    "<&- >&- 2>&-",
    ">/dev/full",
    "2>/dev/full",
    ">/dev/full 2>&1",
    "| head -c 0",
)
PRINTING: Sequence[tuple[str, ...]] = (
    ("lookup", "fpda"), ("show", "fpda", "--json"), ("due",), ("stats",), ("backup",), ("restore",),
    ("doctor",), ("doctor", "--repair"), ("check", "PACK"), ("build", "PACK", "-o", "made.db"), ("nonsense",),
    ("--help",), ("--version",), ("lookup", "--help"), ("restore", "PROGRESS"), ("screenshots", "PROGRESS"),
)  # fmt: skip


def test_streams_that_are_closed_or_full(worlds: Callable[[], World], tries: Tries) -> None:
    for redirect, words in chosen(itertools.product(STREAMS, PRINTING), tries, 18):
        world = worlds()
        given = ["--data", str(world.data()), *words_of(words, world, world.folder)]
        ran = run(given, world.folder, redirect, ATTACHE_LIBRARY=str(world.library))
        said = outcome(ran) if "2>" not in redirect else "said nothing, as there was nobody to tell"
        assert ran.status in (0, 1, 2)
        if redirect == ">/dev/full" and ran.status == 2 and b"output" in ran.err:
            assert ran.err == (
                b"attache: The output could not be written: No space left on device. "
                b"See where standard output goes, then try again.\n"
            )
        tries.count(said)
        assert (world.data() / "progress.db").read_bytes().startswith(b"SQLite")


def test_a_reader_that_has_enough_ends_a_command_quietly(worlds: Callable[[], World]) -> None:
    world = worlds()
    for words in (("lookup", "a", "--json"), ("--help",), ("check", str(world.pack))):
        command = '{ "$@"; echo $? >&2; } | head -c 0'
        ran = subprocess.run(
            ["/bin/sh", "-c", command, "sh", sys.executable, "-m", "attache", *words],
            env=os.environ | {"ATTACHE_LIBRARY": str(world.library)}, capture_output=True, timeout=SECONDS,
            check=False,
        )  # fmt: skip
        assert ran.stderr == b"0\n"


@pytest.mark.parametrize("closed", [">&- 2>&- <&-", "2>&-", ""])
def test_no_stream_is_taken_for_a_file(worlds: Callable[[], World], closed: str) -> None:
    """A file that is opened where a stream was closed would get what Qt and Python write there."""
    world = worlds()
    opens = (
        "import os; from attache.cli.main import main; main(['--version']);"
        "number = os.open('f', os.O_CREAT); print(number, file=open('n', 'w'))"
    )
    subprocess.run(
        ["/bin/sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-c", opens], cwd=world.folder, check=True,
        timeout=SECONDS, stdin=subprocess.DEVNULL, capture_output=True,
    )  # fmt: skip
    assert int((world.folder / "n").read_text()) > 2


def test_a_command_that_there_is_not_is_told_the_nearest(worlds: Callable[[], World], tries: Tries) -> None:
    world = worlds()
    for command in chosen(COMMANDS, tries, 4):
        ran = run([f"{command.name}e"], world.folder)
        assert ran.status == 2
        assert f"Did you mean “attache {command.name}”?" in ran.err.decode()
        tries.count("told the nearest command")
