"""Plain English of no meaning, with the lengths and the markup that comments in a debate have."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_WIDTH: Final = 96


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NOUNS: Final = _words("""
people work time reason question evidence risk cost answer case world change claim point problem argument choice
group rule example year law plan company city school market town trade study result number friend worker family
council street shop farmer doctor teacher neighbour committee budget promise habit warning letter report method
experiment measure mistake accident incentive pressure outcome forecast estimate survey sample witness record
memory custom freedom duty harm benefit majority minority election reform delay deadline compromise bargain
principle value fairness trust secrecy rumour reputation salary career project laboratory machine model system
engine bridge river harbour forest orchard winter summer harvest drought
""")
_VERBS: Final = _words("""
shows changes needs supports explains helps costs raises lowers follows suggests ignores repeats hides reveals
weakens strengthens limits invites delays outweighs answers concerns protects threatens rewards punishes shapes
settles widens narrows resembles outlasts precedes survives contradicts
""")
_ADJECTIVES: Final = _words("""
good new long small large early late common rare public private certain likely fair honest careful recent local
strong weak clear hidden costly cheap simple old serious modest careless patient sudden gradual lasting temporary
voluntary reasonable doubtful familiar distant ordinary remarkable
""")
_ADVERBS: Final = _words("often rarely usually perhaps clearly hardly mostly quietly soon slowly seldom evidently")
_OPENINGS: Final = (
    "But",
    "And yet",
    "In practice",
    "So far as I can tell",
    "For most of us",
    "On this view",
    "If that is right",
    "As a rule",
    "Even so",
    "After all",
    "To be fair",
    "In the long run",
    "By the same token",
    "At the very least",
    "Unless I am mistaken",
)
_JOINTS: Final = ("because", "although", "while", "unless", "since", "so that", "even if", "and", "but", "whereas")
_DETERMINERS: Final = ("the", "the", "the", "a", "this", "every", "no", "our", "their", "some such", "one")
_LINKS: Final = ("of", "in", "for", "behind", "against", "without", "after", "beyond")


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown, wrapped as in a file, and those of its sentences that stand in it without any markup."""

    markdown: str
    plain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes words, sentences and texts; ``random`` alone decides which."""

    random: random.Random

    def text(self, references: Sequence[str] = (), most: int = 4) -> Text:
        """One to ``most`` paragraphs; now and then a few words link to one of ``references``."""
        count = min(most, self.random.choices((1, 2, 3, 4), (50, 29, 14, 7))[0])
        blocks: list[str] = []
        plain: list[str] = []
        for number in range(count):
            sentences = [self.sentence() for _ in range(self._sentences())]
            if number and self.random.random() < 0.12:
                blocks.append("\n".join(_wrapped(f"- {sentence}", "  ") for sentence in sentences))
            elif number and self.random.random() < 0.06:
                blocks.append(_wrapped(f"> {sentences[0]}", "> "))
            else:
                marked = [self._marked(sentence, references) for sentence in sentences]
                plain.extend(own for own, shown in zip(sentences, marked, strict=True) if own == shown)
                blocks.append(_wrapped(" ".join(marked), ""))
        return Text("\n\n".join(blocks), tuple(plain))

    def sentence(self) -> str:
        """A sentence of one to three clauses."""
        words = self._clause()
        if self.random.random() < 0.35:
            words = [*self.random.choice(_OPENINGS).split(), *words]
        for _ in range(self.random.choices((0, 1, 2), (45, 40, 15))[0]):
            words[-1] += ","
            words += [*self.random.choice(_JOINTS).split(), *self._clause()]
        return f"{' '.join(words)[0].upper()}{' '.join(words)[1:]}{self.random.choices('.?', (92, 8))[0]}"

    def title(self) -> str:
        """A short statement without a full stop."""
        words = " ".join(self._clause())
        return words[0].upper() + words[1:]

    def name(self) -> str:
        """A role that a person is called by."""
        return f"{self._pick(_ADJECTIVES).capitalize()} {self._pick(_NOUNS)}"

    def _clause(self) -> list[str]:
        adverb = [self._pick(_ADVERBS)] if self.random.random() < 0.2 else []
        return [*self._noun_phrase(), *adverb, self._pick(_VERBS), *self._noun_phrase()]

    def _noun_phrase(self) -> list[str]:
        adjective = [self._pick(_ADJECTIVES)] if self.random.random() < 0.45 else []
        words = [*self.random.choice(_DETERMINERS).split(), *adjective, self._pick(_NOUNS)]
        if self.random.random() < 0.25:
            words += [self.random.choice(_LINKS), "the", self._pick(_NOUNS)]
        return words

    def _pick(self, words: Sequence[str]) -> str:
        """One of ``words``, the earlier the more often, as words are used in any language."""
        return words[int(len(words) * self.random.random() ** 2)]

    def _sentences(self) -> int:
        return max(1, min(9, round(self.random.lognormvariate(1.0, 0.55))))

    def _marked(self, sentence: str, references: Sequence[str]) -> str:
        """The sentence, now and then with a few words emphasised or made a link."""
        words = sentence.split()
        begin = self.random.randrange(len(words) - 2)
        end = min(begin + self.random.randint(1, 4), len(words) - 1)
        span = " ".join(words[begin:end]).rstrip(",")
        comma = "," if words[end - 1].endswith(",") else ""
        chance = self.random.random()
        if chance < 0.10:
            span = f"*{span}*"
        elif chance < 0.12:
            span = f"**{span}**"
        elif chance < 0.13:
            span = f"`{span}`"
        elif chance < 0.16:
            span = f"[{span}](https://example.org/{self._pick(_NOUNS)}/{self._pick(_NOUNS)})"
        elif chance < 0.24 and references:
            span = f"[{span}]({self.random.choice(references)})"
        return " ".join([*words[:begin], span + comma, *words[end:]])


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
