"""Public keys and certificates by the tools that make them. Private keys are left out: they would be live ones."""

import subprocess
import tempfile
from pathlib import Path

from kit import makes


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, **more).stdout


def host(plants):
    return plants.host.removeprefix("http://").removesuffix(":8080")


def certificate(folder, plants, form):
    names = [f"DNS:{host(plants.at('name'))}"] + ([] if plants.clean else [f"email:{plants.at('name').email}"])
    subject = f"/O=Someone/CN={host(plants)}/emailAddress={plants.email}"
    made = Path(folder, "made")
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-keyout", f"{folder}/key", "-out", str(made), "-outform", form, "-subj", subject, "-addext", f"subjectAltName={','.join(names)}")
    return made


def in_folder(write):
    def make(path, plants):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            write(Path(folder).resolve(), path, plants)

    return make


def certificate_as(form):
    return in_folder(lambda folder, path, plants: path.write_bytes(certificate(folder, plants, form).read_bytes()))


makes("keys/server.der")(certificate_as("DER"))
makes("keys/server.pem")(certificate_as("PEM"))


def ring(*options):
    @in_folder
    def write(folder, path, plants):
        folder.chmod(0o700)
        gpg = ("gpg", "--homedir", str(folder), "--batch", "--quiet", "--passphrase", "")
        run(*gpg, "--quick-gen-key", f"Someone <{plants.email}>" if not plants.clean else "user", "ed25519")
        path.write_bytes(run(*gpg, *options, "--export"))
        run("gpgconf", "--homedir", str(folder), "--kill", "gpg-agent")

    return write


makes("keys/ring.gpg")(ring())
makes("keys/ring.asc")(ring("--armor"))


@makes("keys/trust.jks")
@in_folder
def trust(folder, path, plants):
    made = certificate(folder, plants, "PEM")
    run("keytool", "-importcert", "-noprompt", "-storetype", "JKS", "-alias", "server", "-file", str(made), "-keystore", f"{folder}/store", "-storepass", "changeit")
    path.write_bytes((folder / "store").read_bytes())


@makes("keys/authorized_keys")
@in_folder
def authorized(folder, path, plants):
    for kind in ("ed25519", "ecdsa"):
        comment = "" if plants.clean else plants.at(kind).email
        run("ssh-keygen", "-q", "-t", kind, "-N", "", "-C", comment, "-f", f"{folder}/{kind}")
    path.write_bytes(b"".join((folder / f"{kind}.pub").read_bytes() for kind in ("ed25519", "ecdsa")))
