"""A region of a page as a picture: chosen in the view, copied or saved at the fineness of print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from viewer.session.changes import Severity
from viewer.ui.look.icons import icon
from viewer.ui.page.pictures import POINTS_PER_INCH, ask_picture, scale_within, turned
from viewer.ui.regions.drag import ChoosesRegions

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.model.geometry import PageRect
    from viewer.ui.page.view import PageView

DOTS_PER_INCH = 300
METRE = 1 / 0.0254
"""Inches."""
SAVE_FILTER = "PNG picture (*.png);;JPEG picture (*.jpg *.jpeg)"


class RegionPictures(ChoosesRegions):
    """Lets the reader of a window choose a region, and copies or saves its picture."""

    def begin(self, view: PageView) -> None:
        """Let a region be chosen in a view; then ask what to do with it."""
        drag = self.start_drag(view)

        def ask(page: int, rect: PageRect) -> None:
            self._ask(view, page, rect)

        drag.chosen.connect(ask)

    def _ask(self, view: PageView, page: int, rect: PageRect) -> None:
        drag = self.drag
        frame = drag.frame if drag is not None else None
        if drag is None or frame is None:
            return
        menu = QMenu(self._window)
        copy = menu.addAction(icon("copy"), "Copy as picture")
        copy.triggered.connect(lambda: self.copy(view, page, rect))
        save = menu.addAction(icon("export"), "Save as picture…")
        save.triggered.connect(lambda: self.save(view, page, rect))
        menu.setActiveAction(copy)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.aboutToHide.connect(drag.finish)
        corner = frame.bottomRight() if view.isLeftToRight() else frame.bottomLeft()
        menu.popup(drag.mapToGlobal(corner.toPoint()))

    # -- what is done with it -----------------------------------------------------------------------------------------

    def copy(self, view: PageView, page: int, rect: PageRect) -> None:
        """Copy a region to the clipboard."""

        def take(image: QImage) -> None:
            QGuiApplication.clipboard().setImage(image)
            self._window.status.show_for_a_moment(f"Region copied, {image.width()} × {image.height()} pixels")

        self._draw(view, page, rect, take)

    def save(self, view: PageView, page: int, rect: PageRect) -> None:
        """Ask for a file, and save a region in it."""
        document = view.document
        name = f"{document.path.stem}, page {document.page_label(page)}.png".replace("/", "-")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Save region as picture", str(document.path.with_name(name)), SAVE_FILTER
        )
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in {".png", ".jpg", ".jpeg"}:
            path = path.with_name(f"{path.name}.png")

        def take(image: QImage) -> None:
            if image.save(str(path)):
                self._window.status.show_for_a_moment(f"Region saved as {path.name}")
            else:
                text = f"{path.name} could not be written. Choose another folder, or free some room."
                self._window.notices.show_notice(Severity.ERROR, text)

        self._draw(view, page, rect, take)

    def _draw(self, view: PageView, page: int, rect: PageRect, take: Callable[[QImage], None]) -> None:
        scale = scale_within(rect, DOTS_PER_INCH)
        quarters = view.turns

        def taken(drawn: QImage | str) -> None:
            if isinstance(drawn, str):
                self._window.notices.show_notice(Severity.ERROR, drawn)
                return
            image = turned(drawn, quarters)
            dots = round(scale * POINTS_PER_INCH * METRE)
            image.setDotsPerMeterX(dots)
            image.setDotsPerMeterY(dots)
            take(image)

        ask_picture(view.document, page, rect, scale, taken)
