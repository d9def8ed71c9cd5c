"""Every question a form may ask, under one roof: `from saltmarsh.design.fields import Radios`.

Each draws itself with a GOV.UK Frontend macro, keeps what was typed, and says
what is wrong in the Design System's words.
"""

from saltmarsh.design.choices import Checkboxes, Confirm, Radios, Select, YesNo
from saltmarsh.design.dates import DateInput
from saltmarsh.design.files import FileInput
from saltmarsh.design.inputs import (
    EmailInput,
    Password,
    PhoneInput,
    TextArea,
    TextInput,
)
from saltmarsh.design.questions import Asked, Question

__all__ = [
    "Asked",
    "Checkboxes",
    "Confirm",
    "DateInput",
    "EmailInput",
    "FileInput",
    "Password",
    "PhoneInput",
    "Question",
    "Radios",
    "Select",
    "TextArea",
    "TextInput",
    "YesNo",
]
