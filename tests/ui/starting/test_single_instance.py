"""A second start hands its files to the first window."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from patience import SECONDS

from viewer.ui.starting.other_window import server_name
from viewer.ui.starting.single_instance import HandOverServer, hand_over

HAND_OVER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
import pytest

from viewer.ui.starting.single_instance import hand_over
app = QCoreApplication([])
print(hand_over(sys.argv[1], [Path(name) for name in sys.argv[2:]]))
"""


def start(name: str, *files: str, first: str = "") -> subprocess.Popen:
    """A second process that hands its files over; ``first`` is what it does before."""
    return subprocess.Popen([sys.executable, "-c", first + HAND_OVER, name, *files], stdout=subprocess.PIPE, text=True)


def test_files_of_another_process_arrive(qtbot, tmp_path):
    name = server_name(tmp_path)
    server = HandOverServer(name)
    with qtbot.waitSignal(server.files_arrived) as arrived:
        second = start(name, "/papers/нота.pdf", "annex 1.pdf", "verbale:note/0b7c?document=" + "ab" * 32)
    link = Path("verbale:note/0b7c?document=" + "ab" * 32)
    assert arrived.args == [[Path("/papers/нота.pdf"), Path.cwd() / "annex 1.pdf", link]]
    assert second.communicate(timeout=SECONDS)[0].strip() == "True"
    server.close()


HASTY = """
from PySide6.QtNetwork import QLocalSocket
from viewer.ui.starting import single_instance

class Socket(QLocalSocket):
    def waitForReadyRead(self, milliseconds):
        print("asked", flush=True)
        return super().waitForReadyRead(milliseconds)

single_instance.QLocalSocket, single_instance.PATIENCE_MS = Socket, 1
"""


def test_a_window_that_is_busy_is_waited_for(qtbot, tmp_path):
    name = server_name(tmp_path)
    server = HandOverServer(name)
    second = start(name, "a.pdf", first=HASTY)
    assert second.stdout.readline() == "asked\n"
    time.sleep(0.05)  # the window does something else, for much longer than it may take to listen
    with qtbot.waitSignal(server.files_arrived):
        pass
    assert second.communicate(timeout=SECONDS)[0].strip() == "True"
    server.close()


@pytest.mark.usefixtures("qapp")
def test_nobody_there_means_a_window_of_ones_own(tmp_path):
    assert not hand_over(server_name(tmp_path), [Path("a.pdf")])


def test_a_socket_left_by_a_crash_is_taken_over(qtbot, tmp_path):
    name = server_name(tmp_path)
    crashed = "import os, sys\nfrom PySide6.QtCore import QCoreApplication\n"
    crashed += "from viewer.ui.starting.single_instance import HandOverServer\n"
    crashed += "app = QCoreApplication([])\nserver = HandOverServer(sys.argv[1])\nos.abort()\n"
    subprocess.run([sys.executable, "-c", crashed, name], check=False, capture_output=True, timeout=SECONDS)
    server = HandOverServer(name)
    with qtbot.waitSignal(server.files_arrived):
        second = start(name)
    assert second.communicate(timeout=SECONDS)[0].strip() == "True"
    server.close()


def test_each_user_folder_has_a_window_of_its_own(tmp_path):
    assert server_name(tmp_path) != server_name(tmp_path / "other")
