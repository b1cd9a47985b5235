"""`python -m actions`: the action server, on loopback, in one process.

rasa_sdk's own command serves from child processes, and a child outlives a main process that was killed: it keeps
the port, and the next server cannot start.
"""

from __future__ import annotations

import os

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

DEFAULT_PORT = 5055


def main() -> None:
    """Serve the actions on `ACTIONS_PORT` until stopped."""
    executor = ActionExecutor()
    executor.register_package("actions")
    port = int(os.environ.get("ACTIONS_PORT") or DEFAULT_PORT)
    create_app(executor).run(host="127.0.0.1", port=port, single_process=True, motd=False)


if __name__ == "__main__":
    main()
