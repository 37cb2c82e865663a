"""Paths: the files that ship with the program, and the folders with the learner's files.

Both are plain values, made once when the program starts and passed on.  The platforms' customs
are twenty lines; platformdirs, which knows them too, took 12 ms to import.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from attache.base.errors import KnownError

DATA_VARIABLE = "ATTACHE_DATA"


class Bundled(NamedTuple):
    """What the program ships: its resources (icons, fonts, library) and the seeds they come from."""

    resources: Path
    seeds: Path
    checkout: bool
    """True in a working copy, where the library is compiled whenever the seeds have changed."""

    @property
    def library(self) -> Path:
        """The compiled library file, which in a fresh checkout does not exist yet."""
        return self.resources / "reference.db"


def bundled(package: Path | None = None) -> Bundled:
    """Find what ships with the program, inside its installed package or beside it in a checkout.

    ``package`` is the folder of the package ``attache``, by default this one.
    Raises KnownError if neither place has it.
    """
    inside = package or Path(__file__).resolve().parent.parent
    beside = inside.parent.parent
    for folder, checkout in ((inside, False), (beside, True)):
        if (folder / "resources").is_dir() and (folder / "seeds").is_dir():
            return Bundled(folder / "resources", folder / "seeds", checkout)
    raise KnownError(f"The program's own files are missing from {inside}.", "Install Attaché again.")


class Places(NamedTuple):
    """The folders of one learner on one machine; none of them need exist yet."""

    data: Path
    """Progress, and later packs: what one would want to keep."""
    config: Path
    """What belongs to this machine: window size, theme."""
    cache: Path
    """What can be made again at any time."""

    @property
    def progress(self) -> Path:
        """The progress file."""
        return self.data / "progress.db"


def places(environment: Mapping[str, str], platform: str, home: Path | None, chosen: str = "") -> Places:
    """Compute the learner's folders for a platform, as ``sys.platform`` names it.

    ``chosen`` (``--data``) or else ATTACHE_DATA puts everything into one folder.
    Raises KnownError if no folder was chosen and there is no home to take one in.
    """
    folder = chosen or environment.get(DATA_VARIABLE, "")
    if folder:
        data = _expanded(folder, home).absolute()
        return Places(data, data, data / "cache")
    if home is None:
        raise KnownError(
            "Your home folder cannot be found.",
            f"Name a folder to keep progress in, with --data DIR or {DATA_VARIABLE}.",
        )
    if platform == "win32":
        # Not the roaming folder: that may lie on a network share, where SQLite cannot lock.
        local = _absolute(environment, "LOCALAPPDATA", home / "AppData" / "Local") / "Attache"
        return Places(local / "Data", local / "Config", local / "Cache")
    if platform == "darwin":
        support = home / "Library" / "Application Support" / "Attache"
        return Places(support, support, home / "Library" / "Caches" / "Attache")
    return Places(
        _absolute(environment, "XDG_DATA_HOME", home / ".local" / "share") / "attache",
        _absolute(environment, "XDG_CONFIG_HOME", home / ".config") / "attache",
        _absolute(environment, "XDG_CACHE_HOME", home / ".cache") / "attache",
    )


def _expanded(folder: str, home: Path | None) -> Path:
    """Return a folder as typed, with a leading ``~`` replaced if no shell has done so."""
    if home is not None and (folder == "~" or folder.startswith(("~/", "~\\"))):
        return home / folder[2:]
    return Path(folder)


def _absolute(environment: Mapping[str, str], variable: str, otherwise: Path) -> Path:
    """Return a variable's folder, ignoring one that is not absolute, as the XDG rules demand."""
    path = Path(environment.get(variable, ""))
    return path if path.is_absolute() else otherwise
