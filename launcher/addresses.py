"""Where the three processes listen, from the environment."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class AddressInvalid(ValueError):
    """Raise for an address that lacks host or port; the message names the variable."""


@dataclass(frozen=True)
class Addresses:
    """Engine and actions by URL, the front desk by host:port."""

    engine: str
    actions: str
    frontdesk: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Addresses:
        """The addresses in force, the documented ones where nothing is set. Raises `AddressInvalid`."""
        engine = environment.get("ENGINE_URL") or "http://127.0.0.1:5005"
        actions = environment.get("ACTIONS_URL") or "http://127.0.0.1:5055"
        frontdesk = environment.get("FRONTDESK_BIND") or "127.0.0.1:8000"
        _refuse_without_port("ENGINE_URL", engine, engine)
        _refuse_without_port("ACTIONS_URL", actions, actions)
        _refuse_without_port("FRONTDESK_BIND", frontdesk, f"//{frontdesk}")
        return cls(engine, actions, frontdesk)

    @property
    def chat_page(self) -> str:
        """What a visitor opens."""
        return f"http://{self.frontdesk}/chat"

    @property
    def readiness(self) -> str:
        """200 once everything answers."""
        return f"http://{self.frontdesk}/readyz"


def taken(addresses: Addresses) -> list[str]:
    """Those of the addresses that something already listens on, as host:port."""
    candidates = [urlsplit(addresses.engine).netloc, urlsplit(addresses.actions).netloc, addresses.frontdesk]
    found = []
    for candidate in candidates:
        host, _, port = candidate.rpartition(":")
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.settimeout(1)
            if probe.connect_ex((host.strip("[]"), int(port))) == 0:
                found.append(candidate)
    return found


def process_environment(environment: Mapping[str, str], run_folder: Path) -> dict[str, str]:
    """The environment of all processes: what is set, ports taken from the addresses, one shared engine secret."""
    addresses = Addresses.of(environment)
    return {
        **environment,
        "ENGINE_URL": addresses.engine,
        "ACTIONS_URL": addresses.actions,
        "FRONTDESK_BIND": addresses.frontdesk,
        "ENGINE_PORT": str(urlsplit(addresses.engine).port),
        "ACTIONS_PORT": str(urlsplit(addresses.actions).port),
        # Nobody needs to know it: both sides are started here.
        "ENGINE_SECRET": environment.get("ENGINE_SECRET") or secrets.token_urlsafe(32),
        "RUN_FOLDER": str(run_folder),
    }


def _refuse_without_port(variable: str, given: str, url: str) -> None:
    try:
        complete = bool(urlsplit(url).hostname and urlsplit(url).port)
    except ValueError:
        complete = False
    if not complete:
        example = "127.0.0.1:8000" if url.startswith("//") else "http://127.0.0.1:5005"
        raise AddressInvalid(f"{variable} is {given!r}; give host and port, as in {example}")
