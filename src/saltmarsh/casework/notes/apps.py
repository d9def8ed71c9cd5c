from django.apps import AppConfig


class Notes(AppConfig):
    name = "saltmarsh.casework.notes"
