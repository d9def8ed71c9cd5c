from django.apps import AppConfig


class Doors(AppConfig):
    name = "saltmarsh.casework.doors"
