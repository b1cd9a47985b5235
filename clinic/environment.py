"""Settings from environment variables: each value checked, every mistake reported at once, before anything starts."""

from __future__ import annotations

from collections.abc import Mapping


class EnvironmentProblems(Exception):
    """Raised at start when variables are missing or wrong; the message is one sentence a line."""


class Environment:
    """Reads typed settings from variables and collects what is wrong with them.

    A wrong value yields the default for the moment; `check` then stops the start.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._problems: list[str] = []
        self.is_production = self.flag("PRODUCTION", default=False)

    def text(self, name: str, default: str) -> str:
        return self._variables.get(name, "").strip() or default

    def words(self, name: str, default: list[str]) -> list[str]:
        """A comma-separated list."""
        given = [word.strip() for word in self._variables.get(name, "").split(",")]
        return [word for word in given if word] or default

    def flag(self, name: str, *, default: bool) -> bool:
        given = self.text(name, "1" if default else "0").lower()
        if given not in {"0", "1", "true", "false"}:
            self.problem(name, f'"{given}" is neither 1 nor 0')
            return default
        return given in {"1", "true"}

    def number(self, name: str, default: float, *, least: float, most: float) -> float:
        given = self.text(name, str(default))
        try:
            number = float(given)
        except ValueError:
            self.problem(name, f'"{given}" is no number')
            return default
        if not least <= number <= most:
            self.problem(name, f"{given} is outside {least:g} to {most:g}")
            return default
        return number

    def secret(self, name: str, *, development: str, least_length: int = 32) -> str:
        """The secret; outside production a value that everybody knows will do, in production it must be set."""
        given = self.text(name, "")
        if self.is_production and len(given) < least_length:
            self.problem(name, f"in production a secret of {least_length} characters or more must be set")
        return given or development

    def problem(self, name: str, what: str) -> None:
        """Notes a mistake that `check` will report."""
        self._problems.append(f"{name}: {what}")

    def check(self) -> None:
        """Raises EnvironmentProblems if anything was wrong so far."""
        if self._problems:
            raise EnvironmentProblems("\n".join(self._problems))
