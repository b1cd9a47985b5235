"""The tables are those of the models, and every migration can be taken back with rows in the tables."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrations_go_forwards_backwards_and_forwards_again(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"

    def migrate(*target: str) -> None:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", *target]
        subprocess.run(command, cwd=ROOT, env={"DATABASE_URL": f"sqlite:///{file}"}, check=True)

    migrate()
    with sqlite3.connect(file) as record:
        # A turn whose text is past its time: on the way back the text must be one again.
        record.execute(
            "INSERT INTO conversations_conversation (id, channel, mode, started_at, last_at, opening, last_number,"
            " red_flag_rule, red_flag_tier, red_flag_quiet_turns, form_slot, status, assignee, version)"
            " VALUES ('a', 'web', 'bot', 0, 0, '[]', 1, '', '', 0, '', '', '', 0)"
        )
        record.execute(
            "INSERT INTO conversations_turn (conversation_id, client_id, number, received_at, kind, text, payload,"
            " topic, nearest, also_asked, entities, red_flag_tier, red_flag_rule, actions, replies, outcome, model, handoff)"
            " VALUES ('a', 'b', 1, 0, 'typed', NULL, '', '', '[]', '', '[]', '', '', '[]', '[]', '', '', '')"
        )
    record.close()
    migrate("conversations", "0001")
    with sqlite3.connect(file) as record:
        assert record.execute("SELECT text FROM conversations_turn").fetchall() == [("",)]
    record.close()
    migrate("conversations", "zero")
    migrate("privacy", "zero")
    migrate()
