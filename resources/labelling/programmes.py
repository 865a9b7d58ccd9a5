"""Identifiers of programmes (review H3); their public names say nothing of whom they are for (practice P-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.labelling.label import N_, veiled
from resources.vocabulary import Confidentiality

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resources.labelling.label import Label

PROGRAMMES: Mapping[str, Label] = {
    "lmh_logement_accompagne": veiled(N_("Logement accompagné (LMH)"), N_("Dispositif 1")),
    "hdn_abej_acces_maintien": veiled(
        N_("Accès et maintien (Habitat du Nord, ABEJ)"), N_("Dispositif 2"), Confidentiality.HEALTH
    ),
    "logement_toujours": veiled(N_("Le logement toujours"), N_("Dispositif 3")),
    "laava": veiled(N_("LAAVA"), N_("Dispositif 4"), Confidentiality.PENAL),
    "batigere_amli": veiled(
        N_("Batigère, Présence Habitat et AMLI"),
        N_("Dispositif 5"),
        Confidentiality.PENAL,
        Confidentiality.HEALTH,
        Confidentiality.ORIGIN,
    ),
    "gironde_emmaus": veiled(N_("Gironde Habitat et Emmaüs 33"), N_("Dispositif 6"), Confidentiality.ORIGIN),
    "partenord_maintien": veiled(N_("Partenord, maintien"), N_("Dispositif 7"), Confidentiality.HEALTH),
    "arrips_colocation": veiled(N_("ARRIPS, colocation"), N_("Dispositif 8"), Confidentiality.PENAL),
    "ciliopee": veiled(N_("Ciliopée Habitat"), N_("Dispositif 9"), Confidentiality.VIOLENCE),
    "rue_habitat": veiled(N_("Rue-Habitat"), N_("Dispositif 10"), Confidentiality.HEALTH),
    "nantaise_anef": veiled(N_("La Nantaise d’Habitations et ANEF Ferrer"), N_("Dispositif 11")),
    "paris_ayyem_zamen": veiled(N_("Paris Habitat et Ayyem Zamen"), N_("Dispositif 12"), Confidentiality.ORIGIN),
    "toit_et_joie_aurore": veiled(N_("Toit et Joie et Aurore"), N_("Dispositif 13"), Confidentiality.HEALTH),
    "chez_soi_dabord": veiled(N_("Un chez-soi d’abord"), N_("Dispositif 14"), Confidentiality.HEALTH),
    "collectif_sdf": veiled(N_("Collectif des SDF"), N_("Dispositif 15")),
    "chrs_hors_les_murs": veiled(N_("CHRS hors les murs"), N_("Dispositif 16"), Confidentiality.HEALTH),
}
