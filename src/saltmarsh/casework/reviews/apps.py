from django.apps import AppConfig


class Reviews(AppConfig):
    name = "saltmarsh.casework.reviews"
