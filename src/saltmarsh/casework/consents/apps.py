from django.apps import AppConfig


class Consents(AppConfig):
    name = "saltmarsh.casework.consents"
