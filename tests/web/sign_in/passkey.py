"""A passkey in software: it answers a page's challenge as a browser would."""

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class Passkey:
    """One key pair at one host."""

    def __init__(self, host):
        self.host, self.identity = host, os.urandom(16)
        self.key = ec.generate_private_key(ec.SECP256R1())

    def made(self, challenge):
        """Return what the browser posts when this passkey is set up."""
        cose = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        length = len(self.identity).to_bytes(2, "big")
        about = self.about(WITH_KEY) + bytes(16) + length + self.identity + cose
        attested = {"fmt": "none", "attStmt": {}, "authData": about}
        told = self.told("webauthn.create", challenge)
        return self.posted(clientDataJSON=told, attestationObject=cbor.encode(attested))

    def shown(self, challenge):
        """Return what the browser posts when this passkey is shown."""
        about, told = self.about(), self.told("webauthn.get", challenge)
        signed = about + sha256(told).digest()
        signature = self.key.sign(signed, ec.ECDSA(SHA256()))
        return self.posted(
            clientDataJSON=told, authenticatorData=about, signature=signature
        )

    def about(self, more=0):
        flags = bytes([PRESENT | VERIFIED | more])
        return sha256(self.host.encode()).digest() + flags + bytes(4)

    def told(self, kind, challenge):
        said = {"type": kind, "challenge": challenge["publicKey"]["challenge"]}
        return json.dumps(said | {"origin": f"https://{self.host}"}).encode()

    def posted(self, **parts):
        identity = websafe_encode(self.identity)
        response = {name: websafe_encode(part) for name, part in parts.items()}
        credential = {"id": identity, "rawId": identity, "type": "public-key"}
        return json.dumps(
            credential | {"response": response, "clientExtensionResults": {}}
        )
