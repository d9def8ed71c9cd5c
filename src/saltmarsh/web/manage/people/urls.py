from django.urls import path

from saltmarsh.web.manage.people import teams, views

urlpatterns = [
    path("/people", views.index, name="people"),
    path("/people/add", views.add, name="add-person"),
    path("/people/<uuid:member>", views.change, name="person"),
    path("/people/<uuid:member>/invite", views.invite, name="invite-person"),
    path("/people/<uuid:member>/remove", views.remove, name="remove-person"),
    path(
        "/people/<uuid:member>/second-factor",
        views.reset_second_factor,
        name="reset-second-factor",
    ),
    path("/teams", teams.index, name="teams"),
    path("/teams/add", teams.add, name="add-team"),
    path("/teams/<uuid:team>", teams.rename, name="rename-team"),
]
