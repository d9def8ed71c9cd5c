from django.apps import AppConfig


class Onward(AppConfig):
    name = "saltmarsh.casework.onward"
