"""Makes a small vault with the code of an earlier commit, and what that code says of it.

``git worktree add FOLDER COMMIT``, then in that folder ``python …/making_old_vaults.py OUT``: it imports what stands
there, and today's own packing of pages. The commits are in ``test_old_vaults.py``.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import sys
from pathlib import Path
from typing import Any

APART = ("search", "alembic", "sqlite_", "document_cache", "case_figure", "case_ahead")  # made again, or of no content
DAY = dt.date(2026, 11, 20)


def tables(raw: Any) -> dict[str, Any]:
    """Return the rows of every table that keeps something, bytes in hexadecimal."""
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    found = {}
    for name in sorted(one for one in names if not one.startswith(APART)):
        cursor = raw.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - names of the database itself
        columns = [one[0] for one in cursor.description]
        rows = [[one.hex() if isinstance(one, bytes) else one for one in row] for row in cursor.fetchall()]
        if rows:
            found[name] = {"columns": columns, "rows": sorted(rows, key=repr)}
    return found


def make(out: Path) -> None:
    """Make the vault, its file and its draft, and write beside it what the code exports."""
    from app.services.drafts import Typed
    from db import attachments
    from db.models.document import Document
    from db.spaces import space_for
    from tests.journeys.world import NUMBER, Device, benali

    room = "app.services.visit" if Path("app/services/visit").exists() else "app.services"
    notes = importlib.import_module(f"{room}.notes")
    device = Device()
    device.create(out / "vault", benali())
    with device.open(out / "vault") as desk:
        case = desk.cases.find(NUMBER)
        text = "Visite : le chauffage est réparé.\n« On respire », dit Mme Benali."
        desk.notes.write(case, notes.NewNote(DAY, text, minutes=45))
        desk.drafts.save("brouillon-1", Typed(case, "contact_passage", "text", "Une phrase commencée, jamais fin", 32))

        def keep(session: Any) -> None:
            space_id = space_for(session, "case/operator", case).id
            attachments.LARGEST_ROW = 1000  # a file of its own is as good as a larger one, and lighter to keep
            for content in (b"%PDF-1.7 petit", b"%PDF-1.7".ljust(1000)):  # in a row; in a file
                name = attachments.put(session, space_id, content)
                row = {"id": desk.vault.context.ids.new(), "space_id": space_id, "kind": "support_contract"}
                session.add(Document(**row, recipient="household", sha256=name, attachment_id=name, made_on=DAY))

        desk.vault.write(keep)
        desk.search("benali")
        exported = desk.exchange.export(case, today=DAY)
        rows = desk.vault.maintain(tables)
    (out / "exported.json").write_text(json.dumps(exported, ensure_ascii=False, indent=1), "utf-8")
    (out / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    sys.path.insert(0, ".")
    make(Path(sys.argv[1]))
