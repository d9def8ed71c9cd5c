from django.conf import settings
from django.urls import URLPattern, path

from saltmarsh.web.public import leave
from saltmarsh.web.public.deliveries import views as deliveries
from saltmarsh.web.public.demo_mail import views as demo_mail
from saltmarsh.web.public.health import views as health
from saltmarsh.web.public.mailbox import views as mailbox
from saltmarsh.web.public.neighbours import views as neighbours
from saltmarsh.web.public.pages import views as pages
from saltmarsh.web.public.refer import views as refer
from saltmarsh.web.public.transfers import views as transfers

app_name = "public"


def content(address: str, slug: str) -> URLPattern:
    """Show the page of content called `slug` at `address`."""
    return path(address, pages.show, {"slug": slug}, name=slug)


urlpatterns = [
    content("", "home"),
    content("get-help-now", "get-help-now"),
    content("report-online-material", "report-online-material"),
    content("strategy", "strategy"),
    content("complaints", "complaints"),
    content("privacy", "privacy"),
    content("privacy/children", "privacy-children"),
    content("accessibility", "accessibility"),
    content("cookies", "cookies"),
    content("other-ways", "other-ways"),
    content("what-happens-next", "after-you-refer"),
    path("refer", refer.start, name="refer"),
    path("refer/check", refer.check, name="refer-check"),
    path("refer/sent", refer.sent, name="refer-sent"),
    path("refer/sent/receipt.txt", refer.receipt, name="refer-receipt"),
    path("refer/save", refer.save, name="refer-save"),
    path("refer/saved", refer.saved, name="refer-saved"),
    path("refer/return", refer.come_back, name="refer-return"),
    path("refer/delete", refer.forget, name="refer-forget"),
    path("refer/<slug:slug>", refer.ask, name="refer-page"),
    path("mailbox", mailbox.enter, name="mailbox"),
    path("mailbox/open", mailbox.show, name="mailbox-open"),
    path("mailbox/answer/<uuid:key>", mailbox.answer, name="mailbox-answer"),
    path("mailbox/add", mailbox.add, name="mailbox-add"),
    path("mailbox/take-back", mailbox.take_back, name="mailbox-take-back"),
    path("mailbox/close", mailbox.close, name="mailbox-close"),
    path("leave", leave.leave, name="leave"),
    path("health", health.show, name="health"),
    path("deliveries/<str:token>", deliveries.knock, name="delivery"),
    path("deliveries/<str:token>/code", deliveries.enter_code, name="delivery-code"),
    path("deliveries/<str:token>/open", deliveries.show, name="delivery-open"),
    path("requests/<str:token>", neighbours.knock, name="neighbour"),
    path("requests/<str:token>/code", neighbours.enter_code, name="neighbour-code"),
    path("requests/<str:token>/open", neighbours.show, name="neighbour-open"),
    path("transfers/<str:token>", transfers.knock, name="transfer"),
    path("transfers/<str:token>/code", transfers.enter_code, name="transfer-code"),
    path("transfers/<str:token>/open", transfers.show, name="transfer-open"),
    path("language", pages.choose_language, name="language"),
    path("brand-<slug:digest>.css", pages.stylesheet, name="brand"),
    path("robots.txt", pages.robots, name="robots"),
    path(".well-known/security.txt", pages.security, name="security"),
    path("favicon.ico", pages.favicon, name="favicon"),
]

if settings.DEMO:
    urlpatterns += [path("demo/mail", demo_mail.show, name="demo-mail")]
