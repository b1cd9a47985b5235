"""`python -m clinic.check`: what is missing in clinic.yml, and what the assistant says or does meanwhile.

For the clinic's clerk, in Japanese. Exit code 1 when the file cannot be used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from clinic.items import item_names
from clinic.opening_hours import WEEKDAYS, read_spans
from clinic.placeholders import UNKNOWN
from clinic.profile import Profile, ProfileError, load_profile
from clinic.profile_handoff import WeeklyHours
from clinic.release import blocks_release, missing_keys

ROOT = Path(__file__).resolve().parent.parent

# Keys that no answer quotes: what their absence means.
INNER_NAMES = {
    "safety.signed_by": "緊急時の文章を確認した医師",
    "safety.signed_on": "緊急時の文章を確認した日",
    "safety.crisis_lines": "こころの相談窓口(電話で確認したもの)",
    "legal.signed_by": "文章を確認した弁護士",
    "legal.signed_on": "文章を確認した日",
    "privacy.incident_lead": "情報漏えいのときの責任者",
    "site.page_phrases_removed": "ホームページの使えない表現を消したかどうか",
}
KANJI = dict(zip(WEEKDAYS, "月火水木金土日", strict=True))


def report(profile: Profile) -> Iterator[str]:
    """The report, line by line."""
    missing = list(missing_keys(profile))
    required = [key for key in missing if blocks_release(key)]
    optional = [key for key in missing if not blocks_release(key)]
    yield f"■ 公開の前に必要で、まだ空いている項目: {len(required)}件"
    yield from (_line(key) for key in required)
    yield f"■ そのほかの空いている項目: {len(optional)}件"
    yield from (_line(key) for key in optional)
    if missing:
        sentence = UNKNOWN.format(items="〔項目の名前〕", phone=profile.clinic.phone)
        yield f"空いている項目を尋ねられると、「{sentence}」と答えるか、その行を出しません。"
    yield "■ 予約と引き継ぎ"
    yield from (f"  {line}" for line in _handing_over(profile))


def check(file: Path) -> tuple[bool, list[str]]:
    """Whether the file can be used, and the lines to print."""
    try:
        profile = load_profile(file)
    except ProfileError as error:
        advice = "直すまでアシスタントは起動しません。"
        return False, [f"{file.name} に、直すところが{len(error.problems)}件あります。{advice}", *error.problems]
    return True, [f"{file.name} は正しく書けています。", *report(profile)]


def _line(key: str) -> str:
    return f"  {key}  {item_names().get(key) or INNER_NAMES[key]}"


def _handing_over(profile: Profile) -> Iterator[str]:
    opening, booking, staff = profile.opening, profile.booking, profile.staff
    if opening.hours.is_known:
        yield f"計算用の診療時間: {_week(opening.hours)}(祝日は{'休み' if opening.holidays == 'closed' else '診療'})"
        yield "clinic.hours の文章と同じかどうか、お確かめください。"
    else:
        yield "opening.hours が空です: 希望日時が休診日でも、そのまま受け付けてスタッフの確認を待ちます。"
    if booking.hours.is_known:
        yield f"予約を受ける時間: {_week(booking.hours)}"
    if booking.mode == "capacity":
        yield f"予約の受け方: 空いている枠をその場で確定します({booking.slot_minutes}分ごとに{booking.per_slot}人)。"
    else:
        yield "予約の受け方: 希望を受け付け、スタッフが確認して確定します。"
    if not staff.mail and not staff.webhook:
        yield "staff が空です: 予約が入っても、だれにも知らせません。管理画面を見てください。"
    if profile.handoff.staff_chat:
        hours = profile.handoff.staffed_hours
        yield f"チャットでの職員対応: あり({_week(hours) if hours.is_known else '診療時間と同じ'})"
    else:
        yield "チャットでの職員対応: なし(電話番号を案内します)"


def _week(hours: WeeklyHours) -> str:
    return " ".join(f"{KANJI[weekday]}{_day(getattr(hours, weekday))}" for weekday in WEEKDAYS)


def _day(text: str) -> str:
    return "・".join(str(span) for span in read_spans(text)) or "休み"


def main() -> int:
    """Prints the report on CLINIC_FILE; the exit code."""
    file = ROOT / (os.environ.get("CLINIC_FILE") or "clinic.yml")
    is_usable, lines = check(file)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if is_usable else 1


if __name__ == "__main__":
    sys.exit(main())
