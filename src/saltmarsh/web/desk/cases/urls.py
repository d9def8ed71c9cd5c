from django.urls import path

from saltmarsh.web.desk.cases import views

ONE = "/cases/<str:case>"

urlpatterns = [
    path("/referrals/<str:reference>/case", views.open_case, name="open-case"),
    path(
        "/referrals/<str:reference>/case/opened",
        views.after_opening,
        name="opened-case",
    ),
    path("/cases", views.index, name="cases"),
    path(ONE, views.show, name="case"),
    path(f"{ONE}/access", views.show_access, name="case-access"),
    path(f"{ONE}/list", views.list_for_panel, name="case-list"),
    path(f"{ONE}/leave", views.leave, name="case-leave"),
]
