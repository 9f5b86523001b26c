"""The scripts keep their types; Node is needed for this check and for nothing else."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMPILER = "typescript@5.9.3"
OPTIONS = (
    "--noEmit --allowJs --checkJs --strict --target es2023 --module esnext --moduleResolution bundler "
    "--lib es2023,dom,dom.iterable,dom.asynciterable"
)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npx") is None, reason="Node's npx is not installed")
def test_the_scripts_of_the_pages_keep_their_types() -> None:
    scripts = sorted(ROOT.glob("scripts/onrecord/*/assets/**/*.js"))
    assert scripts
    checked = subprocess.run(
        ["npx", "--yes", "--package", COMPILER, "tsc", *OPTIONS.split(), *map(str, scripts)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert checked.stdout + checked.stderr * bool(checked.returncode) == ""
