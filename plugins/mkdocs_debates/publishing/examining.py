"""What a debate's prose names and whether its checks find something, looked at once for each content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_debates.checks import check
from mkdocs_debates.checks.permalinks import check as check_permalinks
from mkdocs_debates.checks.prose import unknown_reference
from mkdocs_debates.pages.removal import without_removed
from mkdocs_debates.pages.site import references_in
from mkdocs_debates.prose import Reference
from mkdocs_debates.publishing.digests import digest, digest_of, digest_of_templates, program

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mkdocs_debates.checks.subject import Subject, Surroundings
    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.pages.site import PlacedReference
    from mkdocs_debates.publishing.cache import Cache


class Examined(NamedTuple):
    """What prose of a debate refers to, the images that it shows, and what the checks found.

    ``problems`` is None where they were not asked, since they found nothing but advice when all that the debate names
    was there. They are not kept: their places would be those of an older file.
    """

    references: tuple[PlacedReference, ...]
    images: tuple[str, ...]
    problems: tuple[Problem, ...] | None


class LookedAt(NamedTuple):
    """A debate that was looked at: a name for what it says, and what was found in it."""

    content: str
    examined: Examined


class Examiner:
    """Looks at debates, and keeps what it finds in ``cache``. ``templates`` are folders of a site's own templates."""

    def __init__(self, cache: Cache, templates: Sequence[Path] = ()) -> None:
        self.cache = cache
        self.program = digest(program(), digest_of_templates(templates))

    def look_at(self, subject: Subject, around: Surroundings, content: str = "") -> LookedAt:
        """What is found in a debate. ``content`` names what it says, where that is known."""
        content = content or digest_of(subject.debate)
        key = self.key(subject.debate.id, content)
        kept = self.cache.get(key)
        examined = still_valid(kept, subject, around) if kept else None
        if examined is None:
            examined = examine(subject, around)
            self.cache.put(key, [as_bytes(examined)])
        return LookedAt(content, examined)

    def key(self, debate_id: str, content: str) -> str:
        """The name under which the cache keeps what is found in a debate."""
        return f"examined-{digest(self.program, debate_id, content)}"


def examine(subject: Subject, around: Surroundings) -> Examined:
    """Look at a debate."""
    problems = tuple(check(subject, around))
    shown = without_removed(subject)
    images = dict.fromkeys(image.written for prose in shown.prose.values() for image in prose.images)
    return Examined(references_in(shown), tuple(images), problems)


def as_bytes(examined: Examined) -> bytes:
    """``examined`` without its problems, but for whether there were any beside advice."""
    return json.dumps(
        {
            "references": [[entry, steps, reference] for entry, steps, reference in examined.references],
            "images": examined.images,
            "sound": all(problem.severity == "advice" for problem in examined.problems or ()),
        },
        separators=(",", ":"),
    ).encode()


def still_valid(data: bytes, subject: Subject, around: Surroundings) -> Examined | None:
    """What :func:`as_bytes` kept of a debate with the same content, None where it has to be examined anew.

    A debate that was sound is so still if what it names beyond itself is there, and nobody has taken its permalinks.
    """
    try:
        kept = json.loads(data)
        references = tuple(
            (entry, tuple(steps), Reference(*reference)) for entry, steps, reference in kept["references"]
        )
        images, sound = tuple(kept["images"]), kept["sound"]
    except (ValueError, KeyError, TypeError):
        return None
    if (
        not sound
        or any(unknown_reference(reference, subject.debate.id, around) for _, _, reference in references)
        or not all(map(subject.has_image, images))
        or any(check_permalinks(subject, around))
    ):
        return None
    return Examined(references, images, None)
