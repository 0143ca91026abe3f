"""What all tests share: no display, no touch of the user's own data, and the hypothesis profiles."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from patience import PatientBot

from viewer.workers import process

if TYPE_CHECKING:
    from collections.abc import Iterator

# Before anything imports Qt: a window is drawn in memory unless told otherwise, and Qt warns of a locale without UTF-8.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"

# A shell lets what it starts in the background ignore Ctrl+C, and what that starts does, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine must not fail a property test, neither for how long an example takes nor for how long drawing it does;
# the integration server must see the same examples every time.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("local", PATIENT)
settings.register_profile("ci", PATIENT, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session", autouse=True)
def fork_server() -> Iterator[None]:
    """Let the server that workers are forked from load ``warm_tables``, whoever starts it."""
    ours = process._our_packages_first

    @contextlib.contextmanager
    def tests_too() -> Iterator[None]:
        with ours():
            os.environ["PYTHONPATH"] = os.pathsep.join((os.environ["PYTHONPATH"], str(Path(__file__).parent)))
            yield

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "PRELOAD", (*process.PRELOAD, "warm_tables"))
        patch.setattr(process, "_our_packages_first", tests_too)
        yield


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the home folders of all tests lie: pytest's own numbered ones take the longer the more there are."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder of this test's own, in which settings, data, caches and sockets are kept.

    The folders in it are made by who keeps something there, but for that of sockets, which Qt wants to find.
    """
    home = Path(tempfile.mkdtemp(dir=homes))
    for variable, folder in {
        "HOME": ".",
        "USERPROFILE": ".",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    (home / "run").mkdir(mode=0o700)
    return home


def pytest_sessionfinish() -> None:
    """Empty the clipboard: an offscreen one outlives Python, and may not then hold what Python has to take apart."""
    qt = sys.modules.get("PySide6.QtGui")
    if qt is not None and qt.QGuiApplication.instance() is not None:
        qt.QGuiApplication.clipboard().clear()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:  # noqa: ARG001 - the application must be there
    """pytest-qt's, which waits for what must come as long as a loaded machine needs."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def sample_pdf() -> Path:
    """The sample document: a Russian cover, an English annex, three pages."""
    return ROOT / "resources" / "samples" / "note-verbale.pdf"


@pytest.fixture(scope="session")
def sample_text() -> Path:
    """The sample document as plain text, its pages parted by form feeds."""
    return ROOT / "resources" / "samples" / "note-verbale.txt"
