"""Accept mail and write each message to a file named after the time it was accepted.

python mail_catcher.py PORT FOLDER ANSWERS: the file ANSWERS (JSON) says to which recipients it answers otherwise:
`refuse` {address: "550 …"}, `slow` {address: seconds before it answers to the text}, `drop` [address: it keeps the
text and ends the connection without an answer].
"""

import asyncio
import itertools
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Catcher:
    def __init__(self, folder, answers):
        self.folder, self.answers = folder, answers
        self.number = itertools.count(1)

    def otherwise(self, what):
        return json.loads(self.answers.read_text()).get(what, ()) if self.answers.exists() else ()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        refused = self.otherwise("refuse")
        if address in refused:
            return refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        slow, (recipient,) = self.otherwise("slow"), envelope.rcpt_tos[:1]
        if recipient in slow:
            await asyncio.sleep(slow[recipient])
        accepted = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        path = self.folder / f"{accepted}-{next(self.number):04d}.eml"
        recipients = "".join(f"X-Envelope-To: {address}\r\n" for address in envelope.rcpt_tos)
        # Written beside and renamed: a reader never sees half a message.
        beside = path.with_suffix(".part")
        beside.write_bytes(f"X-Envelope-From: {envelope.mail_from}\r\n{recipients}".encode() + envelope.content)
        beside.rename(path)
        if recipient in self.otherwise("drop"):
            server.transport.abort()
        return "250 OK"


async def main(port, folder, answers):
    catcher = Catcher(Path(folder), Path(answers))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(catcher, enable_SMTPUTF8=True), "127.0.0.1", int(port))
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
