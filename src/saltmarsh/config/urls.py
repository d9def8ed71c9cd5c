from django.urls import include, path

# "/desk" has no slash at its end, so the patterns below it begin with one. Those with a
# word of their own stand first: the others are tried one by one.
urlpatterns = [
    path("desk", include("saltmarsh.web.desk.urls")),
    path("partners", include("saltmarsh.web.partners.urls")),
    path("manage", include("saltmarsh.web.manage.urls")),
    path("", include("saltmarsh.web.public.urls")),
    path("", include("saltmarsh.web.sign_in.urls")),
]

handler400 = "saltmarsh.web.errors.views.bad_request"
handler403 = "saltmarsh.web.errors.views.forbidden"
handler404 = "saltmarsh.web.errors.views.not_found"
handler500 = "saltmarsh.web.errors.views.broken"
