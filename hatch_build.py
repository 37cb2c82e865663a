"""What a wheel holds besides code: the resources, the seeds, and the library compiled from them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("resources", "seeds")


class LibraryBuildHook(BuildHookInterface[BuilderConfig]):
    """Compiles ``seeds`` to ``resources/reference.db`` and puts both folders into the package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the installation is editable: a checkout compiles when it is started."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "desktop"))
        try:
            # Only now does the import path hold the package that is being built.
            from attache.content.compile import build

            build(root / "seeds", root / "resources" / "reference.db")
        finally:
            sys.path.remove(str(root / "desktop"))
        build_data["force_include"].update({str(root / name): f"attache/{name}" for name in SHIPPED})

    def clean(self, versions: list[str]) -> None:
        """Remove the compiled library."""
        Path(self.root, "resources", "reference.db").unlink(missing_ok=True)
