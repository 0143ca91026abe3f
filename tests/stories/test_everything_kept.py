"""A reader changes all that can be changed of the window, ends the program, and finds it so at the next start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papers.pdf_papers import many_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHOSEN = {
    "author": "A. Reader",
    "link_language": "fr",
    "highlight_color": "violet",
    "color_names": {"violet": "claim"},
    "selection_bar": False,
    "office_program": "/opt/office/soffice",
}
"""What is chosen in the settings; ``reopen_documents`` has a story of its own."""


def looks(reader) -> dict[str, object]:
    """What can be seen of a window, as far as a reader has a say in it."""
    window, view = reader.window, reader.view
    return {
        **{name: getattr(reader.session.settings, name) for name in CHOSEN},
        "size": (window.width(), window.height()),
        "panels": [side.isVisible() for side in (window.panes.left, window.panes.right)],
        "panels in front": [side.tabText(side.currentIndex()) for side in (window.panes.left, window.panes.right)],
        "width of the left panel": window.panes.left.width(),
        "checked": {name for name, action in window.actions_by_name.items() if action.isChecked()},
        "zoom": round(view.zoom, 3),
        "turns": view.turns,
        "place": (view.document.place.page, round(view.document.place.y)),
    }


def test_what_was_changed_is_found_at_the_next_start(start_program: Callable[..., object], tmp_path: Path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(many_pages(30))
    reader = start_program()
    reader.open(path)
    untouched = looks(reader)
    reader.session.change_settings(replace(reader.session.settings, **CHOSEN))
    panes = reader.window.panes
    panes.show_right(panes.references)
    panes.show_left(panes.pages)
    panes.setSizes([300, 400, 0])
    for action in ("dark_pages", "two_pages_with_cover", "page_by_page", "turn_right"):
        reader.trigger(action)
    reader.view.set_zoom(0.6)
    reader.session.current.go_to_page(16)
    reader.settle()
    reader.window.resize(780, 700)
    reader.settle()
    left = looks(reader)
    assert {name for name in left if left[name] == untouched[name]} == set()
    reader.close()

    again = start_program(reopen=True)
    again.wait(lambda: again.session.documents != [] and not again.session.opening)
    again.settle()
    assert looks(again) == left
    again.trigger("right_panel")
    assert again.window.panes.right.currentWidget() is again.window.panes.references
