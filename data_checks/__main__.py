"""`python -m data_checks`: prints every problem of the project's data and ends with 1 if there is one."""

from __future__ import annotations

import sys
from pathlib import Path

from data_checks.project import check_project

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """The exit code: 0 when all is well, 1 when something has to be corrected."""
    problems = check_project(ROOT)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    sys.stderr.write(f"data: {len(problems)} problems\n" if problems else "data: no problems\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
