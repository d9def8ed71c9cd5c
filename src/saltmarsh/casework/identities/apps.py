from django.apps import AppConfig


class Identities(AppConfig):
    name = "saltmarsh.casework.identities"
