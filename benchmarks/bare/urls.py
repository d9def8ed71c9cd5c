import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from benchmarks.bare.models import Event, Letter

KEY = AESGCM.generate_key(256)


def seal(text: str) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(KEY).encrypt(nonce, text.encode(), None)


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    names, worry = request.POST["names"], request.POST["worry"]
    if not names or len(worry) > 10_000:
        return HttpResponse(status=422)
    with transaction.atomic():
        letter = Letter.objects.create(names=seal(names), worry=seal(worry))
        Event.objects.create(name="letter.received", about=letter.pk)
    return HttpResponse(status=302, headers={"Location": "/sent"})


urlpatterns = [
    path("", send),
    path("robots.txt", lambda request: HttpResponse("up")),
]
