from django.apps import AppConfig


class Assurance(AppConfig):
    name = "saltmarsh.casework.assurance"
