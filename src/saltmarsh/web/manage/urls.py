from django.urls import path

from saltmarsh.web.manage.audit import views as audit
from saltmarsh.web.manage.content import views as content
from saltmarsh.web.manage.form import views as form
from saltmarsh.web.manage.go_live import views as go_live
from saltmarsh.web.manage.home import views as home
from saltmarsh.web.manage.people.urls import urlpatterns as people
from saltmarsh.web.manage.register import views as register
from saltmarsh.web.manage.routing import views as routing
from saltmarsh.web.manage.settings import views as settings

app_name = "manage"
PAGE = "/content/<slug:slug>/<slug:language>"

urlpatterns = [
    path("", home.home, name="home"),
    path("/content", content.index, name="content"),
    path(PAGE, content.edit, name="content-edit"),
    path(f"{PAGE}/preview", content.preview, name="content-preview"),
    path(f"{PAGE}/publish", content.publish, name="content-publish"),
    path(f"{PAGE}/history", content.history, name="content-history"),
    path(f"{PAGE}/history/<int:version>", content.changes, name="content-changes"),
    path(f"{PAGE}/restore", content.restore, name="content-restore"),
    path("/settings", settings.index, name="settings"),
    path("/settings/<slug:slug>", settings.change, name="settings-change"),
    path("/go-live", go_live.show, name="go-live"),
    path("/go-live/confirm", go_live.confirm, name="go-live-confirm"),
    path("/go-live/withdraw", go_live.withdraw, name="go-live-withdraw"),
    path("/form", form.index, name="form"),
    path("/form/publish", form.publish, name="form-publish"),
    path("/routing", routing.index, name="routing"),
    path("/routing/desks/add", routing.add_desk, name="desk-add"),
    path("/routing/desks/<uuid:key>", routing.change_desk, name="desk-change"),
    path("/routing/desks/<uuid:key>/switch", routing.switch_desk, name="desk-switch"),
    path("/routing/desks/<uuid:key>/test", routing.test_desk, name="desk-test"),
    path("/routing/rules/add", routing.add_rule, name="rule-add"),
    path("/routing/rules/<uuid:key>", routing.change_rule, name="rule-change"),
    path("/routing/rules/<uuid:key>/switch", routing.switch_rule, name="rule-switch"),
    path("/routing/rules/<uuid:key>/up", routing.move_rule_up, name="rule-up"),
    path("/audit", audit.events, name="audit"),
    path("/audit/pages", audit.accesses, name="accesses"),
    path("/register", register.show, name="register"),
    *people,
]
