"""What is wrong with a file, as one clear sentence: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. Lines count from 1; line 0 means the file as a whole."""

    path: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"[ERROR] {self.path}:{self.line}: {self.problem}; {self.remedy}"


@dataclass
class Report:
    """Collects the problems of one file."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, problem: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, problem, remedy))
