from django.apps import AppConfig


class Inbox(AppConfig):
    name = "saltmarsh.casework.inbox"
