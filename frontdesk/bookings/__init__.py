"""The booking as its visitor sees it: a page of its own, opened by a link that only the visitor has."""
