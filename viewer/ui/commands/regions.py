"""What can be done with a region of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.ui.commands.of_window import WindowCommands

if TYPE_CHECKING:
    from viewer.ui.regions.pictures import RegionPictures


class RegionCommands(WindowCommands):
    """The commands of regions."""

    def copy_region(self) -> None:
        """Choose a region of a page, and copy or save it as a picture."""
        if self._view is not None:
            self._region_pictures().begin(self._view)

    def _region_pictures(self) -> RegionPictures:
        from viewer.ui.regions.pictures import RegionPictures  # noqa: PLC0415 - start-up time: see the package

        known = self._window.findChild(RegionPictures)
        return known if known is not None else RegionPictures(self._window)
