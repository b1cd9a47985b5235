"""The LINE channel's settings from environment variables. Without a channel secret the channel is off. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.environment import Environment

SHORTEST_SECRET = 32


@dataclass(frozen=True)
class LineSettings:
    """How the channel is reached, and how long its waits and memories are."""

    channel_secrets: tuple[str, ...]
    access_token: str
    channel_id: str
    # Where LINE's API is; empty for LINE's own hosts.
    api_host: str
    bot_user_id: str
    worker_threads: int
    inbox_retention_hours: int
    unfollow_erase_days: int
    # True: what staff write in the console is pushed, which LINE counts.
    staff_push: bool
    marks_as_read: bool
    # True: each body wakes a worker of the task queue as well.
    wakes_by_task: bool
    public_url: str
    # Seconds. The engine's wait ends at `engine_wait_s` after the receipt; a reply starts before `reply_within_s`.
    engine_wait_s: float
    reply_within_s: float

    @property
    def is_on(self) -> bool:
        """True when events are taken."""
        return bool(self.channel_secrets)


def line_settings(environment: Environment, public_url: str) -> LineSettings:
    """The settings; what is wrong with them is noted in the environment's problems.

    Phones load pictures over HTTPS only: of a `public_url` without it, none are shown.
    """
    secrets = tuple(environment.words("LINE_CHANNEL_SECRET", []))
    token = environment.text("LINE_CHANNEL_ACCESS_TOKEN", "")
    channel_id = environment.text("LINE_CHANNEL_ID", "")
    if environment.is_production and secrets and not (token or channel_id):
        environment.problem(
            "LINE_CHANNEL_ACCESS_TOKEN",
            "is missing, so events would come in and no answer go out; set it, or LINE_CHANNEL_ID for short-lived tokens",
        )
    if environment.is_production and any(len(secret) < SHORTEST_SECRET for secret in secrets):
        environment.problem("LINE_CHANNEL_SECRET", f"is shorter than the {SHORTEST_SECRET} signs that LINE issues")
    return LineSettings(
        channel_secrets=secrets,
        access_token=token,
        channel_id=channel_id,
        api_host=environment.text("LINE_API_HOST", "").rstrip("/"),
        bot_user_id=environment.text("LINE_BOT_USER_ID", ""),
        worker_threads=int(environment.number("LINE_WORKER_THREADS", 8, least=1, most=64)),
        inbox_retention_hours=int(environment.number("LINE_INBOX_RETENTION_HOURS", 24, least=1, most=168)),
        unfollow_erase_days=int(environment.number("LINE_UNFOLLOW_ERASE_DAYS", 30, least=0, most=365)),
        staff_push=environment.flag("LINE_STAFF_PUSH", default=False),
        marks_as_read=environment.flag("LINE_MARK_AS_READ", default=True),
        wakes_by_task=environment.flag("LINE_WAKE_BY_TASK", default=False),
        public_url=public_url if public_url.startswith("https://") else "",
        engine_wait_s=environment.number("LINE_ENGINE_WAIT_S", 40, least=0.1, most=44),
        reply_within_s=45.0,
    )
