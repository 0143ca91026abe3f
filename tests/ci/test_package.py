"""The package as it is installed from a wheel: all that the program reads at run time lies inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_built_package_brings_its_resources_and_runs_without_the_checkout(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    [wheel] = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    sample = tmp_path / "viewer" / "resources" / "samples" / "note-verbale.pdf"
    inspected = subprocess.run(
        [sys.executable, "-m", "viewer", "inspect", str(sample), "--json"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert json.loads(inspected.stdout)["metadata"]["symbol"]["value"] == "A/HRC/58/G/99"
    packed = {path.relative_to(tmp_path / "viewer") for path in sample.parents[1].rglob("*.*")}
    kept = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*.*")}
    assert packed == kept
