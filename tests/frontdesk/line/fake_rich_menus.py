"""The rich-menu part of the fake platform: menus, their pictures, the default one."""

from __future__ import annotations

import io
import json
from typing import Any

from PIL import Image

Response = tuple[int, dict[str, Any]]
MAX_BYTES = 1_048_576


class RichMenus:
    """All menus of the channel by id."""

    def __init__(self) -> None:
        self.menus: dict[str, dict[str, Any]] = {}
        self.pictures: dict[str, bytes] = {}
        self.default = ""
        self.validated = 0
        self._made = 0

    def post(self, endpoint: str, headers: Any, raw: bytes) -> Response:
        if endpoint.endswith("/content"):
            return self._picture(endpoint.split("/")[1], headers, raw)
        if endpoint.startswith("user/all/richmenu/"):
            return self._set_default(endpoint.rpartition("/")[2])
        body = json.loads(raw)
        problem = _problem(body)
        if problem:
            return 400, {"message": "The request body has errors", "details": [{"property": problem}]}
        if endpoint == "richmenu/validate":
            self.validated += 1
            return 200, {}
        self._made += 1
        name = f"richmenu-{self._made}"
        self.menus[name] = body
        return 200, {"richMenuId": name}

    def get(self, endpoint: str) -> Response:
        if endpoint == "richmenu/list":
            return 200, {"richmenus": [{"richMenuId": name, **menu} for name, menu in self.menus.items()]}
        if endpoint == "user/all/richmenu":
            return (200, {"richMenuId": self.default}) if self.default else (404, {"message": "no default richmenu"})
        return 404, {"message": "Not found"}

    def delete(self, endpoint: str) -> Response:
        name = endpoint.rpartition("/")[2]
        if name not in self.menus:
            return 404, {"message": "richmenu not found"}
        del self.menus[name]
        return 200, {}

    def _picture(self, name: str, headers: Any, raw: bytes) -> Response:
        if name not in self.menus:
            return 404, {"message": "richmenu not found"}
        if name in self.pictures:
            return 400, {"message": "An image has already been uploaded to the richmenu"}
        if headers["Content-Type"] not in {"image/png", "image/jpeg"}:
            return 415, {"message": "Unsupported Media Type"}
        width, height = Image.open(io.BytesIO(raw)).size
        size = self.menus[name]["size"]
        if len(raw) > MAX_BYTES or (width, height) != (size["width"], size["height"]):
            return 400, {"message": "invalid image"}
        if not 800 <= width <= 2500 or height < 250 or width / height < 1.45:
            return 400, {"message": "invalid image size"}
        self.pictures[name] = raw
        return 200, {}

    def _set_default(self, name: str) -> Response:
        if name not in self.pictures:
            return 400, {"message": "must upload richmenu image before applying it to user"}
        self.default = name
        return 200, {}


def _problem(menu: dict[str, Any]) -> str:
    areas = menu.get("areas") or []
    if not 1 <= len(areas) <= 20:
        return "areas"
    if not 1 <= len(menu.get("chatBarText", "")) <= 14:
        return "chatBarText"
    if not 1 <= len(menu.get("name", "")) <= 300:
        return "name"
    for number, area in enumerate(areas):
        box, size = area["bounds"], menu["size"]
        if box["x"] + box["width"] > size["width"] or box["y"] + box["height"] > size["height"]:
            return f"areas[{number}].bounds"
        if not 1 <= len(area["action"].get("label", "")) <= 20:
            return f"areas[{number}].action.label"
    return ""
