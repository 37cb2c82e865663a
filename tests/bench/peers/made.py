"""What is measured on: libraries, learners and dictionaries, made once and kept under ``build/peers``.

Each checkout makes its own with its own code, so that an older version with another file format can be
measured beside the present one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import venv
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.bench.peers import dictionary

_SHIPPED = """
from attache.content.compile import build
build(Path("seeds"), Path(sys.argv[1]))
"""
_GENERATED = """
from attache.content.compile import write_library
from tests.bench.generate import generated_pack
write_library(generated_pack(int(sys.argv[2])), Path(sys.argv[1]))
"""
_STUDIED = """
from tests.bench.studied import write_studied
write_studied(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
"""
_CARDS_AN_ENTRY = 2
"""Of a generated library."""
_PREAMBLE = "import sys\nfrom pathlib import Path\n"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A working copy of the program with its own ``.venv``; ``cache`` is where what it makes is kept."""

    root: Path
    cache: Path

    @property
    def program(self) -> Path:
        """The command as it is started from the checkout."""
        return self.root / ".venv" / "bin" / "attache"

    def shipped(self) -> Path:
        """Compile the shipped library, each time as it takes a second."""
        target = self._place("shipped") / "library.db"
        target.unlink(missing_ok=True)
        self._run(_SHIPPED, target)
        return target

    def generated(self, entries: int) -> Path:
        """Return a generated library of so many entries."""
        target = self._place(f"{entries}-entries") / "library.db"
        if not target.exists():
            unfinished = target.with_suffix(".part")
            unfinished.unlink(missing_ok=True)
            self._run(_GENERATED, unfinished, entries)
            unfinished.rename(target)
        return target

    def studied(self, cards: int, reviews: int) -> tuple[Path, Path]:
        """Return a library of so many cards, and the file of a learner with so many reviews of them."""
        folder = self._place(f"{cards}-cards-{reviews}-reviews")
        library, progress, done = folder / "library.db", folder / "studied.db", folder / "complete"
        if not done.exists():
            shutil.rmtree(folder)
            folder.mkdir()
            self._run(_STUDIED, folder, cards, reviews)
            shutil.copyfile(self.generated(cards // _CARDS_AN_ENTRY), library)
            rename_cards(library, folder / "studied-library.db")
            done.touch()
        return library, progress

    def installed(self) -> Path:
        """Build a wheel, install it into an environment of its own, and return the command there."""
        folder = self._place("installed")
        environment = folder / "venv"
        if not (environment / "bin" / "attache").exists():
            shutil.rmtree(environment, ignore_errors=True)
            venv.create(environment, with_pip=True)
        wheels = folder / "wheels"
        shutil.rmtree(wheels, ignore_errors=True)
        pip = ["-m", "pip", "--quiet", "--disable-pip-version-check"]
        # Built from a copy: building leaves files in the folder it builds from.
        source = folder / "source"
        shutil.rmtree(source, ignore_errors=True)
        shutil.copytree(self.root, source, ignore=shutil.ignore_patterns(".venv", ".git", "build", "*.db*"))
        _call([str(self.root / ".venv" / "bin" / "python"), *pip, "wheel", "--no-build-isolation",
               "--no-deps", "--wheel-dir", str(wheels), str(source)], source)  # fmt: skip
        wheel = str(next(wheels.glob("*.whl")))
        python = str(environment / "bin" / "python")
        _call([python, *pip, "install", wheel], folder)
        _call([python, *pip, "install", "--force-reinstall", "--no-deps", wheel], folder)
        return environment / "bin" / "attache"

    def _place(self, what: str) -> Path:
        """Return the folder for something made, named after the checkout and the code that shapes it."""
        mark = hashlib.sha256(str(self.root).encode())
        decisive = sorted((self.root / "desktop" / "attache" / "base").glob("*.py"))
        for file in (
            *decisive,
            *(self.root / "tests" / "bench" / name for name in ("generate.py", "studied.py")),
        ):
            mark.update(file.read_bytes())
        folder = self.cache / f"{self.root.name}-{mark.hexdigest()[:8]}" / what
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _run(self, script: str, *arguments: object) -> None:
        """Run a script with the checkout's own Python and its own packages."""
        python = str(self.root / ".venv" / "bin" / "python")
        _call([python, "-c", _PREAMBLE + script, *map(str, arguments)], self.root)


def rename_cards(library: Path, studied: Path) -> None:
    """Give a library's cards the ids of another's, so that a learner of the other has studied this one.

    The learner's own library has just the tables that studying needs, and no window opens on it.
    """
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("ATTACH ? AS studied", (str(studied),))
        connection.execute("UPDATE card SET id = other.id FROM studied.card AS other WHERE other.n = card.n")


def dictionary_home(library: Path, cache: Path, name: str) -> Path:
    """Return a home folder for GoldenDict whose one dictionary has the entries of a library."""
    home = cache / f"goldendict-{name}"
    age = library.stat().st_mtime_ns
    stamp = home / "made-from"
    if not stamp.exists() or stamp.read_text("ascii") != str(age):
        shutil.rmtree(home, ignore_errors=True)
        folder = home / "dictionaries"
        dictionary.write_stardict(folder, f"Entries of {name}", dictionary.articles(library))
        dictionary.write_goldendict_home(home, folder)
        stamp.write_text(str(age), "ascii")
    return home


def _call(command: list[str], folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = os.pathsep.join((str(folder / "desktop"), str(folder)))
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise RuntimeError(f"{command[0]} failed with status {done.returncode}.")
