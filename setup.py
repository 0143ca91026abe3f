"""Packs resources/ into the built package as viewer/resources; all else about the build is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithResources(build_py):
    """The package with its resources inside; an editable installation reads those of the checkout."""

    def run(self) -> None:
        """Build the package."""
        super().run()
        if not self.editable_mode:
            inside = Path(self.build_lib, "viewer", "resources")
            shutil.copytree("resources", inside, ignore=shutil.ignore_patterns("screenshots"), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithResources})
