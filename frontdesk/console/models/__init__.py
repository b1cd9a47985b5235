"""What staff add to the record. Rows that belong to a conversation or turn go when it is erased."""

from frontdesk.console.models.figures import DailyFigures
from frontdesk.console.models.learning import Candidate, Group, Verdict
from frontdesk.console.models.marks import CannedReply, Desk, Note, SavedView, Tag
from frontdesk.console.models.search import SearchText

__all__ = [
    "Candidate",
    "CannedReply",
    "DailyFigures",
    "Desk",
    "Group",
    "Note",
    "SavedView",
    "SearchText",
    "Tag",
    "Verdict",
]
