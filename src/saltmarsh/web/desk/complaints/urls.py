from django.urls import path

from saltmarsh.web.desk.complaints import views

ONE = "/complaints/<uuid:complaint>"

urlpatterns = [
    path("/complaints", views.index, name="complaints"),
    path("/complaints/record", views.record, name="complaint-record"),
    path(ONE, views.show, name="complaint"),
    path(f"{ONE}/answer", views.answer, name="complaint-answer"),
    path(f"{ONE}/add", views.add, name="complaint-add"),
    path(f"{ONE}/pass-on", views.pass_on, name="complaint-pass-on"),
]
