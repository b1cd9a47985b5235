"""The console does on PostgreSQL what it does on SQLite: search by other spellings, lists, groups, figures, the purge."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.frontdesk.console.on_postgres import PAGES
from tests.postgres import postgres

ROOT = Path(__file__).resolve().parents[3]


def test_the_console_works_on_postgresql() -> None:
    with postgres() as url:
        environment = {
            "PATH": os.environ["PATH"], "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "frontdesk.settings",
            "PYTHONUTF8": "1",
        }  # fmt: skip
        ended = subprocess.run(
            [sys.executable, "-m", "tests.frontdesk.console.on_postgres"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    expected = ["ひざ: 1", "膝 痛い: 1", "いたかった: 1", "ＢＭＥ: 1", "100%: 1", "存在しない: 0", "groups: 2"]
    expected += [f"{page}: 200" for page in PAGES]
    # Two search forms of the old question's conversation and one of the other, and the two groups.
    assert ended.stdout.splitlines() == [*expected, "purged: 5", "ひざ: 0"]
