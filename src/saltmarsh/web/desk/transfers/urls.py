from django.urls import path

from saltmarsh.web.desk.transfers import views

CASE = "/cases/<str:case>"
ONE = f"{CASE}/transfers/<uuid:transfer>"

urlpatterns = [
    path(f"{CASE}/transfer", views.ask, name="transfer-ask"),
    path(f"{CASE}/pack", views.show_pack, name="case-pack"),
    path(ONE, views.show, name="transfer"),
    path(f"{ONE}/submit", views.submit, name="transfer-submit"),
    path(f"{ONE}/sign", views.sign, name="transfer-sign"),
    path(f"{ONE}/again", views.send_again, name="transfer-again"),
    path(f"{ONE}/take-back", views.take_back, name="transfer-take-back"),
    path("/transfers", views.index, name="transfers"),
    path("/transfers/register", views.show_register, name="transfers-register"),
    path("/transfers/<uuid:arrived>", views.receive, name="transfer-received"),
]
