from django.urls import path

from saltmarsh.web.sign_in.account import set_up
from saltmarsh.web.sign_in.account import views as account
from saltmarsh.web.sign_in.password import views as password
from saltmarsh.web.sign_in.second_factor import views as second_factor

app_name = "sign_in"

urlpatterns = [
    path("sign-in", password.sign_in, name="sign-in"),
    path("sign-in/again", password.again, name="again"),
    path("sign-in/forgotten", password.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent", password.forgotten_sent, name="forgotten-sent"),
    path("sign-in/password/chosen", password.password_chosen, name="password-chosen"),
    path(
        "sign-in/password/<str:secret>",
        password.choose_password,
        name="choose-password",
    ),
    path("sign-in/second-factor", second_factor.show_code, name="second-factor"),
    path("sign-in/passkey", second_factor.show_passkey, name="passkey"),
    path("sign-in/passkey/challenge", second_factor.challenge, name="challenge"),
    path("sign-out", password.sign_out, name="sign-out"),
    path("signed-out", password.signed_out, name="signed-out"),
    path("account", account.show, name="account"),
    path("account/name", account.rename, name="rename"),
    path("account/password", account.change_password, name="change-password"),
    path("account/shortcuts", account.shortcuts, name="shortcuts"),
    path("account/second-factor", set_up.choose, name="set-up"),
    path("account/second-factor/app", set_up.add_app, name="add-app"),
    path("account/second-factor/passkey", set_up.add_passkey, name="add-passkey"),
    path(
        "account/second-factor/passkey/challenge",
        set_up.challenge,
        name="new-challenge",
    ),
    path(
        "account/second-factor/<int:factor>/remove",
        account.remove_factor,
        name="remove-factor",
    ),
    path("account/recovery-codes", account.recovery_codes, name="recovery-codes"),
    path(
        "account/sign-out-elsewhere",
        account.sign_out_elsewhere,
        name="sign-out-elsewhere",
    ),
]
