"""The action server knows exactly the actions that the assistant's domain names."""

from __future__ import annotations

import inspect
from pathlib import Path

import yaml
from rasa_sdk.executor import ActionExecutor

ROOT = Path(__file__).resolve().parents[2]


def test_every_action_of_the_domain_is_served_and_no_other() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    # Other tests define actions of their own in this process.
    served = {
        name
        for name, run in executor.actions.items()
        if inspect.ismethod(run) and type(run.__self__).__module__.startswith("actions.")
    }
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert served == set(domain["actions"])
