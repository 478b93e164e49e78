"""An authority of a test's own, and what it certifies: real certificates for real servers on loopback."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


class Authority:
    """Signs for servers. `file` is its own certificate, which a client may trust."""

    def __init__(self, folder: Path, name: str = "A test's authority") -> None:
        """Its key lives as long as the test."""
        self._folder, self._name, self._key = folder, _named(name), generate_private_key(SECP256R1())
        self.file = folder / f"{name.replace(' ', '-')}.pem"
        made = _begun(self._name, self._name, self._key).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(self._key, SHA256())
        self.file.write_bytes(made.public_bytes(Encoding.PEM))

    def certify(self, *hosts: str, days: int = 1) -> tuple[Path, Path]:
        """A certificate for these addresses or names, and its key; `days` below nought is one that has run out."""
        key, at = generate_private_key(SECP256R1()), self._folder / f"{'-'.join(hosts)}{days}"
        names = [_host(one) for one in hosts]
        made = _begun(_named(hosts[0]), self._name, key, days).add_extension(
            x509.SubjectAlternativeName(names), critical=False).sign(self._key, SHA256())
        cert, private = at.with_suffix(".crt"), at.with_suffix(".key")
        cert.write_bytes(made.public_bytes(Encoding.PEM))
        private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return cert, private


def _host(one: str) -> x509.GeneralName:
    return x509.IPAddress(ip_address(one)) if one[0].isdigit() else x509.DNSName(one)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _begun(subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, days: int = 1
           ) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=3))
            .not_valid_after(now + timedelta(days=days)))
