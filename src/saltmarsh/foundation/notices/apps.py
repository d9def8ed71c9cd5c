from django.apps import AppConfig


class Notices(AppConfig):
    name = "saltmarsh.foundation.notices"
