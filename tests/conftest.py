"""What needs the engine's environment is not collected in the other one."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = [] if find_spec("rasa") else ["engine", "nlu"]
