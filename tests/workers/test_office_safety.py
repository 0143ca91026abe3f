"""What an untrusted office document may not do in LibreOffice: call anybody, run a macro. Proved with a real server."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from office_parts import libreoffice
from papers import hostile_office
from papers.listening_server import listening

from viewer.workers.messages.conversion import ConversionJob, Converted, NotConverted
from viewer.workers.office import converting
from viewer.workers.office.conversion import TIME_LIMIT, Conversions, ConversionSettings, convert_and_wait

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = libreoffice

PAPERS = {
    "docx": hostile_office.calling_docx,
    "odt": hostile_office.calling_odt,
    "rtf": hostile_office.calling_rtf,
}


def converted_here(document: Path, kind: str, folder: Path) -> Converted | NotConverted:
    """Convert in this process, which has the network: only the profile stands between the document and the server."""
    job = ConversionJob(str(document), kind, "", str(folder), TIME_LIMIT, 2**30)
    return converting.convert(job, lambda _: None, lambda seconds: time.sleep(seconds) or True)


@pytest.fixture
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program sees all of ours, so that no other measure hides a hole in the profile."""
    monkeypatch.setattr(converting, "environment", lambda: dict(os.environ))


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.usefixtures("own_environment")
def test_the_profile_lets_a_document_call_nobody(tmp_path: Path, kind: str):
    with listening() as server:
        document = tmp_path / f"calling.{kind}"
        document.write_bytes(PAPERS[kind](server.url))
        assert isinstance(converted_here(document, kind, tmp_path / "kept"), Converted)
        assert server.heard == []


@pytest.mark.usefixtures("own_environment")
def test_without_the_profile_the_server_would_be_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(converting, "make_profile", lambda folder: (folder / "user").mkdir(parents=True))
    with listening() as server:
        document = tmp_path / "calling.odt"
        document.write_bytes(hostile_office.calling_odt(server.url))
        converted_here(document, "odt", tmp_path / "kept")
        assert any("background.png" in line for line in server.heard)
        assert any("picture.png" in line for line in server.heard)


def test_a_small_document_that_never_ends_is_ended_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    document = tmp_path / "endless.rtf"
    document.write_bytes(b"{\\rtf1 \\bin2147483647 x}")  # so many bytes are read of a file that has none left
    monkeypatch.setattr(converting, "LEAST_SECONDS", 4.0)
    answer = converted_here(document, "rtf", tmp_path / "kept")
    assert answer == NotConverted("LibreOffice took longer than 4 seconds and was stopped.")


def test_no_macro_runs_and_the_process_itself_reaches_nobody(tmp_path: Path):
    mark = tmp_path / "a macro ran"
    conversions = Conversions(ConversionSettings(folder=tmp_path / "kept"))
    try:
        with listening() as server:
            document = tmp_path / "calling.odt"
            document.write_bytes(hostile_office.calling_odt(server.url, str(mark)))
            assert isinstance(convert_and_wait(conversions, document, "odt", ""), Converted)
            assert server.heard == []
        assert not mark.exists()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["calling.odt", "kept"]  # no lock, nothing beside it
    finally:
        conversions.close()
