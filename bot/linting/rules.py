"""The rules, as one list in the order they are told. Each says of a language what is wrong with it, or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.linting import carried, native, openers, whole
from bot.linting.tongue import Found, Tongue


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: `where` is a wording, a small word of words.toml or a word of the page."""

    language: str
    where: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name, its sentence, and what breaks it in a language, beside English."""

    name: str
    sentence: str
    broken: Callable[[Tongue, Tongue], Found]


RULES: tuple[Rule, ...] = (
    Rule("complete", "Every wording, small word, word of a page, of a mail and of WhatsApp's templates is there, and "
         "no other.", whole.complete),
    Rule("values", "A wording uses the values that English uses, and no others.", whole.values),
    Rule("said", "It can be said with every set of values it may be given.", whole.said),
    Rule("plurals", "Where something is counted there is a form for every number, by CLDR.", whole.plurals),
    Rule("segments", "With values of usual length it costs two segments, or what its template allows with a reason.",
         carried.cost),
    Rule("keywords", "It invites no word that a carrier takes for an opt-out or an opt-in.", carried.invitations),
    Rule("brand", "What nobody asked for begins with the brand.", carried.brand),
    Rule("way out", "The first message says how to opt out.", carried.way_out),
    Rule("mail", "In a mail it names no carrier's way out and speaks of no texts: a mail has a link to end them.",
         carried.mailed),
    Rule("whatsapp", "A WhatsApp template is one that Meta takes, with as many buttons as English.", openers.accepted),
    Rule("links", "It links to nothing but the delivery's own page.", carried.hosts),
    Rule("braces", "Every brace is closed, and nothing is left unsaid inside one.", whole.braces),
    Rule("spaces", "No space stands twice, at an end, or before a comma or a full stop.", whole.spaces),
    Rule("english", "Nothing in another language is left in English.", native.leftovers),
    Rule("address", "Everybody is addressed in the one way the language has chosen.", native.address),
)


def lint(all_of_them: Iterable[Tongue], only: str = "", beside: Tongue | None = None) -> list[Finding]:
    """What is wrong, language by language, rule by rule. `only`: this language alone.

    English must be among them, or be given as what they stand `beside`.
    """
    spoken = {one.language: one for one in all_of_them}
    return [Finding(one.language, where, rule.name, text)
            for one in spoken.values() if only in {"", one.language}
            for rule in RULES for where, text in rule.broken(one, beside or spoken[native.SOURCE])]
