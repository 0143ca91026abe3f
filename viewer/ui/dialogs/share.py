"""Where the notes on a document are shared, when they were merged last, and what of them has other versions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.model.annotation import Annotation
from viewer.model.bidi import isolated
from viewer.model.correction import Corrected
from viewer.ui.dialogs.imports import in_a_line
from viewer.ui.dialogs.parts import ending, fit, words
from viewer.ui.widgets.push_button import PushButton
from viewer.ui.wording.dates import merged_in_words
from viewer.ui.wording.sections import language_in_words
from viewer.ui.wording.values import label_of

if TYPE_CHECKING:
    from viewer.annotations.notebook import Kept
    from viewer.session.notes.sharing import ShareState
    from viewer.session.open_document import OpenDocument
    from viewer.ui.background.sharing_keeper import SharingKeeper

LETTERS = 64
"""Average characters of a line: room for paths and sentences."""
LONGEST_QUOTE = 60
"""Characters of a passage that are given to tell which it is."""
ABOUT = (
    "Everybody who shares the notes on this document in the same folder has each other's, with what was corrected of "
    "the document. Verbale writes one file there, and the pictures of regions into a folder beside it."
)

WITH_OTHERS = "Notes and corrections with other versions"


def state_in_words(state: ShareState, *, waits: bool = False) -> str:
    """How notes are shared: "Shared with notes in FOLDER, last merged 10:32"."""
    if not state.folder:
        return "The notes on this document are not shared."
    if waits:
        return f"{state.folder} does not answer. Your notes are kept here and are shared when it answers again."
    if state.error:
        return state.error
    return f"Shared with notes in {state.folder}, {'last ' if state.merged else ''}{merged_in_words(state.merged)}."


def version_in_a_line(kept: Kept) -> str:
    """A version of a note, or of a correction, in one line: what it says, whose it is, and its day."""
    if isinstance(kept, Annotation):
        return in_a_line(kept)
    quote = " ".join(kept.anchor.quote.split())[:LONGEST_QUOTE]
    match kept.of:
        case Corrected.VALUE:
            what, value = label_of(kept.key), kept.value
        case Corrected.SECTION:
            what, value = "Section", " ".join(kept.value.split()) or quote
        case Corrected.LANGUAGE:
            what, value = f"Language of \u201c{quote}\u201d" if quote else "Language", language_in_words(kept.value)
    said = f"{what}: {isolated(kept.read or quote)} (removed)" if kept.removed else f"{what}: {isolated(value)}"
    return " · ".join(part for part in (said, kept.author, kept.modified[:10]) if part)


class ShareDialog(QDialog):
    """The sharing of one document's notes; it follows what happens while it is open."""

    def __init__(self, parent: QWidget | None, document: OpenDocument, keeper: SharingKeeper) -> None:
        super().__init__(parent)
        self.setWindowTitle("Share notes")
        self._document = document
        self._sharing = keeper.of(document)
        self.status = words()
        self.automatic = QCheckBox("&Merge by itself when notes change, here or there")
        self.automatic.setChecked(self._sharing.state.automatic or not self._sharing.state.folder)
        self.automatic.toggled.connect(self._set_automatic)
        self.beside = QPushButton("Share &beside the document")
        self.beside.clicked.connect(lambda: self._share(document.path.parent))
        self.choose = PushButton("Share in a &folder…")
        self.choose.clicked.connect(self._choose)
        self.merge = QPushButton("Merge &now")
        self.merge.clicked.connect(self._sharing.merge)
        self.stop = QPushButton("&Stop sharing")
        self.stop.clicked.connect(self._sharing.stop)
        self.versions = QTreeWidget()
        self.versions.setHeaderLabels([WITH_OTHERS])
        self.versions.setAccessibleName(WITH_OTHERS)
        self.keep = QPushButton("&Keep this version")
        self.keep.setAutoDefault(False)
        self.keep.setToolTip("Let the selected version hold, for everybody")
        self.keep.clicked.connect(self._keep)
        self.versions.currentItemChanged.connect(self._enable)
        keeper.changed.connect(self._refresh)
        self._arrange()
        self._refresh()
        fit(self, LETTERS * self.fontMetrics().averageCharWidth())

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        buttons = QHBoxLayout()
        for button in (self.beside, self.choose, self.merge, self.stop):
            button.setAutoDefault(False)  # Enter shares nothing that was not chosen
            buttons.addWidget(button)
        buttons.addStretch()
        closing, _ = ending(self)
        for part in (words(ABOUT), self.status, self.automatic):
            layout.addWidget(part)
        layout.addLayout(buttons)
        layout.addWidget(self.versions)
        layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(closing)

    def _refresh(self) -> None:
        state, shared = self._sharing.state, bool(self._sharing.state.folder)
        self.status.setText(state_in_words(state, waits=self._sharing.waits))
        for button in (self.beside, self.choose):
            button.setVisible(not shared)
        for button in (self.merge, self.stop):
            button.setVisible(shared)
        versions = self._sharing.versions
        self.versions.clear()
        for identifier, others in versions.items():
            shown = self._document.notes.notebook.kept.get(identifier)
            if shown is None:
                continue
            item = QTreeWidgetItem([f"{len(others) + 1} versions: {version_in_a_line(shown)}"])
            for version in (shown, *others):
                below = QTreeWidgetItem([version_in_a_line(version)])
                below.setData(0, Qt.ItemDataRole.UserRole, (identifier, version))
                item.addChild(below)
            self.versions.addTopLevelItem(item)
        self.versions.expandAll()
        self.versions.setVisible(bool(versions))
        self.keep.setVisible(bool(versions))
        self._enable()

    def _enable(self) -> None:
        item = self.versions.currentItem()
        self.keep.setEnabled(item is not None and item.data(0, Qt.ItemDataRole.UserRole) is not None)

    def _share(self, folder: Path) -> None:
        self._sharing.share(folder, automatic=self.automatic.isChecked())
        self._refresh()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Share notes in", str(self._document.path.parent))
        if folder:
            self._share(Path(folder))

    def _set_automatic(self, checked: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        if self._sharing.state.folder:
            self._sharing.share(Path(self._sharing.state.folder), automatic=checked)

    def _keep(self) -> None:
        item = self.versions.currentItem()
        chosen = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if chosen is not None:
            self._sharing.settle(*chosen)
            self._refresh()
