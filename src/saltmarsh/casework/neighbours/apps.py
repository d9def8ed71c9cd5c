from django.apps import AppConfig


class Neighbours(AppConfig):
    name = "saltmarsh.casework.neighbours"
