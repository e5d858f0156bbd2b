"""Names that tell an action and nothing it is done to ("Chỉ định lại"): completed from the chapter or the title above."""

from collections.abc import Sequence
from functools import lru_cache

from review.procedures.grouping import Group
from review.procedures.lexicon import lexicon
from review.procedures.topics import Topic, read_heading, words

_FILLERS = frozenset(("lại", "nội", "dung", "quyết", "định", "văn", "bản", "kết", "quả"))


@lru_cache(maxsize=1)
def _action_words() -> frozenset[str]:
    return _FILLERS.union(*(words(action) for action in lexicon().actions))


def is_bare(topic: Topic) -> bool:
    """Whether the object of a name holds words of actions only."""
    return topic.object_words <= _action_words()


def complete(groups: Sequence[Group], title: Sequence[Topic]) -> None:
    """Give each group with a bare name the object that the heading above it, or else the title, tells of the same action."""
    for group in groups:
        if not is_bare(group.topic):
            continue
        above = [topic for caption in reversed(group.captions) for topic in read_heading(caption).topics]
        known = next((t for t in [*above, *title] if not is_bare(t) and t.words & group.topic.words), None)
        if known is not None:
            thing = known.object.lower() if known.object.isupper() else known.object
            own = group.topic
            group.topic = Topic(own.action, f"{own.object} {thing}".strip(), own.start, own.end, own.listed)
