from django.apps import AppConfig


class Meetings(AppConfig):
    name = "saltmarsh.casework.meetings"
