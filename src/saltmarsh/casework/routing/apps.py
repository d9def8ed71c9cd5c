from django.apps import AppConfig


class Routing(AppConfig):
    name = "saltmarsh.casework.routing"
