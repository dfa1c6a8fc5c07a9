"""The local post office takes real SMTP and keeps each mail as a file."""

import smtplib
import socket
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from behoerde.env import BASE_DIR


@pytest.fixture
def postfach(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "behoerde.postfach", f"--port={port}", f"--ordner={tmp_path / 'mail'}"]
    with subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline().startswith("Postfach nimmt Mails")
        yield port, tmp_path / "mail"
        process.terminate()
        assert process.wait(10) == 0


def letter(number: int) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"], message["Subject"] = "amt@beispiel.example", "olena@beispiel.example", f"Термін {number}"
    message.set_content("Guten Tag, Größe und Ähnliches\n.\nnach dem Punkt\n")
    return message


def test_mails_are_kept_in_order_of_arrival(postfach):
    port, folder = postfach
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
        for number in (1, 2):
            server.send_message(letter(number))
            time.sleep(0.01)
    kept = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in sorted(folder.iterdir())]
    assert [(mail["Subject"], mail["X-Empfaenger"]) for mail in kept] == [
        (f"Термін {n}", "olena@beispiel.example") for n in (1, 2)
    ]
    assert kept[0].get_content().splitlines() == ["Guten Tag, Größe und Ähnliches", ".", "nach dem Punkt"]


def test_folder_is_private_and_holds_whole_mails_only(postfach):
    port, folder = postfach
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
        server.send_message(letter(1))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [file.suffix for file in folder.iterdir()] == [".eml"]


def test_second_instance_shares_the_port(postfach, tmp_path):
    port, folder = postfach
    command = [sys.executable, "-m", "behoerde.postfach", f"--port={port}", f"--ordner={folder}"]
    with subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True) as second:
        assert second.stdout.readline().startswith("Postfach nimmt Mails")
        second.terminate()
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
        server.send_message(letter(1))
    assert len(list(folder.iterdir())) == 1
