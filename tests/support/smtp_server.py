"""A mail server for tests: takes mails over SMTP and keeps each as an .eml file. Never sends any on.

Prints "listening on PORT" when it is ready and ends when its standard input does. A file named
"answers" in the folder makes it refuse recipients: one "address code" a line, read at every RCPT, so
that a test can change its mind. A code below 100 refuses nothing: with 0, it takes the mail and ends the talk
without an answer; with another, it keeps the mail and says so that many seconds later.
"""

import argparse
import asyncio
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

WORDS = {
    451: "451 4.3.0 Try again later",
    452: "452 4.2.2 Mailbox full",
    550: "550 5.1.1 No such mailbox",
    554: "554 5.7.1 Refused",
}


class Keeper:
    """Says yes or no to recipients and keeps what was sent."""

    def __init__(self, folder):
        self.folder = folder
        self.kept = 0

    def code(self, address):
        answers = self.folder / "answers"
        for line in answers.read_text().splitlines() if answers.exists() else []:
            refused, code = line.split()
            if refused == address:
                return int(code)
        return None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if (code := self.code(address) or 0) >= 100:
            return WORDS.get(code, f"{code} Refused")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.kept += 1
        name = f"{self.kept:06}"
        unfinished = self.folder / f"{name}.part"
        unfinished.write_bytes(envelope.original_content)
        unfinished.rename(self.folder / f"{name}.eml")
        code = self.code(envelope.rcpt_tos[0])
        if code == 0:
            server.transport.abort()
        elif code:
            await asyncio.sleep(code)
        return "250 OK"


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--security", choices=["plain", "starttls", "tls"], default="plain")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    return parser.parse_args()


async def serve(told):
    context = None
    if told.security != "plain":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(told.certificate, told.key)
    keeper = Keeper(told.folder)

    def authenticate(server, session, envelope, mechanism, data):
        good = LoginPassword((told.user or "").encode(), (told.password or "").encode())
        # Not handled: the library says 535 for us when it is wrong.
        return AuthResult(success=data == good, handled=False)

    def conversation():
        return SMTP(
            keeper,
            hostname="localhost",
            tls_context=context if told.security == "starttls" else None,
            require_starttls=told.security == "starttls",
            auth_required=told.user is not None,
            # With TLS from the first byte the library does not see it, and would refuse passwords.
            auth_require_tls=told.security == "starttls",
            authenticator=authenticate,
            enable_SMTPUTF8=True,
        )

    loop = asyncio.get_running_loop()
    direct = context if told.security == "tls" else None
    server = await loop.create_server(conversation, "127.0.0.1", 0, ssl=direct)
    print("listening on", server.sockets[0].getsockname()[1], flush=True)
    # Whoever started us holds the other end; when they are gone, so are we.
    await loop.run_in_executor(None, sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(serve(arguments()))
