from django.apps import AppConfig


class Desks(AppConfig):
    name = "saltmarsh.casework.desks"
