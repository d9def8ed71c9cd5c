from django.urls import path

from saltmarsh.web.desk.enter import views as enter

app_name = "desk"

urlpatterns = [
    path("enter", enter.start, name="enter"),
    path("enter/<uuid:draft>/check", enter.check, name="enter-check"),
    path("enter/<uuid:draft>/sent", enter.sent, name="enter-sent"),
    path("enter/<uuid:draft>/delete", enter.forget, name="enter-forget"),
    path("enter/<uuid:draft>/write/<slug:slug>", enter.ask, name="enter-page"),
]
