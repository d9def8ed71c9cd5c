"""The questions of a referral, as data: versions, pages and questions.

A schema is a JSON document (`reading.read` makes one, `reading.write` turns it
back). It is drawn page by page by one generic form, so a new national form is a new
document and not a release. What was told is in `answers` and `telling`.

How a page is drawn: `Page.title` is its heading; a page with one question has that
question's text as its heading. `body` is paragraphs, `warning` a warning text, and
`call` a telephone number, all above the questions.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.referrals.conditions import Condition, Is


class Depth(StrEnum):
    """Who is asked a page or question. As a door: the way a referral comes in."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
    BOTH = "both"
    STAFF = "staff"


class Kind(StrEnum):
    """How a question is asked, and so what its answer is; see `kinds`."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO_UNKNOWN = "yes_no_unknown"
    DATE = "date"
    AGE = "age"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"


class Nature(StrEnum):
    """What an answer is: what happened, what somebody thinks of it, or neither."""

    FACT = "fact"
    OPINION = "opinion"
    ABOUT_REFERRER = "about_referrer"
    ADMIN = "admin"


class Whose(StrEnum):
    """Whose personal data an answer holds."""

    PERSON = "person"
    REFERRER = "referrer"
    OTHERS = "others"
    NOBODY = "nobody"


class Identity(StrEnum):
    """Which part of the identity, as told, an answer gives."""

    NAMES = "names"
    OTHER_NAMES = "other_names"
    DESCRIPTION = "description"
    PLACE = "place"
    DATE_OF_BIRTH = "date_of_birth"
    AGE = "age"
    GENDER = "gender"
    ADDRESS = "address"
    SCHOOL = "school"
    EMPLOYER = "employer"
    PHONE = "phone"
    EMAIL = "email"
    ONLINE_NAMES = "online_names"


DATE_PARTS = ("day", "month", "year", "certainty")
ADDRESS_PARTS = ("line_1", "line_2", "town", "postcode")
PARTS = {Kind.DATE: DATE_PARTS, Kind.ADDRESS: ADDRESS_PARTS}


@dataclass(frozen=True)
class Text:
    """A text in English and, where somebody wrote it, in Welsh."""

    en: str
    cy: str = ""

    def in_language(self, code: str) -> str:
        """Return the text in the language `code`; in English where there is none."""
        return self.cy if self.cy and code.split("-")[0] == "cy" else self.en

    def __str__(self) -> str:
        """Return the text in the language of the page that is being answered."""
        return self.in_language(get_language() or "en")


NO_TEXT = Text("")


@dataclass(frozen=True)
class Choice:
    """One answer to choose. `alone`: nothing else may be ticked beside it."""

    value: str
    text: Text
    hint: Text = NO_TEXT
    alone: bool = False


CERTAINTIES = {
    "exact": _("I know the exact date"),
    "about": _("About then, but I am not sure"),
    "unknown": _("I do not know the date"),
}
YES_NO_UNKNOWN = {"yes": _("Yes"), "no": _("No"), "unknown": _("I do not know")}


@dataclass(frozen=True)
class Question:
    """One question.

    missing: what is said when a required answer is not there; never empty then.
    most: the greatest length of a text, in characters.
    past: a date may not be in the future. exact: it must be a whole date, and how
    sure of it somebody is is not asked.
    apart: the answer is sealed with the referrer, apart from the referral.
    autocomplete: the HTML token, for what a referrer types about themselves only.
    """

    name: str
    kind: Kind
    text: Text
    hint: Text = NO_TEXT
    missing: Text = NO_TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    most: int = 200
    past: bool = False
    exact: bool = False
    depth: Depth = Depth.BOTH
    when: Condition | None = None
    nature: Nature = Nature.FACT
    whose: Whose = Whose.PERSON
    identity: Identity | None = None
    apart: bool = False
    autocomplete: str = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs that draw it: one, or one for each of its parts."""
        if self.kind not in PARTS:
            return (self.name,)
        left_out = {"certainty"} if self.exact else set()
        parts = (part for part in PARTS[self.kind] if part not in left_out)
        return tuple(f"{self.name}-{part}" for part in parts)

    @property
    def labels(self) -> dict[str, str]:
        """The answers to choose from, {value: text} in the active language."""
        if self.kind == Kind.YES_NO_UNKNOWN:
            return {value: str(text) for value, text in YES_NO_UNKNOWN.items()}
        return {choice.value: str(choice.text) for choice in self.choices}


@dataclass(frozen=True)
class AnyOf:
    """At least one of the questions `of` must be answered by the end of the page."""

    of: tuple[str, ...]
    missing: Text


@dataclass(frozen=True)
class Page:
    """One page: usually one question, sometimes none (only something to read)."""

    slug: str
    title: Text
    section: str
    depth: Depth = Depth.BOTH
    when: Condition | None = None
    questions: tuple[Question, ...] = ()
    any_of: tuple[AnyOf, ...] = ()
    body: tuple[Text, ...] = ()
    warning: Text = NO_TEXT
    call: str = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of all its inputs: what a page may post, and nothing else."""
        return tuple(name for asked in self.questions for name in asked.inputs)


@dataclass(frozen=True)
class Section:
    """A heading that pages stand under where answers are checked or read."""

    name: str
    title: Text


@dataclass(frozen=True)
class Schema:
    """One version of the questions, and the days on which it is asked.

    professional_when: the answer that makes the referrer a professional.
    """

    version: str
    title: Text
    effective_from: date
    declaration: Text
    professional_when: Is
    sections: tuple[Section, ...]
    pages: tuple[Page, ...]
    effective_to: date | None = None
    questions: dict[str, Question] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        every = {asked.name: asked for page in self.pages for asked in page.questions}
        object.__setattr__(self, "questions", every)

    def page(self, slug: str) -> Page | None:
        """Return the whole page `slug`, asked or not; None when there is none."""
        return next((page for page in self.pages if page.slug == slug), None)

    def page_of(self, name: str) -> Page:
        """Return the page that asks the question `name`."""
        return next(
            page
            for page in self.pages
            if any(asked.name == name for asked in page.questions)
        )

    def is_effective(self, on: date) -> bool:
        """Say whether this version is asked on that day."""
        return self.effective_from <= on and (
            self.effective_to is None or on <= self.effective_to
        )
