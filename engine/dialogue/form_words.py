"""What people say to a form rather than into it: stop, back, 「やっぱり電話番号」, yes, no, nothing of the kind.

All patterns read text in one spelling: NFKC, lower case, hiragana, without spaces and marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.analysis.folding import fold

_SIGNS = re.compile(r"[\s、。,.!?・…~〜ー「」『』()]+")

_BEFORE = r"(?:(?:すみません|すいません|ごめん(?:なさい)?|あの|やっぱり?|やはり|もう|いや|ちょっと)(?:が|けど)?)*"
_BOOKING = r"(?:(?:この)?(?:予約|よやく)(?:を|は|の(?:入力|手続き)(?:を|は)?)?)?"
_STOP = re.compile(
    rf"{_BEFORE}{_BOOKING}(?:"
    r"(?:やめ|止め)(?:る|ます|たい|とく|とき(?:ます)?|ておき?(?:ます|く)?|て|よう|とこ)|"
    r"(?:きゃんせる|中止|ちゅうし|取り?消し|とりけし|終了|終わり|おわり)(?:する|します|したい|して|にする|にします|に)?|"
    r"し(?:ない|ません)|いい(?:わ|や)|また(?:今度|こんど|にする|にします|あとで)(?:にする|にします|で)?)"
    r"(?:です|ください|下さい|わ|ね|よ)?|もういい(?:です|や|わ)?"
)
_CANCELS = re.compile(r"やめ|止め|きゃんせる|中止|取り?消|とりけ|取りや|とりや")
_BACK = re.compile(
    rf"{_BEFORE}(?:(?:一つ|1つ|ひとつ)?(?:前|まえ)(?:の)?(?:質問|画面|ところ)?(?:に|へ)?)?"
    r"(?:戻|もど)(?:る|って|ります|りたい|して|し)(?:です|ください|下さい)?|(?:一つ|1つ|ひとつ)?(?:前|まえ)の質問"
)
_AGAIN = re.compile(
    r"(?:もう(?:一度|1度|いちど|一回)|何(?:ですか|でしたっけ|て)|え|なに|なんて)(?:言って|いって|お願いします|教えて)?(?:ください)?"
)
_GO_ON = re.compile(r"続|つづ|再開|さっきの予約|予約(?:に|へ)戻")

# Longer names first; 番号 alone is the phone's, as no other number is asked for.
_FIELDS: Mapping[str, re.Pattern[str]] = {
    "wish_second": re.compile(r"第?(?:2|二|に)(?:希望|きぼう)|(?:2|二|ふた)つ(?:目|め)の?(?:日|希望|候補)?|第(?:2|二)"),
    "wish_first": re.compile(
        r"第?(?:1|一|いち)(?:希望|きぼう)|(?:希望の?)?(?:日時|日にち|ひにち|日付|ひづけ|日程|にってい|時間|じかん|曜日|ようび|希望日)|予約(?:の)?日|希望"
    ),
    "name": re.compile(r"お?(?:名前|なまえ)|氏名|しめい|名字|苗字|みょうじ"),
    "phone": re.compile(r"お?(?:電話|でんわ)(?:の)?(?:番号|ばんごう)?|番号|ばんごう|携帯|けいたい"),
    "concern": re.compile(r"お?(?:相談|そうだん)(?:の)?(?:内容|ないよう|事|こと)?|内容"),
    "email": re.compile(r"めえる(?:あどれす)?|め[いー]?る(?:あどれす)?|あどれす"),
}
_CHANGE = (
    r"(?:直|なお)(?:し|す|せ)|訂正|ていせい|修正|しゅうせい|変更|へんこう|変え|かえ(?:たい|て|る|ます)|間違|まちが|違|ちが|"
    r"(?:入れ|書き|言い|やり)(?:直|なお)|打ち(?:間|ま)|編集|追加|足し(?:たい|て)|つけ足|入れたい|もう一度(?:入|書)"
)
_CHANGES = re.compile(_CHANGE)
_RECONSIDERED = re.compile(r"^(?:いや|あの|すみません|ごめん(?:なさい)?)*(?:やっぱり?|やはり|さっきの)")
_LONGEST_EDIT = 30
# What is left of 「訂正したいです」「間違えました」.
_NOTHING_ELSE = re.compile(
    r"(?:し|え|て|で|た|たい|ました|です|ます|ください|ところ|が|の|を|いる|る|い|す|あり|ちょっと|すみません)*"
)
_ASIDE = re.compile(
    r"^(?:いや|いえ|いいえ|あの|やっぱり?|やはり|すみません|さっきの)*|(?:を|が|は|も|だけ|のところ|の方|です|けど|で)*$"
)

_YES = re.compile(
    r"(?:ほな|ほんなら|じゃあ|では|それでは|ぜひ)?(?:はい|うん|ええ|そう(?:です|や|じゃ)?|せや|んだ|おう|ok|おっけ|おけ|お[うっ]?け[えい]|いい(?:です)?|よい(?:です)?|良い(?:です)?|ええ(?:です|で)|よか(?:です)?|"
    r"大丈夫(?:です)?|だいじょうぶ(?:です)?|同意(?:し)?(?:する|ます|ました)?|どういします|承諾します|承知(?:しました)?|了解(?:です|しました)?|(?:わ|分)かりました|"
    r"(?:お願|おねが)い(?:し(?:ます)?|いたします)?|送信(?:する|して|します)?|送って|おくって|これで|それで|合って(?:い)?ます|あって(?:い)?ます|"
    r"(?:間違い|まちがい)(?:な[いし]|ありません)(?:です)?|(?:問題|もんだい)(?:な[いし]|ありません)(?:です)?|(?:構|かま)いません|予約(?:し|する|します)|もちろん|"
    r"確定(?:する|します)?|頼(?:む|みます)|たのむ(?:わ)?|たのみます|ください|よ|ね|で|わ)+"
)
_NO = re.compile(
    r"(?:いいえ|いえ|いや(?:です|や)?|嫌(?:です)?|ううん|のう?|no|だめ(?:です)?|駄目(?:です)?|あかん|ちゃう(?:で|わ)?|違(?:う|います|いました)(?:よ)?|ちが(?:う|います)(?:よ)?|"
    r"(?:同意)?し(?:ない|ません|たくない)(?:です)?|できません|やだ)+"
)
_NONE = re.compile(
    r"(?:特に|とくに|今は|第(?:2|二)希望は?|めえるは?|めーるは?|めるは?|もう)*(?:な[いし](?:です)?|無[いし](?:です)?|ありません|ございません|いりません|要りません|い[らん]ない(?:です)?|いらん(?:です)?|要らない(?:です)?|"
    r"不要(?:です)?|ふよう(?:です)?|結構(?:です)?|けっこう(?:です)?|大丈夫(?:です)?|だいじょうぶ(?:です)?|すきっぷ(?:する|します|で)?|(?:1|一|ひと)つ(?:で|だけで)(?:いい|よい|大丈夫|十分)?(?:です)?|"
    r"それだけ(?:です)?|持って(?:い)?ません|使って(?:い)?ません|やって(?:い)?ません|いいえ|いえ|いいです|ええわ|よかです)"
)


def folded(text: str) -> str:
    """`text` in the one spelling that is compared."""
    return _SIGNS.sub("", fold(text))


def wants_stop(text: str) -> bool:
    """True for やめる, やっぱり予約はキャンセルします; not for a longer sentence."""
    return _STOP.fullmatch(folded(text)) is not None


def speaks_of_cancelling(text: str) -> bool:
    """True where やめる, キャンセル or 取り消す stands anywhere in it."""
    return _CANCELS.search(folded(text)) is not None


def wants_back(text: str) -> bool:
    """True for 戻る, 前の質問に戻ってください."""
    return _BACK.fullmatch(folded(text)) is not None


def wants_again(text: str) -> bool:
    """True when the question itself is to be heard again."""
    return _AGAIN.fullmatch(folded(text)) is not None


def wants_to_go_on(text: str) -> bool:
    """True for 予約の続き, 続けます: said of a form that was left."""
    return len(text) <= _LONGEST_EDIT and _GO_ON.search(folded(text)) is not None


def edited_field(text: str, *, is_read_back: bool = False) -> str | None:
    """The field that is to be asked again; "" if one is, but it is not said which; None if none.

    `is_read_back`: all values have just been read back, so the bare name of one is enough.
    """
    said = folded(text)
    if len(said) > _LONGEST_EDIT:
        return None
    field = next((name for name, words in _FIELDS.items() if words.search(said)), None)
    changes = bool(_CHANGES.search(said))
    if field is None:
        is_bare = changes and _NOTHING_ELSE.fullmatch(_CHANGES.sub("", said))
        return "" if is_bare or (is_read_back and changes) else None
    rest = _ASIDE.sub("", said)
    names_only = _FIELDS[field].fullmatch(rest) is not None
    if changes or (names_only and (is_read_back or _RECONSIDERED.search(said))):
        return field
    return None


def says_yes(text: str) -> bool:
    """True for はい, ええよ, これで送信してください."""
    return _YES.fullmatch(folded(text)) is not None


def says_no(text: str) -> bool:
    """True for いいえ, 違います, 同意しません."""
    return _NO.fullmatch(folded(text)) is not None


def says_none(text: str) -> bool:
    """True for なし, 特にありません, いりません: the answer to a question that may be left out."""
    return _NONE.fullmatch(folded(text)) is not None
