"""A mail server for tests, on a free port of this machine.

Prints JSON lines: first {"port": n}, then {"seen": command, "tls": bool} for what a client tries to say,
and {"mail": base64, "from": ..., "to": [...], "tls": bool, "user": ...} for every mail taken.
The mailbox decides the answer: busy@ is told 451, gone@ 550; junk@ is told 554 only
after the whole mail, and slow@ that all is well, much later. To lost@ nothing is said: the mail is taken, and the talk ends.
"""

import argparse
import asyncio
import base64
import json
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = b"tilsagn", b"k\xc3\xa6lder/42"


def say(**what):
    print(json.dumps(what), flush=True)


def protected(server):
    return server.transport.get_extra_info("ssl_object") is not None


class Peer(SMTP):
    """Tells of the commands that carry something worth protecting."""

    async def smtp_MAIL(self, arg):
        say(seen="MAIL", tls=protected(self))
        await super().smtp_MAIL(arg)

    async def smtp_AUTH(self, arg):
        say(seen="AUTH", tls=protected(self))
        await super().smtp_AUTH(arg)


class Mailboxes:
    async def handle_RCPT(self, server, session, envelope, address, options):
        mailbox = address.split("@")[0]
        if mailbox == "busy":
            return f"451 4.7.1 <{address}> is greylisted"
        if mailbox == "gone":
            return f"550 5.1.1 <{address}>: no mailbox {mailbox} here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("slow"):
            await asyncio.sleep(1)
            return "250 OK, at last"
        if envelope.rcpt_tos[0].startswith("junk"):
            return "554 5.6.0 this looks like junk"
        user = session.auth_data
        say(
            mail=base64.b64encode(envelope.content).decode(),
            tls=protected(server),
            user=user.decode() if user else None,
            **{"from": envelope.mail_from, "to": envelope.rcpt_tos},
        )
        if envelope.rcpt_tos[0].startswith("lost"):
            server.transport.abort()
        return "250 OK"


def sign_in(server, session, envelope, mechanism, data):
    good = (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=good, handled=False, auth_data=data.login if good else None)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--implicit", action="store_true")
    parser.add_argument("--auth", action="store_true")
    args = parser.parse_args()
    context = None
    if args.cert:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(args.cert, args.key)

    def peer():
        return Peer(
            Mailboxes(),
            hostname="peer.example",
            tls_context=None if args.implicit else context,
            auth_required=args.auth,
            auth_require_tls=bool(context) and not args.implicit,
            authenticator=sign_in if args.auth else None,
        )

    ssl_context = context if args.implicit else None
    server = await asyncio.get_running_loop().create_server(peer, "127.0.0.1", 0, ssl=ssl_context)
    say(port=server.sockets[0].getsockname()[1])
    await server.serve_forever()


asyncio.run(main())
