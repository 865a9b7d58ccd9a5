"""Acts of the procedure, démarches and their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.labelling.label import N_, same, veiled
from resources.vocabulary import (
    Confidentiality,
    DelayUnit,
    PieceState,
    ProcedureStatus,
    ProcedureStep,
    ProcedureTopic,
)

if TYPE_CHECKING:
    from resources.labelling.label import Tables

STEPS: Tables = {
    ProcedureStep: {
        ProcedureStep.FIRST_DEFAULT: same(N_("premier impayé")),
        ProcedureStep.ARREARS_CONSTITUTED_APL: same(N_("impayé constitué au sens de l’aide au logement")),
        ProcedureStep.ARREARS_REPORT: same(N_("signalement de l’impayé à l’organisme payeur")),
        ProcedureStep.CCAPEX_REFERRAL: same(N_("saisine de la CCAPEX")),
        ProcedureStep.SUMMONS_TO_PAY: same(N_("commandement de payer")),
        ProcedureStep.COURT_SUMMONS: same(N_("assignation")),
        ProcedureStep.PREFECT_NOTICE: same(N_("notification de l’assignation au préfet")),
        ProcedureStep.PREFECT_REFERRAL: same(N_("demande du diagnostic par le préfet")),
        ProcedureStep.ASSESSMENT_INTERVIEW: same(N_("entretien du diagnostic social et financier")),
        ProcedureStep.ASSESSMENT_TO_JUDGE: same(N_("diagnostic social et financier remis au juge")),
        ProcedureStep.HEARING: same(N_("audience")),
        ProcedureStep.POSTPONEMENT: same(N_("renvoi de l’audience")),
        ProcedureStep.JUDGMENT: same(N_("jugement")),
        ProcedureStep.JUDGMENT_STAY: same(N_("jugement qui accorde des délais")),
        ProcedureStep.JUDGMENT_TERMINATION: same(N_("jugement qui résilie le bail")),
        ProcedureStep.APPEAL: same(N_("appel")),
        ProcedureStep.ORDER_TO_LEAVE: same(N_("commandement de quitter les lieux")),
        ProcedureStep.POLICE_REQUEST: same(N_("demande du concours de la force publique")),
        ProcedureStep.EVICTION: same(N_("expulsion")),
        ProcedureStep.WITHDRAWAL: same(N_("désistement du bailleur")),
    },
    DelayUnit: {
        DelayUnit.DAYS: same(N_("jours")),
        DelayUnit.WEEKS: same(N_("semaines")),
        DelayUnit.MONTHS: same(N_("mois")),
    },
    PieceState: {
        PieceState.MISSING: same(N_("à trouver")),
        PieceState.ASKED: same(N_("demandée")),
        PieceState.SEEN: same(N_("vue")),
        PieceState.HANDED: same(N_("remise")),
        PieceState.COPIED: same(N_("copiée")),
    },
    ProcedureTopic: {
        ProcedureTopic.HOUSING_BENEFIT: same(N_("aide au logement")),
        ProcedureTopic.SOCIAL_MINIMA: same(N_("minima sociaux")),
        ProcedureTopic.FAMILY_BENEFITS: same(N_("prestations familiales")),
        ProcedureTopic.HEALTH_COVER: veiled(
            N_("complémentaire santé solidaire, assurance maladie"),
            N_("démarche administrative"),
            Confidentiality.HEALTH,
        ),
        ProcedureTopic.DISABILITY: veiled(N_("dossier MDPH"), N_("démarche administrative"), Confidentiality.HEALTH),
        ProcedureTopic.RESIDENCE_PERMIT: veiled(
            N_("titre de séjour"), N_("démarche administrative"), Confidentiality.ORIGIN
        ),
        ProcedureTopic.ASYLUM: veiled(
            N_("demande d’asile (OFPRA)"), N_("démarche administrative"), Confidentiality.ORIGIN
        ),
        ProcedureTopic.IDENTITY: same(N_("papiers d’identité")),
        ProcedureTopic.HOUSING_REQUEST: same(N_("demande de logement")),
        ProcedureTopic.DALO: same(N_("recours DALO")),
        ProcedureTopic.FSL: same(N_("FSL")),
        ProcedureTopic.ENERGY: same(N_("énergie")),
        ProcedureTopic.OVER_INDEBTEDNESS: same(N_("surendettement")),
        ProcedureTopic.LEGAL_AID: same(N_("aide juridictionnelle")),
        ProcedureTopic.TAX: same(N_("impôts")),
        ProcedureTopic.EMPLOYMENT: same(N_("emploi")),
        ProcedureTopic.SCHOOL: same(N_("école")),
        ProcedureTopic.RETIREMENT: same(N_("retraite")),
        ProcedureTopic.WORKS: same(N_("travaux")),
        ProcedureTopic.OTHER: same(N_("autre démarche")),
    },
    ProcedureStatus: {
        ProcedureStatus.TODO: same(N_("à faire")),
        ProcedureStatus.REQUESTED: same(N_("demandée")),
        ProcedureStatus.WAITING: same(N_("en attente")),
        ProcedureStatus.DONE: same(N_("faite")),
        ProcedureStatus.REFUSED: same(N_("refusée")),
        ProcedureStatus.ABANDONED: same(N_("laissée")),
    },
}
