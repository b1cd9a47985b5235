"""Where everything listens: documented defaults, ports out of addresses, and what is refused before anything starts."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.addresses import Addresses, AddressInvalid, process_environment, taken


def test_nothing_set_means_the_documented_addresses() -> None:
    addresses = Addresses.of({})
    assert addresses == Addresses("http://127.0.0.1:5005", "http://127.0.0.1:5055", "127.0.0.1:8000")
    assert addresses.chat_page == "http://127.0.0.1:8000/chat"
    assert addresses.readiness == "http://127.0.0.1:8000/readyz"


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Addresses.of({"ENGINE_URL": "", "ACTIONS_URL": "", "FRONTDESK_BIND": ""}) == Addresses.of({})


def test_what_is_set_is_in_force() -> None:
    addresses = Addresses.of({"ENGINE_URL": "http://127.0.0.1:6005", "FRONTDESK_BIND": "localhost:9000"})
    assert addresses.engine == "http://127.0.0.1:6005"
    assert addresses.chat_page == "http://localhost:9000/chat"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        pytest.param("ENGINE_URL", "http://127.0.0.1", id="no port"),
        pytest.param("ENGINE_URL", "127.0.0.1:5005", id="no scheme"),
        pytest.param("ACTIONS_URL", "http://127.0.0.1:http", id="port is a word"),
        pytest.param("ACTIONS_URL", "http://127.0.0.1:99999", id="port too high"),
        pytest.param("FRONTDESK_BIND", "8000", id="no host"),
        pytest.param("FRONTDESK_BIND", ":8000", id="empty host"),
        pytest.param("FRONTDESK_BIND", "127.0.0.1:", id="empty port"),
    ],
)
def test_an_address_without_host_or_port_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(AddressInvalid, match=f"^{variable} is '{value}'; give host and port, as in "):
        Addresses.of({variable: value})


def test_processes_get_addresses_ports_and_run_folder(tmp_path: Path) -> None:
    environment = process_environment({"ENGINE_URL": "http://127.0.0.1:6005", "DEBUG": "1"}, tmp_path)
    secret = environment.pop("ENGINE_SECRET")
    assert environment == {
        "ENGINE_URL": "http://127.0.0.1:6005",
        "ENGINE_PORT": "6005",
        "ACTIONS_URL": "http://127.0.0.1:5055",
        "ACTIONS_PORT": "5055",
        "FRONTDESK_BIND": "127.0.0.1:8000",
        "RUN_FOLDER": str(tmp_path),
        "DEBUG": "1",
    }
    assert len(secret) >= 32


def test_the_engine_secret_is_new_at_each_start_unless_it_is_set(tmp_path: Path) -> None:
    secrets = {process_environment({}, tmp_path)["ENGINE_SECRET"] for _ in range(2)}
    assert len(secrets) == 2
    assert process_environment({"ENGINE_SECRET": "given"}, tmp_path)["ENGINE_SECRET"] == "given"


@pytest.fixture
def listening() -> Iterator[int]:
    """A port something listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free() -> int:
    """A port nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_addresses_in_use_are_named_and_free_ones_are_not(listening: int, free: int) -> None:
    addresses = Addresses(f"http://127.0.0.1:{listening}", f"http://127.0.0.1:{free}", f"127.0.0.1:{free}")
    assert taken(addresses) == [f"127.0.0.1:{listening}"]
