"""Where things are, on every platform, without touching any of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.base.errors import KnownError
from attache.base.paths import Places, bundled, places

HOME = Path("/home/ann").absolute()


def test_in_this_checkout_the_seeds_and_resources_are_found() -> None:
    found = bundled()
    assert found.checkout
    assert (found.seeds / "pack.yaml").is_file()
    assert found.library == found.resources / "reference.db"


@pytest.mark.parametrize(("where", "checkout"), [("top/desktop/attache", False), ("top", True)])
def test_what_ships_is_found_inside_the_package_or_beside_it(
    tmp_path: Path, where: str, checkout: bool
) -> None:
    for folder in ("resources", "seeds"):
        (tmp_path / where / folder).mkdir(parents=True)
    found = bundled(tmp_path / "top/desktop/attache")
    assert found.resources == tmp_path / where / "resources"
    assert found.checkout is checkout


def test_an_incomplete_installation_is_said(tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    with pytest.raises(KnownError, match="own files are missing"):
        bundled(tmp_path / "desktop/attache")


def test_linux_follows_xdg() -> None:
    assert places({}, "linux", HOME) == Places(
        HOME / ".local/share/attache", HOME / ".config/attache", HOME / ".cache/attache"
    )
    environment = {"XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "not/absolute", "XDG_CACHE_HOME": ""}
    found = places(environment, "linux", HOME)
    assert found.progress == Path("/d/attache/progress.db")
    assert found.config == HOME / ".config/attache"


def test_windows_keeps_off_the_roaming_folder() -> None:
    assert places({}, "win32", HOME).data == HOME / "AppData/Local/Attache/Data"
    assert places({"LOCALAPPDATA": "/l"}, "win32", HOME).cache == Path("/l/Attache/Cache")


def test_macos_uses_the_library_folder() -> None:
    assert places({}, "darwin", HOME).data == HOME / "Library/Application Support/Attache"


@pytest.mark.parametrize(
    ("environment", "chosen", "folder"),
    [
        ({"ATTACHE_DATA": "/stick"}, "", Path("/stick")),
        ({"ATTACHE_DATA": "/stick"}, "/other", Path("/other")),
        ({"ATTACHE_DATA": "~"}, "", HOME),
        ({}, "~/attache", HOME / "attache"),
        ({}, "here", Path.cwd() / "here"),
    ],
)
def test_a_chosen_folder_takes_everything(environment: dict[str, str], chosen: str, folder: Path) -> None:
    assert places(environment, "linux", HOME, chosen) == Places(folder, folder, folder / "cache")


def test_without_a_home_a_folder_must_be_chosen() -> None:
    with pytest.raises(KnownError, match="--data DIR"):
        places({}, "linux", None)
    assert places({}, "linux", None, "/stick").data == Path("/stick")
