"""How papers speak to the household: « vous », « tu », or « je » and « nous » (decision 22, practice S-26).

Templates say « vous »; what they would say otherwise stands here and nowhere else. Only the household's own copies
speak otherwise than « vous »: on them the association stays « nous », whoever speaks. Papers are French whatever the
screens speak, so these words have no other language.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app.words import _
from resources.vocabulary import AddressForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.documents.parties import Heading

    Say = Callable[[str], str]

_RANK: Final = {AddressForm.TU: 0, AddressForm.JE: 1}


def speaking_to(heading: Heading) -> Say:
    """Return what gives a sentence written with « vous » in the form this paper speaks."""
    return partial(said, heading.speaks)


def said(form: AddressForm, sentence: str) -> str:
    """Return a sentence of the templates in a form of address; one that speaks to nobody stays as it is."""
    if form is AddressForm.VOUS or sentence not in OTHERWISE:
        return sentence
    return OTHERWISE[sentence][_RANK[form]]


def whom(heading: Heading, count: int) -> str:
    """Return what the household is called beside its names: « Vous », « Toi », « Moi », or each of several."""
    if count > 1 and heading.speaks is not AddressForm.VOUS:
        return "Chacun de vous" if heading.speaks is AddressForm.TU else "Chacun dit « je »"
    return said(heading.speaks, _("Vous"))


OTHERWISE: Final[dict[str, tuple[str, str]]] = {
    # Lists of who does what, and labels.
    "Vous": ("Toi", "Moi"),
    "Le ménage": ("Le ménage : toi", "Le ménage : moi"),
    "Votre bailleur": ("Ton bailleur", "Mon bailleur"),
    "Votre personne référente": ("Ta personne référente", "Ma personne référente"),
    "Votre accord": ("Ton accord", "Mon accord"),
    "Vos initiales": ("Tes initiales", "Mes initiales"),
    "Vos mots": ("Tes mots", "Mes mots"),
    "Vos droits": ("Tes droits", "Mes droits"),
    "Vos données": ("Tes données", "Mes données"),
    "Votre avis": ("Ton avis", "Mon avis"),
    "Vos désaccords": ("Tes désaccords", "Mes désaccords"),
    "Votre réponse": ("Ta réponse", "Ma réponse"),
    "Ce que vous dites": ("Ce que tu dis", "Ce que je dis"),
    "Ce que vous voulez": ("Ce que tu veux", "Ce que je veux"),
    "Ce que vous voulez, ce que nous proposons": (
        "Ce que tu veux, ce que nous proposons",
        "Ce que je veux, ce que nous proposons",
    ),
    "Vous êtes libre": ("Tu es libre", "Je suis libre"),
    "Vous n’êtes pas d’accord ?": ("Tu n’es pas d’accord ?", "Si je ne suis pas d’accord"),
    "Si vous n’êtes pas d’accord": ("Si tu n’es pas d’accord", "Si je ne suis pas d’accord"),
    "écrit ensemble, à relire et à corriger avec vous": (
        "écrit ensemble, à relire et à corriger avec toi",
        "écrit ensemble, à relire et à corriger avec moi",
    ),
    # Simplified version.
    "La personne qui vous accompagne : {name}.": (
        "La personne qui t’accompagne : {name}.",
        "La personne qui m’accompagne : {name}.",
    ),
    "Si vous ne pouvez pas, vous prévenez. Nous aussi.": (
        "Si tu ne peux pas, tu préviens. Nous aussi.",
        "Si je ne peux pas, je préviens. Nous aussi.",
    ),
    "Personne ne vient sans vous prévenir.": (
        "Personne ne vient sans te prévenir.",
        "Personne ne vient sans me prévenir.",
    ),
    "Vous voulez une pause ? Dites-le. Vous voulez reprendre ? Dites-le.": (
        "Tu veux une pause ? Dis-le. Tu veux reprendre ? Dis-le.",
        "Je veux une pause ? Je le dis. Je veux reprendre ? Je le dis.",
    ),
    "Vous avez dit oui. Vous pouvez dire non plus tard.": (
        "Tu as dit oui. Tu peux dire non plus tard.",
        "J’ai dit oui. Je peux dire non plus tard.",
    ),
    "Pour arrêter : écrivez-le, ou dites-le. Nous l’écrirons avec vous.": (
        "Pour arrêter : écris-le, ou dis-le. Nous l’écrirons avec toi.",
        "Pour arrêter : je l’écris, ou je le dis. Nous l’écrirons ensemble.",
    ),
    "Votre bail ne change pas.": ("Ton bail ne change pas.", "Mon bail ne change pas."),
    "Arrêter peut changer quelque chose pour votre logement. Nous en parlons avant.": (
        "Arrêter peut changer quelque chose pour ton logement. Nous en parlons avant.",
        "Arrêter peut changer quelque chose pour mon logement. Nous en parlons avant.",
    ),
    "Après la fin, vous pouvez revenir.": ("Après la fin, tu peux revenir.", "Après la fin, je peux revenir."),
    "Vous dites ce que vous voulez dire.": ("Tu dis ce que tu veux dire.", "Je dis ce que je veux dire."),
    "Ce que vous nous dites reste entre nous, sauf si la loi nous oblige à parler.": (
        "Ce que tu nous dis reste entre nous, sauf si la loi nous oblige à parler.",
        "Ce que je dis reste entre nous, sauf si la loi oblige l’association à parler.",
    ),
    "Votre bailleur reçoit seulement les phrases que vous avez lues et acceptées.": (
        "Ton bailleur reçoit seulement les phrases que tu as lues et acceptées.",
        "Mon bailleur reçoit seulement les phrases que j’ai lues et acceptées.",
    ),
    "Vous pouvez changer d’avis.": ("Tu peux changer d’avis.", "Je peux changer d’avis."),
    "Dites-le-nous.": ("Dis-le-nous.", "Je le dis à l’association."),
    "Ou parlez à {name}.": ("Ou parle à {name}.", "Ou je parle à {name}."),
    "Ou écrivez au Défenseur des droits : www.defenseurdesdroits.fr.": (
        "Ou écris au Défenseur des droits : www.defenseurdesdroits.fr.",
        "Ou j’écris au Défenseur des droits : www.defenseurdesdroits.fr.",
    ),
    # The whole contract.
    "aucune : l’accompagnement est gratuit pour vous": (
        "aucune : l’accompagnement est gratuit pour toi",
        "aucune : l’accompagnement est gratuit pour moi",
    ),
    "Chaque objectif part de vos mots. Nous comptons ensemble ce qui avance ; il n’y a pas de note.": (
        "Chaque objectif part de tes mots. Nous comptons ensemble ce qui avance ; il n’y a pas de note.",
        "Chaque objectif part de mes mots. Nous comptons ensemble ce qui avance ; il n’y a pas de note.",
    ),
    "Garder pour nous ce que vous nous confiez": (
        "Garder pour nous ce que tu nous confies",
        "Garder pour nous ce que je confie",
    ),
    "Vous prévenir si nous ne pouvons pas venir, et vous dire qui remplace": (
        "Te prévenir si nous ne pouvons pas venir, et te dire qui remplace",
        "Me prévenir si nous ne pouvons pas venir, et me dire qui remplace",
    ),
    "Ne pas vous laisser : vous pouvez nous rappeler, même après une pause ou la fin": (
        "Ne pas te laisser : tu peux nous rappeler, même après une pause ou la fin",
        "Ne pas me laisser : je peux rappeler, même après une pause ou la fin",
    ),
    "Si vous ne pouvez pas, vous prévenez ; si nous ne pouvons pas, nous prévenons aussi.": (
        "Si tu ne peux pas, tu préviens ; si nous ne pouvons pas, nous prévenons aussi.",
        "Si je ne peux pas, je préviens ; si nous ne pouvons pas, nous prévenons aussi.",
    ),
    "Personne ne vient chez vous sans que vous le sachiez, ni nous, ni le bailleur avec nous.": (
        "Personne ne vient chez toi sans que tu le saches, ni nous, ni le bailleur avec nous.",
        "Personne ne vient chez moi sans que je le sache, ni l’association, ni le bailleur avec elle.",
    ),
    "Vous pouvez demander une pause, et demander à reprendre, quand vous voulez : un mot suffit, nous l’écrivons d’une "
    "ligne datée. Il n’y a rien à signer de nouveau.": (
        (
            "Tu peux demander une pause, et demander à reprendre, quand tu veux : un mot suffit, nous l’écrivons d’une "
            "ligne datée. Il n’y a rien à signer de nouveau."
        ),
        (
            "Je peux demander une pause, et demander à reprendre, quand je veux : un mot suffit, nous l’écrivons d’une "
            "ligne datée. Il n’y a rien à signer de nouveau."
        ),
    ),
    "Le rythme change avec vos besoins, plus souvent ou moins souvent, après en avoir parlé ensemble.": (
        "Le rythme change avec tes besoins, plus souvent ou moins souvent, après en avoir parlé ensemble.",
        "Le rythme change avec mes besoins, plus souvent ou moins souvent, après en avoir parlé ensemble.",
    ),
    "Vous dites ce que vous voulez dire. Ne part que ce que vous avez accepté, phrase par phrase, après l’avoir lu.": (
        "Tu dis ce que tu veux dire. Ne part que ce que tu as accepté, phrase par phrase, après l’avoir lu.",
        "Je dis ce que je veux dire. Ne part que ce que j’ai accepté, phrase par phrase, après l’avoir lu.",
    ),
    "Après la fin, vous pouvez nous recontacter ; nous restons joignables {period}.": (
        "Après la fin, tu peux nous recontacter ; nous restons joignables {period}.",
        "Après la fin, je peux recontacter l’association ; elle reste joignable {period}.",
    ),
    "Après la fin, vous pouvez nous recontacter et recommencer.": (
        "Après la fin, tu peux nous recontacter et recommencer.",
        "Après la fin, je peux recontacter l’association et recommencer.",
    ),
    "Nous regardons ensemble ce qui a avancé{when}. Vous dites aussi ce qui nous concerne, nous.": (
        "Nous regardons ensemble ce qui a avancé{when}. Tu dis aussi ce qui nous concerne, nous.",
        "Nous regardons ensemble ce qui a avancé{when}. Je dis aussi ce qui concerne l’association.",
    ),
    # Amendment.
    "Vous pouvez ne pas signer, ou signer un autre jour : l’accompagnement continue.": (
        "Tu peux ne pas signer, ou signer un autre jour : l’accompagnement continue.",
        "Je peux ne pas signer, ou signer un autre jour : l’accompagnement continue.",
    ),
    # Visit report and what leaves.
    "Cette feuille est à vous. Si quelque chose n’est pas juste, dites-le : nous la corrigeons ensemble.": (
        "Cette feuille est à toi. Si quelque chose n’est pas juste, dis-le : nous la corrigeons ensemble.",
        "Cette feuille est à moi. Si quelque chose n’est pas juste, je le dis : nous la corrigeons ensemble.",
    ),
    "Ce qui part chez votre bailleur": ("Ce qui part chez ton bailleur", "Ce qui part chez mon bailleur"),
    "Vous pouvez changer une phrase, la retirer, ou retirer votre accord, quand vous voulez. "
    "L’accompagnement continue. Ce qui est déjà parti ne peut pas toujours être repris : "
    "nous le demandons pour vous.": (
        (
            "Tu peux changer une phrase, la retirer, ou retirer ton accord, quand tu veux. L’accompagnement continue. "
            "Ce qui est déjà parti ne peut pas toujours être repris : nous le demandons pour toi."
        ),
        (
            "Je peux changer une phrase, la retirer, ou retirer mon accord, quand je veux. L’accompagnement continue. "
            "Ce qui est déjà parti ne peut pas toujours être repris : l’association le demande pour moi."
        ),
    ),
    # Legal mentions: what they say is the same, only whom they speak to changes.
    "Les professionnels sont tenus au secret professionnel ou à une obligation de discrétion. "
    "Les informations de santé et de vie privée que vous nous confiez ne sont pas transmises à votre bailleur, "
    "sauf cas prévus par la loi. Vous pouvez à tout moment modifier ou retirer vos autorisations de partage.": (
        (
            "Les professionnels sont tenus au secret professionnel ou à une obligation de discrétion. "
            "Les informations de santé et de vie privée que tu nous confies ne sont pas transmises à ton bailleur, "
            "sauf cas prévus par la loi. Tu peux à tout moment modifier ou retirer tes autorisations de partage."
        ),
        (
            "Les professionnels sont tenus au secret professionnel ou à une obligation de discrétion. "
            "Les informations de santé et de vie privée que je leur confie ne sont pas transmises à mon bailleur, "
            "sauf cas prévus par la loi. Je peux à tout moment modifier ou retirer mes autorisations de partage."
        ),
    ),
    "{operator}, responsable du traitement, enregistre ces informations dans un dossier informatisé chiffré "
    "afin d’assurer votre accompagnement vers et dans le logement.": (
        (
            "{operator}, responsable du traitement, enregistre ces informations dans un dossier informatisé chiffré "
            "afin d’assurer ton accompagnement vers et dans le logement."
        ),
        (
            "{operator}, responsable du traitement, enregistre ces informations dans un dossier informatisé chiffré "
            "afin d’assurer mon accompagnement vers et dans le logement."
        ),
    ),
    "Elles sont accessibles aux seuls professionnels habilités du service. Aucune n’est communiquée à votre "
    "bailleur ou à un autre partenaire sans votre accord, sauf obligation légale. Elles sont conservées "
    "pendant l’accompagnement puis {keeping} après votre dernier contact, puis supprimées ou archivées de "
    "façon restreinte.": (
        (
            "Elles sont accessibles aux seuls professionnels habilités du service. Aucune n’est communiquée à ton "
            "bailleur ou à un autre partenaire sans ton accord, sauf obligation légale. Elles sont conservées "
            "pendant l’accompagnement puis {keeping} après ton dernier contact, puis supprimées ou archivées de "
            "façon restreinte."
        ),
        (
            "Elles sont accessibles aux seuls professionnels habilités du service. Aucune n’est communiquée à mon "
            "bailleur ou à un autre partenaire sans mon accord, sauf obligation légale. Elles sont conservées "
            "pendant l’accompagnement puis {keeping} après mon dernier contact, puis supprimées ou archivées de "
            "façon restreinte."
        ),
    ),
    "Vous disposez d’un droit d’accès, de rectification, d’effacement, de limitation et, selon la base légale, "
    "de portabilité et d’opposition (règlement (UE) 2016/679, loi n° 78-17 du 6 janvier 1978).": (
        (
            "Tu disposes d’un droit d’accès, de rectification, d’effacement, de limitation et, selon la base légale, "
            "de portabilité et d’opposition (règlement (UE) 2016/679, loi n° 78-17 du 6 janvier 1978)."
        ),
        (
            "Je dispose d’un droit d’accès, de rectification, d’effacement, de limitation et, selon la base légale, "
            "de portabilité et d’opposition (règlement (UE) 2016/679, loi n° 78-17 du 6 janvier 1978)."
        ),
    ),
    "Vous pouvez aussi adresser une réclamation à la CNIL : www.cnil.fr, 3 place de Fontenoy, TSA 80715, "
    "75334 Paris Cedex 07.": (
        (
            "Tu peux aussi adresser une réclamation à la CNIL : www.cnil.fr, 3 place de Fontenoy, TSA 80715, "
            "75334 Paris Cedex 07."
        ),
        (
            "Je peux aussi adresser une réclamation à la CNIL : www.cnil.fr, 3 place de Fontenoy, TSA 80715, "
            "75334 Paris Cedex 07."
        ),
    ),
    "Ces informations sont enregistrées par {operator} dans un dossier chiffré. Rien n’est communiqué à votre "
    "bailleur ou à un partenaire sans votre accord, sauf obligation légale. Vous pouvez les lire, les faire "
    "corriger et, selon la base légale, vous y opposer. Réclamation : CNIL, www.cnil.fr.": (
        (
            "Ces informations sont enregistrées par {operator} dans un dossier chiffré. Rien n’est communiqué à ton "
            "bailleur ou à un partenaire sans ton accord, sauf obligation légale. Tu peux les lire, les faire "
            "corriger et, selon la base légale, t’y opposer. Réclamation : CNIL, www.cnil.fr."
        ),
        (
            "Ces informations sont enregistrées par {operator} dans un dossier chiffré. Rien n’est communiqué à mon "
            "bailleur ou à un partenaire sans mon accord, sauf obligation légale. Je peux les lire, les faire "
            "corriger et, selon la base légale, m’y opposer. Réclamation : CNIL, www.cnil.fr."
        ),
    ),
    "Pour exercer vos droits : {whom}.": ("Pour exercer tes droits : {whom}.", "Pour exercer mes droits : {whom}."),
    "Vous pouvez y renoncer à tout moment, par écrit, ou en nous le disant : nous l’écrirons avec vous.": (
        "Tu peux y renoncer à tout moment, par écrit, ou en nous le disant : nous l’écrirons avec toi.",
        "Je peux y renoncer à tout moment, par écrit, ou en le disant : nous l’écrirons ensemble.",
    ),
    "Vous pouvez y mettre fin à tout moment, de préférence par écrit, ou en nous le disant : nous l’écrirons "
    "avec vous.": (
        (
            "Tu peux y mettre fin à tout moment, de préférence par écrit, ou en nous le disant : nous l’écrirons "
            "avec toi."
        ),
        "Je peux y mettre fin à tout moment, de préférence par écrit, ou en le disant : nous l’écrirons ensemble.",
    ),
    "Votre bail est un autre contrat : arrêter l’accompagnement ne le modifie pas.": (
        "Ton bail est un autre contrat : arrêter l’accompagnement ne le modifie pas.",
        "Mon bail est un autre contrat : arrêter l’accompagnement ne le modifie pas.",
    ),
    "Arrêter peut avoir des conséquences sur votre logement : {which}. Nous en parlons avant.": (
        "Arrêter peut avoir des conséquences sur ton logement : {which}. Nous en parlons avant.",
        "Arrêter peut avoir des conséquences sur mon logement : {which}. Nous en parlons avant.",
    ),
    "Arrêter peut avoir des conséquences sur votre logement. Nous en parlons avant.": (
        "Arrêter peut avoir des conséquences sur ton logement. Nous en parlons avant.",
        "Arrêter peut avoir des conséquences sur mon logement. Nous en parlons avant.",
    ),
    "Ce document n’est pas un bail et ne modifie pas vos droits et obligations de locataire "
    "(loi n° 89-462 du 6 juillet 1989).": (
        (
            "Ce document n’est pas un bail et ne modifie pas tes droits et obligations de locataire "
            "(loi n° 89-462 du 6 juillet 1989)."
        ),
        (
            "Ce document n’est pas un bail et ne modifie pas mes droits et obligations de locataire "
            "(loi n° 89-462 du 6 juillet 1989)."
        ),
    ),
    "Ce document n’est pas un bail et ne modifie pas vos droits et obligations de sous-locataire "
    "(articles L. 442-8-2 et L. 442-8-3 du code de la construction et de l’habitation).": (
        (
            "Ce document n’est pas un bail et ne modifie pas tes droits et obligations de sous-locataire "
            "(articles L. 442-8-2 et L. 442-8-3 du code de la construction et de l’habitation)."
        ),
        (
            "Ce document n’est pas un bail et ne modifie pas mes droits et obligations de sous-locataire "
            "(articles L. 442-8-2 et L. 442-8-3 du code de la construction et de l’habitation)."
        ),
    ),
    "Ce document n’est pas un titre d’occupation et ne modifie pas vos droits et obligations d’occupant.": (
        "Ce document n’est pas un titre d’occupation et ne modifie pas tes droits et obligations d’occupant.",
        "Ce document n’est pas un titre d’occupation et ne modifie pas mes droits et obligations d’occupant.",
    ),
    "Ce document est établi en application des articles L. 311-3 à L. 311-5 et D. 311 du code de l’action sociale "
    "et des familles. Il vous est remis au plus tard quinze jours après votre admission. Un avenant précise, dans "
    "un délai maximum de six mois, les objectifs et les prestations ; ils sont réactualisés chaque année.": (
        (
            "Ce document est établi en application des articles L. 311-3 à L. 311-5 et D. 311 du code de l’action "
            "sociale et des familles. Il t’est remis au plus tard quinze jours après ton admission. Un avenant "
            "précise, dans un délai maximum de six mois, les objectifs et les prestations ; ils sont "
            "réactualisés chaque année."
        ),
        (
            "Ce document est établi en application des articles L. 311-3 à L. 311-5 et D. 311 du code de l’action "
            "sociale et des familles. Il m’est remis au plus tard quinze jours après mon admission. Un avenant "
            "précise, dans un délai maximum de six mois, les objectifs et les prestations ; ils sont "
            "réactualisés chaque année."
        ),
    ),
    "Il est signé dans le mois qui suit l’admission ; vous pouvez être accompagné de la personne de votre choix.": (
        "Il est signé dans le mois qui suit l’admission ; tu peux être accompagné de la personne de ton choix.",
        "Il est signé dans le mois qui suit l’admission ; je peux être accompagné de la personne de mon choix.",
    ),
    "Il est signé par le directeur ou son délégué ; vous pouvez le contresigner. Votre participation à son "
    "élaboration est obligatoire.": (
        (
            "Il est signé par le directeur ou son délégué ; tu peux le contresigner. Ta participation à son "
            "élaboration est obligatoire."
        ),
        (
            "Il est signé par le directeur ou son délégué ; je peux le contresigner. Ma participation à son "
            "élaboration est obligatoire."
        ),
    ),
    "Parlez-nous-en d’abord. Vous pouvez aussi vous adresser à : {names}.": (
        "Parle-nous-en d’abord. Tu peux aussi t’adresser à : {names}.",
        "J’en parle d’abord avec l’association. Je peux aussi m’adresser à : {names}.",
    ),
    "Un exemplaire vous a été remis le {day}.": (
        "Un exemplaire t’a été remis le {day}.",
        "Un exemplaire m’a été remis le {day}.",
    ),
}
"""« Vous » as the templates write it, then « tu », then « je »."""
