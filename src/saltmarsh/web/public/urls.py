from django.urls import URLPattern, path

from saltmarsh.web.public.pages import views as pages

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
    path("language", pages.choose_language, name="language"),
    path("brand-<slug:digest>.css", pages.stylesheet, name="brand"),
    path("robots.txt", pages.robots, name="robots"),
    path(".well-known/security.txt", pages.security, name="security"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
