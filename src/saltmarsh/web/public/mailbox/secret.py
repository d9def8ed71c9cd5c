"""The receipt as a secret that opens a mailbox, for half an hour in one browser."""

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect

from saltmarsh.access.http import Holder, Visit
from saltmarsh.casework.referrals.models import Referral

COOKIE = f"{settings.PREFIX}mailbox"
SECONDS = 30 * 60
SIGNER = signing.TimestampSigner(salt="mailbox")


class ReceiptSecret:
    """Held by whoever typed a receipt in this browser. The cookie names what the
    receipt looks up, signed, and is of no use at another partnership.
    """

    kind = "receipt"

    def opened(self, request: Visit) -> Holder | None:
        try:
            kept = SIGNER.unsign(request.COOKIES.get(COOKIE, ""), max_age=SECONDS)
        except signing.BadSignature:
            return None
        mine = request.partnership.referrals.held_with([bytes.fromhex(kept)])
        referral = mine.first()
        return Holder("receipt", referral.pk, referral) if referral else None

    def turned_away(self, request: Visit) -> HttpResponse:
        return redirect("public:mailbox")


Receipt = ReceiptSecret()


def give(response: HttpResponse, referral: Referral) -> None:
    """Let the browser open this mailbox for a while."""
    response.set_cookie(
        COOKIE,
        SIGNER.sign(bytes(referral.receipt_look_up).hex()),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take(response: HttpResponse) -> None:
    """Let the browser forget the mailbox."""
    response.delete_cookie(COOKIE, samesite="Lax")
