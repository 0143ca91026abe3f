"""The set-up script on machines that are made up: what it installs, what it asks for, and when it stops.

The commands it calls are little scripts in a folder that is the whole PATH, so nothing is ever installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REAL = ["sh", "sed", "tr", "cat", "cksum", "sort", "grep", "head", "env", "dirname", "mkdir", "printf", "chmod", "find"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the script is for sh")

FEDORA = "no apt"
DEBIAN_12 = ["libglib2.0-0", "libcups2", "fonts-droid-fallback", "fonts-dejavu-core", "python3-venv"]
UBUNTU_24 = ["libglib2.0-0t64", "libcups2t64", "fonts-droid-fallback", "fonts-dejavu-core", "python3-venv"]
BASE = ["libc6", "libstdc++6", "zlib1g"]
DEJAVU = "DejaVu Sans"


@dataclass
class Machine:
    """A made-up machine: packages that are installed and that apt knows, who we are, and which Python there is."""

    folder: Path
    installed: list[str] = field(default_factory=lambda: [*BASE])
    known: list[str] = field(default_factory=lambda: [*DEBIAN_12])
    since_2024: bool = False
    apt: bool = True
    root: bool = False
    sudo: str = ""  # "free" or "asks"
    python: str = "3.11.2"
    ensurepip: bool = True
    fonts: bool = False
    commands: list[str] = field(default_factory=list)
    pip_fails: bool = False

    def command(self, name: str, body: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def build(self) -> None:
        for part in ("bin", "checkout/.ci"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        for name in REAL:
            real = shutil.which(name)
            if real is not None and not (self.folder / "bin" / name).exists():
                (self.folder / "bin" / name).symlink_to(real)
        for name in (".ci/prepare", "pyproject.toml"):
            shutil.copy(ROOT / name, self.folder / "checkout" / name)
        log = self.folder / "log"
        self.command("id", f"echo {0 if self.root else 1000}")
        if self.sudo:
            self.command("sudo", f'[ "$1" != -n ] || {"shift" if self.sudo == "free" else "exit 1"}\n"$@"')
        if self.fonts:
            self.command("fc-list", f"echo {DEJAVU}")
        for name in self.commands:
            self.command(name, ":")
        if self.apt:
            self._apt(log)
        if self.python:
            self._python(log)

    def _apt(self, log: Path) -> None:
        listing = "\n".join(f"installed {name}" for name in self.installed)
        self.command(
            "dpkg-query",
            f'case "$2" in libapt*) exit {0 if self.since_2024 else 1};; esac\ncat <<END\n{listing}\nEND',
        )
        known = "|".join(self.known) or "nothing"
        self.command(
            "apt-cache",
            f'case "$1 $2" in dumpavail*) {"echo Package: x" if self.known else ":"};;\n'
            f'"show "*) case "$2" in {known}) echo "Package: $2";; *) exit 100;; esac;; esac',
        )
        self.command("apt-get", f'printf "apt-get %s\\n" "$*" >>{log}')

    def _python(self, log: Path) -> None:
        major, minor, _ = self.python.split(".")
        old = (int(major), int(minor)) < (3, 11)
        pip = f'case "$*" in *"pip install"*) echo "pip $*" >>{log}; exit {1 if self.pip_fails else 0};; '
        pip += f'*compileall*) echo "$*" >>{log}-compiled;; esac'
        (self.folder / "venv-python").write_text(f"#!/bin/sh\n{pip}\n", encoding="utf-8")
        (self.folder / "venv-python").chmod(0o755)
        self.command(
            "python3",
            f"""case "$*" in
--version) echo Python {self.python};;
*version_info?\\<*) exit {1 if old else 0};;
*ensurepip*) exit {0 if self.ensurepip else 1};;
*-venv*) echo python{major}.{minor}-venv;;
"-m venv"*) mkdir -p .venv/bin; cat {self.folder}/venv-python >.venv/bin/python; chmod +x .venv/bin/python;;
esac""",
        )

    def run(self, purpose: str = "run") -> subprocess.CompletedProcess[str]:
        self.build()
        return subprocess.run(
            ["/bin/sh", str(self.folder / "checkout" / ".ci" / "prepare"), purpose],
            env={"PATH": str(self.folder / "bin"), "CI": "true"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
        )

    def done(self) -> list[str]:
        log = self.folder / "log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def compiled(self) -> list[str]:
        log = self.folder / "log-compiled"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def forget(self) -> None:
        (self.folder / "log").unlink(missing_ok=True)


@pytest.fixture
def machine(tmp_path):
    return lambda **about: Machine(tmp_path, **about)


def packages_in(variable: str) -> list[str]:
    """Every package that the script looks for by this list of its own, by its first name."""
    script = (ROOT / ".ci" / "prepare").read_text(encoding="utf-8")
    listed = script.partition(f"{variable}='")[2].partition("'")[0]
    return [names.partition("|")[0] for names in listed.split()]


def complete(machine, **about):
    installed = [*packages_in("qt_packages"), *packages_in("test_packages")]
    return machine(installed=installed, fonts=True, commands=["soffice", "pdftoppm", "cc"], **about)


def test_the_program_is_compiled_once_and_again_when_it_has_changed(machine, tmp_path):
    here = complete(machine)
    module = tmp_path / "checkout" / "viewer" / "module.py"
    module.parent.mkdir(parents=True)
    module.touch()
    for _ in range(2):
        assert (here.run().returncode, here.compiled()) == (0, ["-m compileall -q viewer"])
    later = module.stat().st_mtime + 60
    os.utime(module, (later, later))
    here.run()
    assert len(here.compiled()) == 2


def test_where_all_is_there_only_the_packages_of_python_are_installed_and_only_once(machine):
    here = complete(machine)
    first = here.run()
    assert first.returncode == 0, first.stderr
    (pip,) = here.done()
    assert pip.endswith("--editable .")
    here.forget()
    again = here.run()
    assert (again.returncode, again.stderr, here.done()) == (0, "", [])
    tested = here.run("test")
    assert tested.returncode == 0
    assert here.done()[-1].endswith("--editable .[test]")
    here.forget()
    assert (here.run().returncode, here.done()) == (0, [])


def test_a_change_of_what_is_needed_installs_again(machine):
    here = complete(machine)
    here.run()
    here.forget()
    here.build()
    stamp = here.folder / "checkout" / ".venv" / ".prepared-run"
    stamp.write_text("of another pyproject.toml\n", encoding="utf-8")
    here.run()
    assert len(here.done()) == 1


def test_root_installs_what_is_missing_after_looking_it_up(machine):
    here = machine(root=True)
    ran = here.run()
    assert ran.returncode == 0, ran.stderr
    update, install, pip = here.done()
    assert update.startswith("apt-get update")
    assert " libglib2.0-0 " in install
    assert " libxcb-cursor0 " in install
    assert " fonts-dejavu-core" in install
    assert "t64" not in install
    assert " libc6 " not in install
    assert pip.endswith("--editable .")


def test_what_only_the_tests_need_is_installed_for_them_alone(machine):
    wanted = {*packages_in("test_packages"), "libreoffice-writer-nogui", "poppler-utils"}
    here = machine(root=True, installed=packages_in("qt_packages"), fonts=True)
    assert here.run().returncode == 0
    assert [line for line in here.done() if "apt-get" in line] == []
    assert here.run("test").returncode == 0
    _update, install, _pip = here.done()[1:]
    assert wanted <= set(install.split())


def test_a_libreoffice_of_another_package_will_do(machine):
    here = machine(root=True, commands=["soffice"])
    here.run("test")
    assert "libreoffice" not in here.done()[1]


def test_newer_releases_have_other_names(machine):
    here = machine(root=True, known=UBUNTU_24, since_2024=True)
    here.run()
    assert " libglib2.0-0t64 libcups2t64 " in here.done()[1]


def test_sudo_without_a_password_is_used(machine):
    here = machine(sudo="free")
    assert here.run().returncode == 0
    assert [line.split()[1] for line in here.done()[:2]] == ["update", "install"]


@pytest.mark.parametrize("sudo", ["", "asks"])
@pytest.mark.parametrize(
    ("known", "since_2024", "library"),
    [
        (DEBIAN_12, False, "libcups2"),
        (UBUNTU_24, True, "libcups2t64"),
        ([], False, "libcups2"),
        ([], True, "libcups2t64"),
    ],
    ids=["Debian 12", "Ubuntu 24.04", "Debian 12 without lists", "Ubuntu 24.04 without lists"],
)
def test_who_may_not_install_is_told_what_to_run(machine, sudo, known, since_2024, library):
    here = machine(sudo=sudo, known=known, since_2024=since_2024)
    ran = here.run()
    assert ran.returncode == 1
    assert here.done() == []
    command = next(line for line in ran.stderr.splitlines() if "sudo apt-get install" in line or "&& sudo" in line)
    assert command.strip().startswith("sudo apt-get update && sudo apt-get install -y --no-install-recommends ")
    assert library in command.split()
    assert "fonts-droid-fallback" in command.split()
    assert not any("|" in word for word in command.split())


def test_a_font_that_a_release_does_not_have_is_gone_without(machine):
    here = machine(root=True, known=[name for name in DEBIAN_12 if name != "fonts-droid-fallback"])
    ran = here.run()
    assert ran.returncode == 0
    assert "this release has no fonts-droid-fallback; going on without it" in ran.stderr
    assert "fonts-droid-fallback" not in here.done()[1]


def test_the_part_of_python_that_debian_packs_apart_is_installed(machine):
    here = complete(machine, root=True, ensurepip=False)
    here.run()
    assert here.done()[1].endswith(" python3.11-venv")


def test_without_apt_nothing_is_looked_for(machine):
    here = machine(apt=False)
    assert here.run().returncode == 0
    assert len(here.done()) == 1


@pytest.mark.parametrize("python", ["", "3.9.6"])
def test_without_a_python_that_is_new_enough_it_says_where_to_get_one(machine, python):
    ran = machine(apt=False, python=python).run()
    assert ran.returncode == 1
    assert "Python 3.11 or newer is needed and was not found." in ran.stderr


def test_beside_an_old_python_a_newer_one_of_the_release_is_installed(machine):
    here = complete(machine, root=True, python="3.10.12", known=[*DEBIAN_12, "python3.11-venv"])
    ran = here.run()
    installs = [line for line in here.done() if " install " in line]
    assert installs[-1].endswith(" python3.11 python3.11-venv")
    assert ran.returncode == 1  # the made-up apt-get brings none


def test_where_pip_fails_the_next_call_tries_again(machine):
    here = complete(machine, pip_fails=True)
    ran = here.run()
    assert ran.returncode == 1
    assert "pip could not install the packages" in ran.stderr
    shutil.rmtree(here.folder / "checkout" / ".venv")
    here.pip_fails = False
    assert here.run().returncode == 0


def test_it_knows_two_purposes(machine):
    assert complete(machine).run("nonsense").returncode == 2
