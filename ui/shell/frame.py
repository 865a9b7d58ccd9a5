"""What surrounds every page: search and gestures above, places at the left, what the disk said below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.words import N_, _
from ui.destinations import Place
from ui.kit.buttons import Button
from ui.kit.icons import side
from ui.kit.masking import MaskButton
from ui.kit.texts import Words
from ui.shell.status import StatusLine
from ui.shell.troubles import TroubleBanner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PLACES = (
    (Place.TODAY, N_("Aujourd’hui"), "sun"),
    (Place.PERSONS, N_("Personnes"), "users-round"),
    (Place.PROCEDURES, N_("Démarches"), "list-checks"),
)
LOW_PLACES = ((Place.SETTINGS, N_("Réglages"), "settings"), (Place.HELP, N_("Aide"), "circle-help"))
WIDE, BESIDE_ICON = 208, 44  # pixels: places with their words; around the icons alone
SEARCH = N_("Rechercher une personne, une note, un numéro…")


class Frame(QWidget):
    """The desk as it is seen once the vault is open.

    Signals:
        place_asked: a place was pressed.
    """

    place_asked = Signal(object)

    def __init__(self, gestures: Mapping[str, Callable[[], object]], zone: str) -> None:
        """Surround pages.

        Args:
            gestures: ``search``, ``mask``, ``share``, ``pause``, ``note``: what each button of the top does.
            zone: Time zone in which hours are said.
        """
        super().__init__()
        self.setObjectName("canvas")
        self.pages = QStackedWidget()
        self.troubles = TroubleBanner()
        self.status = StatusLine(zone)
        self._top = _TopBar(gestures)
        self._navigation = _Navigation(self.place_asked.emit)
        self._shared = self._sitting = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._top)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._navigation)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.troubles)
        right.addWidget(self.pages, 1)
        middle.addLayout(right, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)

    def set_cramped(self, *, cramped: bool) -> None:
        """Give way: places become icons, gestures too (review I3)."""
        self._navigation.set_cramped(cramped=cramped)
        self._top.set_cramped(cramped=cramped)

    def show_place(self, place: Place) -> None:
        """Mark the place one is at; where one signs, in front of a household, nothing else is in sight."""
        self._navigation.mark(place)
        self._sitting = place is Place.SIGNING
        self._surround()

    def set_shared(self, *, shared: bool) -> None:
        """Take the other households' places out of sight while the screen is shared."""
        self._shared = shared
        self._top.set_shared(shared=shared)
        self._surround()

    def _surround(self) -> None:
        self._top.setVisible(not self._sitting)
        self._navigation.setVisible(not (self._shared or self._sitting))
        self.status.setVisible(self.status.marked or not self._sitting)


class _TopBar(QFrame):
    def __init__(self, gestures: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(8)
        self._brand = Words("Palier", wrap=False)
        self._brand.setObjectName("brand")
        self._brand.setFixedWidth(WIDE - 24)
        layout.addWidget(self._brand)
        self._search = Button(
            _(SEARCH),
            gestures["search"],
            kind="search",
            icon="search",
            hint=_("Rechercher (Ctrl+K)"),
        )
        self._search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._search.setMinimumWidth(120)
        self._search.setMaximumWidth(560)
        layout.addWidget(self._search, 4)
        layout.addStretch(1)
        self._mask = MaskButton(gestures["mask"])
        self._share = Button(_("Écran partagé"), gestures["share"], icon="monitor", hint=_("F11"))
        self._pause = Button(_("Pause"), gestures["pause"], icon="lock", hint=_("Pause (Ctrl+L)"))
        for made in (self._mask, self._share, self._pause):
            layout.addWidget(made)
        self._note = Button(
            _("Nouvelle note"), gestures["note"], kind="accent", icon="pen-line", hint=_("Nouvelle note (Ctrl+N)")
        )
        layout.addWidget(self._note)
        self._shared = self._cramped = False

    def set_cramped(self, *, cramped: bool) -> None:
        self._cramped = cramped
        self._brand.setVisible(not cramped)
        self._search.say(_("Rechercher…") if cramped else _(SEARCH), _("Rechercher (Ctrl+K)"))
        self._mask.shorten(short=cramped)
        self._say_share()
        self._pause.say("" if cramped else _("Pause"), _("Pause"))

    def set_shared(self, *, shared: bool) -> None:
        self._shared = shared
        self._search.setVisible(not shared)
        self._say_share()

    def _say_share(self) -> None:
        """Name what F11 does, by its icon alone in a small frame; the way out is always in words."""
        self._share.say("" if self._cramped and not self._shared else self._sharing, self._sharing)

    @property
    def _sharing(self) -> str:
        return _("Quitter l’écran partagé") if self._shared else _("Écran partagé")


class _Navigation(QFrame):
    def __init__(self, asked: Callable[[Place], object]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("Les lieux"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(4)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons: dict[Place, tuple[Button, str]] = {}
        for rank, (place, words, icon) in enumerate((*PLACES, *LOW_PLACES)):
            if rank == len(PLACES):
                layout.addStretch(1)
            made = Button(_(words), partial(asked, place), kind="place", icon=icon, hint=_(words))
            made.setCheckable(True)
            made.setAutoExclusive(True)
            self._buttons[place] = (made, _(words))
            layout.addWidget(made)
        self.set_cramped(cramped=False)

    def set_cramped(self, *, cramped: bool) -> None:
        self._cramped = cramped
        self.dress()
        for made, words in self._buttons.values():
            made.say("" if cramped else words, words)

    def dress(self) -> None:
        """Be as wide as icons of the look in force need."""
        self.setFixedWidth(BESIDE_ICON + side() if self._cramped else WIDE)

    def mark(self, place: Place) -> None:
        shown = {Place.CASE, Place.DIAGNOSIS, Place.CONTRACT, Place.SIGNING}
        made, _words = self._buttons[Place.PERSONS if place in shown else place]
        made.setChecked(True)
