"""A chain of native instances, which Python builds a link at a time."""

from __future__ import annotations

import jitscript as js


@js.script
class Link:
    def __init__(self, key: int) -> None:
        self.key = key
        self.next: Link | None = None


def chain(n: int) -> Link:
    """A link at a time, each an object of Python's meanwhile."""
    link = Link(0)
    for i in range(n):
        new = Link(i)
        new.next, link = link, new
    return link
