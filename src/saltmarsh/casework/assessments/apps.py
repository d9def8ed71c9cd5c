from django.apps import AppConfig


class Assessments(AppConfig):
    name = "saltmarsh.casework.assessments"
