from django.urls import include, path

# "/desk" has no slash at its end, so the patterns below it begin with one.
urlpatterns = [
    path("", include("saltmarsh.web.public.urls")),
    path("", include("saltmarsh.web.sign_in.urls")),
    path("partners", include("saltmarsh.web.partners.urls")),
    path("desk", include("saltmarsh.web.desk.urls")),
    path("manage", include("saltmarsh.web.manage.urls")),
]

handler400 = "saltmarsh.web.errors.views.bad_request"
handler403 = "saltmarsh.web.errors.views.forbidden"
handler404 = "saltmarsh.web.errors.views.not_found"
handler500 = "saltmarsh.web.errors.views.broken"
