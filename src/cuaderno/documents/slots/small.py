"""The small words of a language that roles, clauses, helpers and programmes are told by."""

from __future__ import annotations

import re
from functools import lru_cache

from cuaderno.documents.lexicon import Lexicon


class Small:
    """The small words of a language that roles and clauses are told by."""

    __slots__ = (
        "account",
        "act",
        "adding",
        "adjective",
        "aid",
        "another",
        "article",
        "aside",
        "aux",
        "beside",
        "border",
        "clause",
        "clitic",
        "coming",
        "has",
        "it",
        "its",
        "likened",
        "meeting",
        "more",
        "now",
        "nowadays",
        "own",
        "payer",
        "role",
        "sale",
        "security",
        "skip",
        "than",
        "there",
        "tie",
        "way",
        "way_search",
        "whether",
    )

    def __init__(self, words: Lexicon) -> None:
        local = words.local
        self.role, self.aux, self.clause = local("slot-role"), local("slot-aux"), local("slot-clause")
        self.aid = local("slot-aid")
        self.skip = local("slot-skip")
        self.it, self.its, self.has = (frozenset(local(f"slot-{name}")) for name in ("it", "its", "has"))
        self.article = local("slot-article")
        self.now, self.there = frozenset(local("slot-now")), frozenset(local("slot-there"))
        self.adding = frozenset(local("slot-adding"))
        self.adjective = frozenset(local("slot-adjective"))
        self.another = frozenset(local("slot-another"))
        self.nowadays, self.whether = frozenset(local("slot-nowadays")), frozenset(local("slot-whether"))
        self.clitic = frozenset(local("slot-clitic"))
        self.coming = frozenset(local("slot-coming-from"))
        self.act, self.border = frozenset(local("slot-act")), frozenset(local("slot-border"))
        self.aside = self.border.union(local("slot-language"))
        self.meeting = frozenset(local("slot-meeting"))
        self.payer, self.likened = frozenset(local("slot-payer")), frozenset(local("slot-likened"))
        self.beside = self.border | self.likened
        self.account = frozenset(local("slot-account"))
        self.security = frozenset(local("slot-security"))
        self.than, self.more, self.sale = (frozenset(local(f"slot-{name}")) for name in ("than", "more", "sale"))
        self.way = frozenset(local("slot-way"))
        self.way_search = re.compile("|".join(map(re.escape, sorted(self.way))) or "(?!)").search
        self.tie, self.own = frozenset(local("slot-tie")), frozenset(local("slot-own"))


@lru_cache(maxsize=4)
def small_words(words: Lexicon) -> Small:
    """Those of a lexicon."""
    return Small(words)


def small_aid(small: Small, word: str) -> bool:
    """Whether a noun before a name says that it is the giver's: la ayuda de Estados Unidos, ayuda estadounidense."""
    return small.aid.get(word) == "aid"
