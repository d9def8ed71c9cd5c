from saltmarsh.foundation.records import Holding

WHO = "the person whom the panel considers; their parent or guardian"

HOLDINGS = [
    Holding(
        "consents.Consent",
        "How consent to support was asked for, who answered what, and, sealed, in words.",
        about=WHO,
        why="Support may not start without consent: section 36(4)(b)",
        kept="Channel cases",
        exported="To whoever gave it",
        erased="The words with the case’s key",
    ),
    Holding(
        "consents.FurtherAssessment",
        "When a further assessment is due, who owns it, and, sealed, what it found.",
        about=WHO,
        why="Section 36(4)(e) asks for it where consent is refused or withdrawn",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
]
