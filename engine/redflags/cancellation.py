"""Which signs of a view do not count: denied, past and over, told of others, supposed or asked in general.

Everything works within a sentence, and there within a *statement* (up to けど, ので, 「〜です」): what
one statement cancels, the next may bring again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from engine.redflags.openings import Marks, Openings
from engine.redflags.sentences import Scope, Sentence, Status, sentences
from engine.redflags.views import Found, View

Grammar = Mapping[str, re.Pattern[str]]

# In doubt a crisis counts: only idioms take it back.
_UNCANCELLED = frozenset({"crisis", "soft_relief"})
# Between a mark of the past and 急に there must be another event, or 急に tells how it was then.
_EVENT_BETWEEN = re.compile(r"[てただで]|手術|しゆじゆつ|骨折|こつせつ|捻挫|ねんざ|かんせつ|けが|いれ")
# A statement without any stop is read this far back, and this many signs are linked to a question.
_FARTHEST = 120
_MOST_LINKED = 40
_TENSE_LETTERS = 40
_MOST_PAST = 6
_SUDDEN = re.compile(r"急に|きゆうに|突然|とつぜん")


class Cancellation:
    """The status of every sign of one view."""

    def __init__(self, view: View, found: Sequence[Found], grammar: Grammar, openings: Openings) -> None:
        """Reads the sentences of `view` once; `found` are the signs in it, in the order of their places."""
        self._text = view.voiced
        self._begins = frozenset(view.begins)
        self._grammar = grammar
        self._all_marks = Marks(view.voiced, grammar, openings)
        self._sentences = list(sentences(view))
        self._sentence_begins = [s.begin for s in self._sentences]
        self._scoped = self._statuses_by_place()
        self._statuses = {f: self._own_status(f) for f in found}
        self._spread_questions(found)

    def status(self, found: Found) -> Status:
        """What becomes of a sign."""
        return self._statuses[found]

    def sentence_of(self, place: int) -> int:
        """Index of the sentence that holds `place`."""
        return max(bisect_right(self._sentence_begins, place) - 1, 0)

    def _statuses_by_place(self) -> list[Status | None]:
        places: list[Status | None] = [None] * len(self._text)
        for sentence in self._sentences:
            for scope in self._scopes_of(sentence):
                for place in range(scope.begin, scope.end):
                    places[place] = places[place] or scope.status
        return places

    def _own_status(self, found: Found) -> Status:
        if found.sign in _UNCANCELLED:
            return "active"
        if self._is_denied(found):
            return "denied"
        scoped = self._scoped[found.begin]
        if scoped is not None and self._scoped[found.end - 1] is not None:
            return scoped
        ends = {found.end, self._denial_end(found)}
        if any(self._all_marks.at("asked", end) for end in ends):
            return "general"
        if any(self._all_marks.at("asked_unless_own", end) for end in ends):
            return "active" if self._is_own(found.begin) else "general"
        return "active"

    def _denial_end(self, found: Found) -> int:
        """Where the sign ends with the ない of its own wording: 歩けな|い, 力が入ら|なくなる."""
        own = self._grammar["own_denial"].match(self._text, found.end) if found.negative else None
        return own.end() if own else found.end

    def _is_denied(self, found: Found) -> bool:
        at = self._all_marks.at
        if at("all_well", found.end) or any(at("not_so", end) for end in {found.end, self._denial_end(found)}):
            return True
        if found.negative:
            return at("denied_state", found.end)
        # A sign that ends in 〜くな has taken the な of 〜くない with it.
        ends = {found.end, found.end - self._text.endswith("くな", found.begin, found.end)}
        denials = (self._grammar["denied"].match(self._text, end) for end in ends)
        return any(d is not None and not at("not_so", d.end()) for d in denials)

    def _statement_begin(self, place: int) -> int:
        begin, _ = self._sentences[self.sentence_of(place)].statement_of(place)
        return max(begin, place - _FARTHEST)

    def _is_own(self, place: int) -> bool:
        """Whether the statement up to `place` speaks of the speaker's own case or of something sudden."""
        begin = self._statement_begin(place)
        own = self._grammar["personal"].search(self._text, begin, place)
        return bool(own or self._grammar["onset"].search(self._text, begin, place))

    def _spread_questions(self, found: Sequence[Found]) -> None:
        """Makes general what is linked to a sign asked about in general: 腫れて|熱が出ることはありますか."""
        for index in range(len(found) - 1, -1, -1):
            later = found[index]
            if self._statuses[later] != "general":
                continue
            begin = self._statement_begin(later.begin)
            if self._grammar["personal"].search(self._text, begin, later.begin):
                continue
            for earlier in reversed(found[max(index - _MOST_LINKED, 0) : index]):
                link = self._text[earlier.end : later.begin]
                linked = begin <= earlier.begin and earlier.end <= later.begin and self._grammar["linked"].search(link)
                if linked and self._statuses[earlier] == "active":
                    self._statuses[earlier] = "general"

    def _scopes_of(self, sentence: Sentence) -> Iterator[Scope]:
        for m in self._marks("supposed", sentence):
            # 「足もしびれる」 is no 「もし」: a supposition begins a segment.
            if m.start() in self._begins:
                yield Scope(m.start(), sentence.end, "general")
        for m in self._marks("asked_before", sentence):
            yield Scope(m.start(), sentence.end, "general")
        if self._asks_in_general(sentence):
            yield Scope(sentence.begin, sentence.end, "general")
        yield from self._told(sentence)
        yield from self._experienced(sentence)
        yield from self._past(sentence)

    def _asks_in_general(self, s: Sentence) -> bool:
        """Whether the sentence asks how things are, and holds nothing of the speaker's own complaint."""
        if not any(self._marks("asked_sentence", s)):
            return False
        return not any(self._has(name, s) for name in ("complaint", "personal", "onset"))

    def _has(self, name: str, s: Sentence) -> bool:
        return self._grammar[name].search(self._text, s.begin, s.end) is not None

    def _marks(self, name: str, s: Sentence) -> Iterator[re.Match[str]]:
        return self._all_marks.of(name, s.begin, s.end)

    def _told(self, s: Sentence) -> Iterator[Scope]:
        text, grammar = self._text, self._grammar
        for m in self._marks("died", s):
            yield Scope(s.begin, m.end(), "past")
        if any(self._marks("media", s)) and not grammar["personal"].search(text, s.begin, s.end):
            yield Scope(s.begin, s.end, "general")
        for m in self._marks("hearsay", s):
            if not grammar["now_mark"].search(text, m.start(), m.end()):
                yield Scope(m.start(), m.end(), "past")

    def _experienced(self, s: Sentence) -> Iterator[Scope]:
        text, grammar = self._text, self._grammar
        for m in self._marks("experience", s):
            begin, _ = s.statement_of(m.start())
            if not grammar["still"].search(text, begin, m.end()):
                yield Scope(begin, m.end(), "past")
        for m in self._marks("over", s):
            if not grammar["still"].search(text, s.begin, m.start()):
                yield Scope(s.begin, m.end(), "past")

    def _past(self, s: Sentence) -> Iterator[Scope]:
        text, grammar = self._text, self._grammar
        for m in self._marks("past_mark", s):
            _, end = s.statement_of(m.start())
            closing = grammar["past_ends"].search(text, m.end(), end)
            event = grammar["past_event"].search(text, m.end(), end)
            is_past = not self._is_now(m.end(), end) and self._is_past_tense(m.start(), end)
            if closing:
                yield Scope(m.start(), closing.end(), "past")
            elif is_past:
                yield Scope(m.start(), self._past_to(s, end), "past")
            elif event:
                # 何年も前に骨折して、いまも痛い: the fracture is past, the pain is not.
                yield Scope(m.start(), event.end(), "past")

    def _is_past_tense(self, begin: int, end: int) -> bool:
        return bool(self._grammar["past_tense"].search(self._text[max(begin, end - _TENSE_LETTERS) : end]))

    def _is_now(self, begin: int, end: int) -> bool:
        """Whether something in the stretch says that it is now; 急に does only after another event."""
        text = self._text
        for m in self._grammar["now_mark"].finditer(text, begin, end):
            if not _SUDDEN.match(m.group()) or _EVENT_BETWEEN.search(text, begin, m.start()):
                return True
        return False

    def _past_to(self, s: Sentence, end: int) -> int:
        """How far the past lasts: on through statements and sentences that describe a past state."""
        text, grammar = self._text, self._grammar
        index = self.sentence_of(s.begin)
        later = (t for sentence in self._sentences[index : index + _MOST_PAST] for t in sentence.statements)
        for begin, stop in (t for t in later if t[0] >= end):
            state = grammar["past_state"].search(text[max(begin, stop - _TENSE_LETTERS) : stop])
            if state is None or grammar["now_mark"].search(text, begin, stop):
                break
            end = stop
        return end
