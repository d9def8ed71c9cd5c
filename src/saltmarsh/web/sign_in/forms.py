from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import EmailInput, Password, TextInput, YesNo
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import User


class SignInForm(Form):
    email = EmailInput(_("Email address"), missing=_("Enter your email address"))
    password = Password(_("Password"), missing=_("Enter your password"))


class EmailForm(Form):
    email = EmailInput(_("Email address"), missing=_("Enter your email address"))


class PasswordForm(Form):
    """One's own password, again."""

    password = Password(_("Your password"), missing=_("Enter your password"))


class NewPasswordForm(Form):
    """A password to use from now on."""

    password = Password(
        _("New password"),
        missing=_("Enter a new password"),
        hint=_("At least 12 characters. Three or four words are easy to remember."),
        autocomplete="new-password",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class ChangePasswordForm(NewPasswordForm):
    current = Password(_("Current password"), missing=_("Enter your current password"))
    field_order = ["current", "password"]


class CodeForm(Form):
    """A code from an app, or a recovery code."""

    code = TextInput(
        _("Code"),
        missing=_("Enter the code from your authenticator app"),
        hint=_("6 digits from your authenticator app, or one of your recovery codes"),
        autocomplete="one-time-code",
        inputmode="numeric",
        width=10,
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).replace(" ", "").replace("-", "")


class AppCodeForm(CodeForm):
    """The first code of an app that is being set up."""

    code = TextInput(
        _("Code"),
        missing=_("Enter the code from your authenticator app"),
        hint=_("6 digits"),
        autocomplete="one-time-code",
        inputmode="numeric",
        width=10,
    )


class PasskeyNameForm(Form):
    name = TextInput(
        _("What do you call this passkey?"),
        missing=_("Enter a name for this passkey"),
        hint=_("For example, work laptop"),
        most=50,
        width=20,
    )


class NameForm(Form):
    name = TextInput(
        _("Your name"),
        missing=_("Enter your name"),
        hint=_("Your colleagues see it"),
        autocomplete="name",
        most=150,
    )


class ShortcutsForm(Form):
    wanted = YesNo(
        _("Do you want to use single keys as shortcuts?"),
        missing=_("Select yes if you want to use single keys as shortcuts"),
        hint=_(
            "If you speak to your computer, or press keys by accident, it is better "
            "without. The arrow keys, Tab and Enter work in any case."
        ),
    )
