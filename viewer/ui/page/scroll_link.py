"""Two documents that scroll together: by their numbered paragraphs where both have them, else by pages.

Heights are in pages: 2.25 is a quarter down the third page. The numbers of paragraphs are the same in all language
versions of a document, their pages are not. What corresponds stands where the reader is taken to read, a little below
the top of the views.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.session.changes import TextRead, UnderstandingChanged
from viewer.session.corresponding import Correspondence, correspondence, markers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.session.changes import Change
    from viewer.session.session import Session
    from viewer.ui.page.view import PageView

STILL = 0.0005
"""Pages: a view that has moved by less has not been scrolled (rounding to pixels, another zoom)."""
TEXT_BEGINS, TEXT_ENDS = 0.08, 0.92
"""Where on a page its text is taken to lie until its characters' places are known."""


class ScrollLink(QObject):
    """Keeps the second of two views where the first is, and the first where the second is.

    While it is paused each goes its own way; what lies between them then is kept when it goes on.
    """

    def __init__(self, first: PageView, second: PageView, session: Session, *, linked: bool) -> None:
        super().__init__(first)
        self._views = (first, second)
        self._leader = first
        self._linked = linked
        self._apart = 0.0
        self._moving = False
        self._heights = {view: view.reading_at for view in self._views}
        self._zooms = {view: view.zoom for view in self._views}
        self._common: Correspondence | None = None
        for view in self._views:
            view.verticalScrollBar().valueChanged.connect(self._look)
            view.view_changed.connect(self._look)  # a page may be turned without anything being scrolled
            view.zoom_changed.connect(self._zoomed)
            view.glyphs.arrived.connect(self._know_better)
        self._unsubscribe = session.changes.subscribe(self._changed)

    def end(self) -> None:
        """The views part."""
        self._unsubscribe()
        for view in self._views:
            view.verticalScrollBar().valueChanged.disconnect(self._look)
            view.view_changed.disconnect(self._look)
            view.zoom_changed.disconnect(self._zoomed)
            view.glyphs.arrived.disconnect(self._know_better)
        self.deleteLater()

    @property
    def linked(self) -> bool:
        """Whether the views follow each other now."""
        return self._linked

    @property
    def by_paragraphs(self) -> bool:
        """Whether it is numbered paragraphs, and parts, that correspond; else pages do."""
        return bool(self._correspondence())

    @property
    def apart(self) -> float:
        """What lies between the views, in pages: how far the second is beyond what corresponds to the first."""
        return self._apart

    def keep_apart(self, pages: float) -> None:
        """Let so many pages lie between the views."""
        self._apart = pages

    def set_linked(self, *, linked: bool) -> None:
        """Let the views follow each other, as far apart as they are, or each go its own way."""
        if linked and not self._linked:
            first, second = self._views
            self._apart = second.reading_at - self._across(first, first.reading_at)
        self._linked = linked

    def line_up(self, leader: PageView) -> None:
        """Bring the other view to the place that corresponds to this one's; from now on nothing lies between them."""
        self._apart = 0.0
        self._leader = leader
        self._follow()

    # -- following ----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Find out which view the reader has scrolled."""
        if self._moving:
            return
        for view in self._views:
            height = view.reading_at
            if self._zooms[view] == view.zoom and abs(height - self._heights[view]) > STILL:
                self._heights[view] = height
                self._leader = view
                if self._linked:
                    self._follow()
                return

    def _zoomed(self) -> None:
        """A view that has been zoomed comes back to where the other one is: zooming scrolls none but the zoomed."""
        for view in self._views:
            if self._zooms[view] != view.zoom:
                self._zooms[view] = view.zoom
                self._heights[view] = view.reading_at
                if self._linked:
                    self._leader = next(other for other in self._views if other is not view)
                    self._follow()

    def _follow(self) -> None:
        first, second = self._views
        follower = second if self._leader is first else first
        height = self._leader.reading_at
        if self._leader is first:
            wanted = self._across(first, height) + self._apart
        else:
            wanted = self._across(second, height - self._apart)
        self._moving = True
        follower.read_at(max(0.0, wanted))
        self._moving = False
        self._heights = {view: view.reading_at for view in self._views}

    def _across(self, view: PageView, height: float) -> float:
        """The height in the other view's document that corresponds to one in this view's."""
        first, second = self._views
        common = self._correspondence()
        here, there = (common.first, common.second) if view is first else (common.second, common.first)
        other = second if view is first else first
        if not here:
            return min(height, float(other.document.page_count))
        at = bisect_right(range(len(here)), height, key=lambda index: height_of(view, here[index])) - 1
        above, below = _between(view, here, at)
        start, end = _between(other, there, at)
        share = min(max((height - above) / (below - above), 0.0), 1.0) if below > above else 0.0
        return start + share * max(0.0, end - start)

    # -- what corresponds ---------------------------------------------------------------------------------------------

    def _correspondence(self) -> Correspondence:
        if any(view.turns for view in self._views):  # lines do not lie below each other then
            return Correspondence((), ())
        if self._common is None:
            self._common = self._find()
        return self._common

    def _find(self) -> Correspondence:
        found = [
            markers(view.document.text, view.document.understanding)
            for view in self._views
            if view.document.understanding is not None and view.document.reading_has_ended
        ]
        return correspondence(*found) if len(found) == len(self._views) else Correspondence((), ())

    def _changed(self, change: Change) -> None:
        numbers = {view.document.number for view in self._views}
        if isinstance(change, UnderstandingChanged | TextRead) and change.document in numbers:
            self._common = None
            if isinstance(change, UnderstandingChanged):
                self._know_better()

    def _know_better(self) -> None:
        """More is known of where lines lie: the view that follows stands more exactly."""
        if self._linked and not self._moving and self.by_paragraphs:
            self._follow()


def _between(view: PageView, offsets: Sequence[int], at: int) -> tuple[float, float]:
    """The heights of a place that corresponds and of the next one; the document's ends beyond them."""
    above = height_of(view, offsets[at]) if at >= 0 else 0.0
    below = height_of(view, offsets[at + 1]) if at + 1 < len(offsets) else float(view.document.page_count)
    return above, below


def height_of(view: PageView, offset: int) -> float:
    """How far down the document a character's line begins: exactly where its page has been looked at, else roughly."""
    document = view.document
    position = document.text.locate(offset)
    glyphs = view.glyphs.glyphs(position.page)
    if glyphs is not None and position.offset < len(glyphs):
        return position.page + glyphs.rect(position.offset).y0 / document.page_size(position.page).height
    length = max(1, len(document.text.page_text(position.page)))
    return position.page + TEXT_BEGINS + (TEXT_ENDS - TEXT_BEGINS) * position.offset / length
