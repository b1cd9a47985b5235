"""`manage.py line_setup`: draws the rich menu and puts it in place; prints what it would do unless told to do it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.current import current_profile
from frontdesk.line.menu import rich_menu
from frontdesk.line.menu_picture import NoFont, picture
from frontdesk.line.richmenu import MenuRefused, put_in_place


class Command(BaseCommand):
    help = "Draws the rich menu. With --apply it becomes the default menu of the LINE account; again does nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="put it in place; otherwise only files are written")
        parser.add_argument("--font", default="", help="a Japanese font file, where none is found")
        parser.add_argument("--folder", type=Path, default=Path("var/line"), help="where the files are written")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drawn = picture(current_profile(), options["font"])
        except NoFont as problem:
            raise CommandError(str(problem)) from problem
        menu = rich_menu(current_profile(), drawn)
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "richmenu.png").write_bytes(drawn)
        (folder / "richmenu.json").write_text(json.dumps(menu, ensure_ascii=False, indent=2), "utf-8")
        self.stdout.write(f"drawn: {folder}/richmenu.png, {folder}/richmenu.json")
        if not options["apply"]:
            self.stdout.write('nothing was sent to LINE; look at the picture, then: make line-setup ARGS="--apply"')
            return
        if not settings.LINE.is_on:
            raise CommandError("LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN are not set; see docs/line-set-up.md")
        try:
            steps = list(put_in_place(menu, drawn))
        except MenuRefused as problem:
            raise CommandError(f"{problem}. The old menu is still in place; run this again.") from problem
        for step in steps or ["the menu is in place already"]:
            self.stdout.write(step)
