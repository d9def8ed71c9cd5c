from django.apps import AppConfig


class Gathering(AppConfig):
    name = "saltmarsh.casework.gathering"
