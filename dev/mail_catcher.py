"""Accept mail and write each message to a file named after the time it was accepted.

python mail_catcher.py PORT FOLDER REFUSED: an address in the file REFUSED, one a line, is refused.
"""

import asyncio
import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Catcher:
    def __init__(self, folder, refused):
        self.folder, self.refused = folder, refused
        self.number = itertools.count(1)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        refused = self.refused.read_text().split() if self.refused.exists() else []
        if address in refused:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        accepted = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        path = self.folder / f"{accepted}-{next(self.number):04d}.eml"
        recipients = "".join(f"X-Envelope-To: {address}\r\n" for address in envelope.rcpt_tos)
        # Written beside and renamed: a reader never sees half a message.
        beside = path.with_suffix(".part")
        beside.write_bytes(f"X-Envelope-From: {envelope.mail_from}\r\n{recipients}".encode() + envelope.content)
        beside.rename(path)
        return "250 OK"


async def main(port, folder, refused):
    catcher = Catcher(Path(folder), Path(refused))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(catcher, enable_SMTPUTF8=True), "127.0.0.1", int(port))
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
