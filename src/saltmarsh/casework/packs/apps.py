from django.apps import AppConfig


class Packs(AppConfig):
    name = "saltmarsh.casework.packs"
