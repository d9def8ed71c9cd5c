from django.apps import AppConfig


class Exits(AppConfig):
    name = "saltmarsh.casework.exits"
