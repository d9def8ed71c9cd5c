from django.apps import AppConfig


class Keyring(AppConfig):
    name = "saltmarsh.foundation.keyring"
