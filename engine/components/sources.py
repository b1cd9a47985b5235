"""Hash of the plain modules behind a component: Rasa hashes only the component's own class.

Without it a change in `engine/analysis` would train nothing anew, "from cache".
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import ModuleType


def source_digest(*modules: ModuleType) -> str:
    """SHA-256 of the source of `modules`, of all files of those that are packages."""
    digest = hashlib.sha256()
    for module in modules:
        file = getattr(module, "__file__", None)
        if file is None:
            raise ValueError(f"{module.__name__} has no source file")
        path = Path(file)
        for source in sorted(path.parent.glob("*.py")) if path.name == "__init__.py" else [path]:
            digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()
