"""People, organisations and how they are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.labelling.label import N_, same, veiled
from resources.vocabulary import (
    AddressForm,
    Channel,
    Confidentiality,
    ContactWay,
    DocumentKind,
    Nationality,
    OrganisationKind,
    Profession,
    ProtectionMeasure,
    ReadingPreference,
    Recipient,
    Relation,
    ResidentialSituation,
    SecrecyBasis,
    SpaceKind,
    WorkerRole,
)

if TYPE_CHECKING:
    from resources.labelling.label import Tables

PEOPLE: Tables = {
    OrganisationKind: {
        OrganisationKind.OPERATOR: same(N_("association d’accompagnement")),
        OrganisationKind.LANDLORD: same(N_("bailleur")),
        OrganisationKind.FUNDER: same(N_("financeur")),
        OrganisationKind.STATE: same(N_("État")),
        OrganisationKind.LOCAL_AUTHORITY: same(N_("collectivité")),
        OrganisationKind.HEALTH: veiled(N_("structure de soins"), N_("partenaire"), Confidentiality.HEALTH),
        OrganisationKind.PARTNER: same(N_("partenaire")),
        OrganisationKind.MEDIATION: same(N_("médiation")),
    },
    Profession: {
        Profession.SOCIAL_WORKER: same(N_("service social")),
        Profession.EDUCATOR: same(N_("éducation spécialisée")),
        Profession.CESF: same(N_("conseil en économie sociale et familiale (CESF)")),
        Profession.PSYCHOLOGIST: veiled(N_("psychologue"), N_("accompagnement"), Confidentiality.HEALTH),
        Profession.NURSE: veiled(N_("soins infirmiers"), N_("accompagnement"), Confidentiality.HEALTH),
        Profession.DOCTOR: veiled(N_("médecin"), N_("accompagnement"), Confidentiality.HEALTH),
        Profession.MEDIATOR: same(N_("médiation")),
        Profession.VOLUNTEER: same(N_("bénévole")),
        Profession.LANDLORD_ADVISOR: veiled(N_("conseil social du bailleur"), N_("conseil social")),
        Profession.MANAGER: same(N_("cadre")),
        Profession.COORDINATOR: same(N_("coordination")),
        Profession.OTHER: same(N_("autre métier")),
    },
    WorkerRole: {
        WorkerRole.REFERENT: same(N_("personne référente")),
        WorkerRole.COLLEAGUE: same(N_("collègue")),
        WorkerRole.MANAGER: same(N_("cadre")),
        WorkerRole.COMMITTEE_SECRETARY: same(N_("secrétariat du comité")),
        WorkerRole.ADMIN: same(N_("administration de l’outil")),
        WorkerRole.DPO: same(N_("protection des données (DPO)")),
    },
    SecrecyBasis: {
        SecrecyBasis.PROFESSION: same(N_("secret lié au métier")),
        SecrecyBasis.MISSION: same(N_("secret lié à la mission")),
        SecrecyBasis.DISCRETION: same(N_("devoir de discrétion")),
    },
    Relation: {
        Relation.HOLDER: same(N_("signataire du bail")),
        Relation.PARTNER: same(N_("conjointe ou conjoint")),
        Relation.CHILD: same(N_("enfant")),
        Relation.OTHER_ADULT: same(N_("autre adulte")),
        Relation.DEPENDENT: same(N_("personne à charge")),
    },
    Nationality: {
        Nationality.FR: veiled(N_("française"), N_("non précisée"), Confidentiality.ORIGIN),
        Nationality.EU: veiled(N_("Union européenne"), N_("non précisée"), Confidentiality.ORIGIN),
        Nationality.NON_EU: veiled(N_("hors Union européenne"), N_("non précisée"), Confidentiality.ORIGIN),
    },
    AddressForm: {
        AddressForm.VOUS: same(N_("vous")),
        AddressForm.TU: same(N_("tu")),
        AddressForm.JE: same(N_("je")),
    },
    ContactWay: {
        ContactWay.PHONE: same(N_("téléphone")),
        ContactWay.SMS: same(N_("SMS")),
        ContactWay.EMAIL: same(N_("courriel")),
        ContactWay.POST: same(N_("courrier")),
        ContactWay.VISIT: same(N_("passage")),
    },
    ReadingPreference: {
        ReadingPreference.SPOKEN: same(N_("expliqué de vive voix")),
        ReadingPreference.READ_TOGETHER: same(N_("lu ensemble")),
        ReadingPreference.LARGE_PRINT: same(N_("grands caractères")),
        ReadingPreference.PICTOGRAMS: same(N_("pictogrammes")),
        ReadingPreference.VOICE_MESSAGE: same(N_("message vocal")),
    },
    ProtectionMeasure: {
        ProtectionMeasure.NONE: same(N_("aucune")),
        ProtectionMeasure.TUTELLE: veiled(N_("tutelle"), N_("représentation légale"), Confidentiality.HEALTH),
        ProtectionMeasure.CURATELLE_SIMPLE: veiled(
            N_("curatelle simple"), N_("représentation légale"), Confidentiality.HEALTH
        ),
        ProtectionMeasure.CURATELLE_RENFORCEE: veiled(
            N_("curatelle renforcée"), N_("représentation légale"), Confidentiality.HEALTH
        ),
        ProtectionMeasure.SAUVEGARDE: veiled(
            N_("sauvegarde de justice"), N_("représentation légale"), Confidentiality.HEALTH
        ),
        ProtectionMeasure.HABILITATION: veiled(
            N_("habilitation familiale"), N_("représentation légale"), Confidentiality.HEALTH
        ),
        ProtectionMeasure.MASP_MAJ: veiled(N_("mesure d’accompagnement (MASP, MAJ)"), N_("accompagnement budgétaire")),
    },
    ResidentialSituation: {
        ResidentialSituation.STREET: same(N_("sans abri")),
        ResidentialSituation.MAKESHIFT: same(N_("habitat de fortune")),
        ResidentialSituation.HOTEL: same(N_("hôtel")),
        ResidentialSituation.THIRD_PARTY: same(N_("chez un tiers")),
        ResidentialSituation.FAMILY: same(N_("dans la famille")),
        ResidentialSituation.SHELTER: same(N_("hébergement")),
        ResidentialSituation.PRIVATE_RENT: same(N_("location dans le privé")),
        ResidentialSituation.SOCIAL_RENT: same(N_("location Hlm")),
        ResidentialSituation.OWNER: same(N_("propriétaire")),
        ResidentialSituation.SUBLEASE: same(N_("sous-location")),
        ResidentialSituation.SLIDING_LEASE: same(N_("bail glissant")),
        ResidentialSituation.ADAPTED: same(N_("habitat adapté")),
        ResidentialSituation.OTHER: same(N_("autre situation")),
    },
    Channel: {
        Channel.PHONE: same(N_("téléphone")),
        Channel.SMS: same(N_("SMS")),
        Channel.EMAIL: same(N_("courriel")),
        Channel.LETTER: same(N_("courrier")),
        Channel.VISIT: same(N_("pendant une visite")),
        Channel.OFFICE: same(N_("au bureau")),
        Channel.THIRD_PARTY: same(N_("par un tiers")),
        Channel.OTHER: same(N_("autrement")),
    },
    Confidentiality: {
        Confidentiality.GENERAL: same(N_("général")),
        Confidentiality.FULL: same(N_("complet")),
        Confidentiality.HEALTH: veiled(N_("santé"), N_("réservé"), Confidentiality.HEALTH),
        Confidentiality.PENAL: veiled(N_("pénal"), N_("réservé"), Confidentiality.PENAL),
        Confidentiality.VIOLENCE: veiled(N_("violences"), N_("réservé"), Confidentiality.VIOLENCE),
        Confidentiality.ORIGIN: veiled(N_("origine"), N_("réservé"), Confidentiality.ORIGIN),
    },
    SpaceKind: {
        SpaceKind.ORGANISATION: same(N_("l’organisation")),
        SpaceKind.CASE_OPERATOR: same(N_("le dossier, chez nous")),
        SpaceKind.CASE_SHARED: same(N_("le dossier, ce qui est partagé")),
        SpaceKind.CASE_LANDLORD: same(N_("le dossier, ce qu’écrit le bailleur")),
        SpaceKind.PERSONAL: same(N_("à moi seul")),
        SpaceKind.PROGRAMME: same(N_("l’opération commune")),
    },
    Recipient: {
        Recipient.HOUSEHOLD: same(N_("le ménage")),
        Recipient.OPERATOR: same(N_("l’association")),
        Recipient.LANDLORD: same(N_("le bailleur")),
        Recipient.COMMITTEE: same(N_("le comité")),
        Recipient.FUNDER: same(N_("le financeur")),
    },
    DocumentKind: {
        DocumentKind.DIAGNOSIS_FORM: same(N_("diagnostic partagé")),
        DocumentKind.LANDLORD_SENTENCES: same(N_("ce que le bailleur reçoit du diagnostic")),
        DocumentKind.SUPPORT_CONTRACT: same(N_("contrat d’accompagnement")),
        DocumentKind.AMENDMENT: same(N_("avenant au contrat")),
        DocumentKind.MUTUAL_COMMITMENTS: same(N_("engagements réciproques")),
        DocumentKind.VISIT_REPORT: same(N_("compte rendu de visite")),
        DocumentKind.FOLLOWUP_SHEET: same(N_("fiche de suivi")),
    },
}
