from django.apps import AppConfig


class Interventions(AppConfig):
    name = "saltmarsh.casework.interventions"
