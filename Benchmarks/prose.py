"""Titles, summaries and abstracts that have the shape of real ones: made of templates and a vocabulary."""

from random import Random

from vocabulary import ADJECTIVES, CODE, FORMULAS, NOUNS, TASKS, TITLE_FORMULAS, VERBS

_TITLES: list[str] = [
    "{A} {N}s for {T}", "{Name}: {A} {N} {N}s for {T}", "Towards {A} {T} with {A} {N}s",
    "{Name}: A {A} {N} for {A} {T}",
    "On the {N} of {A} {N}s", "{A} and {A}: Rethinking the {N} in {T}", "Learning {A} {N}s from {A} {N}s",
    "Does {T} Need a {A} {N}?", "{Name}: Scaling {A} {N}s to {T} via {A} {N}s", "A {A} View of the {N} in {T}",
    "{A} {N}s Are {A} {N}s", "{Name}-Bench: Evaluating {A} {N}s on {T}", "{A} {N} Search for {T} under {A} {N}s",
]
_FORMULA_TITLES: list[str] = [
    "{A} {N}s with {F} {N}s for {T}", "{Name}: {T} in {F} {N}s", "Beyond {F}: {A} {N}s for {T}",
]
_OPENINGS: list[str] = [
    "Progress in {t} depends on a {a} {n} that {v} each {n} before the {n} is known.",
    "Current approaches to {t} treat the {n} as {a}, although the {n} it {v} is {a}.",
    "The {a} {n} has become the default choice for {t}, yet little is known about how it {v} a {n}.",
    "Many systems for {t} still rely on a {a} {n} and a hand-tuned {n}.",
    "Collecting a {a} {n} for {t} is expensive, and a {n} that {v} it is rarely at hand.",
]
_MIDDLES: list[str] = [
    "We introduce {Name}, a {a} {n} that {v} the {n} and {v} every {n} with a {a} {n}.",
    "At its core is a {a} {n}, which {v} the {n} without a {a} {n}.",
    "Instead of one {n} for all inputs, {Name} {v} a {n} per {n} and {v} the rest.",
    "The {n} is trained with a {a} {n}, so that the {a} {n} {v} only what the {n} has missed.",
    "We show that the {n} of a {a} {n} is bounded by {f}, which a {a} {n} can't reach.",
    "Given {f}, the {a} {n} {v} a {n} in {f} steps, where the usual {n} takes {d}.",
    "A {a} {n} then {v} the {n}, and a second {n} {v} what is left of the {a} {n}.",
    "Our analysis suggests that *{a} {n}s* matter more than the size of the {n}.",
    "Unlike earlier work, the {n} needs neither a {a} {n} nor access to the {n} of the {a} {n}.",
    "In practice this comes down to replacing {c} by a {a} {n} in the {n}, and to a {n} that {v} it.",
    "We further find that the {a} {n} {v} a {n} across {d} languages, even where the {n} is {a}.",
    "This makes the {n} **{a}**, and lets the same {n} serve {t} and {t}.",
    "Ablations attribute most of the gain to the {a} {n}; the {n} and the {n} add the remaining {p}%.",
    "The {n} stays {a} while its {n} grows from {d} to {d} thousand, since the {n} {v} the {a} {n}.",
    "Following [an earlier {n}](https://example.org/notes/{d}), we keep the {n} {a} and the {n} {a}.",
    "Each {n} is paired with a {a} {n}, and a {n} {v} the two until the {n} is {a}.",
]
_RESULTS: list[str] = [
    "On {d} benchmarks for {t}, {Name} improves the {n} by {p} points over the strongest {a} {n}.",
    "Experiments on {t} and {t} show gains of {p}% with {d} times fewer parameters.",
    "{Name} matches a {n} of {d} billion parameters on {t} at {p}% of its {n}.",
    "Across {t}, {t} and {t}, the {a} {n} reduces the error by {p}% and halves the {n}.",
]
_CLOSINGS: list[str] = [
    "We release the {n}, the {a} {n} and all {n}s.",
    "The results point to the {a} {n} as a {a} alternative to ever larger {n}s.",
    "Code and a {a} {n} are available at <https://example.org/code/{d}>.",
    "We discuss the limits of the {n}, and when a {a} {n} should be preferred.",
]
_SUMMARIES: list[str] = [
    "A {a} {n} {v} the {n} in {t}, at {p}% of the cost.",
    "Shows that a {a} {n} is enough for {t}: {p} points better with a {n} that {v} the {n}.",
    "{d} models compared on {t}: the {a} {n} wins where the {n} is {a}.",
    "Bounds the {n} by {f} and {v} a {a} {n} for {t}.",
]


class Writer:
    """Writes with one source of random numbers."""

    def __init__(self, random: Random) -> None:
        self._random = random.random
        self.name = self._coined()

    def title(self) -> str:
        """A title; one of eight has a formula."""
        text = self._filled(self._one(_FORMULA_TITLES if self._random() < 0.125 else _TITLES))
        return text[0].upper() + text[1:]

    def summary(self) -> str:
        """One sentence."""
        text = self._filled(self._one(_SUMMARIES))
        return text[0].upper() + text[1:]

    def abstract(self) -> str:
        """120 to 220 words, in one or two paragraphs."""
        target = 90 + int(self._random() * 82)
        sentences = [self._filled(self._one(_OPENINGS))]
        words = sentences[0].count(" ") + 1
        while words < target:
            sentence = self._filled(self._one(_MIDDLES))
            words += sentence.count(" ") + 1
            sentences.append(sentence)
        sentences += [self._filled(self._one(_RESULTS)), self._filled(self._one(_CLOSINGS))]
        if self._random() < 0.2:
            middle = len(sentences) // 2
            return " ".join(sentences[:middle]) + "\n\n" + " ".join(sentences[middle:])
        return " ".join(sentences)

    def _one(self, items: list[str]) -> str:
        return items[int(self._random() * len(items))]

    def _coined(self) -> str:
        noun = self._one(NOUNS)
        return self._one(ADJECTIVES)[:4].capitalize() + noun[:5].capitalize()

    def _filled(self, template: str) -> str:
        """The template with its slots filled, from left to right."""
        first, *rest = template.split("{")
        parts = [first]
        for piece in rest:
            slot, _, literal = piece.partition("}")
            parts += [self._word(slot), literal]
        return "".join(parts)

    def _word(self, slot: str) -> str:
        match slot:
            case "n": return self._one(NOUNS)
            case "a": return self._one(ADJECTIVES)
            case "v": return self._one(VERBS)
            case "t": return self._one(TASKS)
            case "N": return self._one(NOUNS).capitalize()
            case "A": return self._one(ADJECTIVES).capitalize()
            case "T": return self._one(TASKS).title()
            case "Name": return self.name
            case "d": return str(2 + int(self._random() * 38))
            case "p": return f"{0.4 + self._random() * 20:.1f}"
            case "c": return self._one(CODE)
            case "f": return self._one(FORMULAS)
            case "F": return self._one(TITLE_FORMULAS)
        raise ValueError(f"no such slot: {slot}")
